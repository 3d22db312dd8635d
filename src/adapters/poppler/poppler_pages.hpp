// The pages of a PDF by poppler's pdfinfo, confined as PopplerWords is.
#pragma once

#include <string>

#include "adapters/poppler/confined_program.hpp"
#include "contracting/files/page_counter_port.hpp"

namespace switchyard::adapters {

struct PageOptions {
  std::string program = "/usr/bin/pdfinfo";  // Debian: package poppler-utils.
  ProgramLimits limits = {.cpu_seconds_max = 5, .wall_clock_ms_max = 10'000, .output_size_max = 1u << 20};
};

class PopplerPages final : public contracting::PageCounter {
 public:
  explicit PopplerPages(PageOptions options = {}) : options_(std::move(options)) {}
  // Throws std::system_error where no process can be started at all. Refused further: `pdf_reader_missing` where the program is not installed.
  [[nodiscard]] Result<std::int64_t> count_pages(std::string_view pdf) const override;

 private:
  PageOptions options_;
};

}  // namespace switchyard::adapters

// The words of a PDF by poppler's pdftotext: a program of its own (its licence is the GPL, and a PDF may be hostile), confined.
#pragma once

#include <string>

#include "adapters/poppler/confined_program.hpp"
#include "workbook/pdf_words_port.hpp"

namespace switchyard::adapters {

struct PopplerOptions {
  std::string program = "/usr/bin/pdftotext";  // Debian: package poppler-utils.
  ProgramLimits limits = {};
};

class PopplerWords final : public workbook::PdfWords {
 public:
  explicit PopplerWords(PopplerOptions options = {}) : options_(std::move(options)) {}
  // Throws std::system_error where no process can be started at all.
  [[nodiscard]] Result<std::vector<workbook::PdfPage>> pages_of(std::string_view pdf, const workbook::PdfLimits& limits) const override;

 private:
  PopplerOptions options_;
};

}  // namespace switchyard::adapters

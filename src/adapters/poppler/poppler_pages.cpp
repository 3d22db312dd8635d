#include "adapters/poppler/poppler_pages.hpp"

#include <unistd.h>

#include <charconv>

#include <fmt/format.h>

namespace switchyard::adapters {
namespace {

constexpr std::string_view kPages = "\nPages:";

Error unreadable(std::string message) { return {ErrorKind::unprocessable, "file_unreadable", std::move(message)}; }

}  // namespace

Result<std::int64_t> PopplerPages::count_pages(std::string_view pdf) const {
  if (::access(options_.program.c_str(), X_OK) != 0) {
    return Error{ErrorKind::unavailable, "pdf_reader_missing",
                 fmt::format("PDF files are read by the program {}, which is not installed here; Debian's package is poppler-utils", options_.program)};
  }
  const auto run = run_confined(options_.program, {std::string(kInputPath)}, pdf, options_.limits);
  if (run.end != ProgramRun::End::exited) return unreadable("The PDF cannot be read within the limits of time and memory.");
  if (run.errors.find("Incorrect password") != std::string::npos) return unreadable("The PDF is encrypted with a password; upload it without one.");
  const std::string output = "\n" + run.output;
  const std::size_t at = output.find(kPages);
  if (run.exit_code != 0 || at == std::string::npos) return unreadable("The PDF is damaged.");
  const std::size_t digits = output.find_first_not_of(' ', at + kPages.size());
  std::int64_t count = 0;
  if (digits != std::string::npos) std::from_chars(output.data() + digits, output.data() + output.size(), count);
  if (count > 0) return count;
  return unreadable("The PDF has no pages.");
}

}  // namespace switchyard::adapters

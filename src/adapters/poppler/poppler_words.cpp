#include "adapters/poppler/poppler_words.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace switchyard::adapters {
namespace {

// Exit codes of pdftotext(1).
constexpr int kNotOpened = 1;
constexpr int kNotPermitted = 3;

Error unreadable(std::string message) { return {ErrorKind::unprocessable, "workbook_unreadable", std::move(message)}; }

Error too_large(std::string_view limit, std::size_t value) {
  return {ErrorKind::too_large, "workbook_too_large", fmt::format("reading the PDF is over the limit {} = {}", limit, value)};
}

Error encrypted(std::string message) { return {ErrorKind::unprocessable, "workbook_encrypted", std::move(message)}; }

// The first line of the program's errors that tells of damage; empty where none does.
std::string damage_in(std::string_view errors) {
  for (std::size_t from = 0; from < errors.size();) {
    const auto end = std::min(errors.find('\n', from), errors.size());
    const auto line = errors.substr(from, end - from);
    from = end + 1;
    if (!line.starts_with("Syntax Error") && !line.starts_with("Internal Error") && !line.starts_with("I/O Error")) continue;
    std::string out;
    for (const char c : line.substr(0, 120)) out += c >= 0x20 && c < 0x7F ? c : '?';
    return out;
  }
  return {};
}

// Why a run gave no words that can be trusted.
Result<void> judged(const ProgramRun& run, const ProgramLimits& limits) {
  switch (run.end) {
    case ProgramRun::End::timed_out: return too_large("wall_clock_ms_max", limits.wall_clock_ms_max);
    case ProgramRun::End::output_too_large: return too_large("output_size_max", limits.output_size_max);
    case ProgramRun::End::signalled:
      return unreadable(fmt::format("the reader of PDF files was ended by signal {}: over its limits of memory or time, or the file is damaged", run.signal));
    case ProgramRun::End::exited: break;
  }
  const bool asks_password = run.errors.find("Incorrect password") != std::string::npos;
  if (run.exit_code == kNotOpened && asks_password) return encrypted("the PDF is encrypted with a password");
  if (run.exit_code == kNotPermitted) return encrypted("the PDF's owner does not allow its text to be taken out");
  const auto damage = damage_in(run.errors);
  // A reader that repairs what it reads may leave rates out.
  if (!damage.empty()) return unreadable("the PDF is damaged: " + damage);
  if (run.exit_code != 0) return unreadable(fmt::format("the reader of PDF files gave up with exit code {}", run.exit_code));
  return {};
}

}  // namespace

Result<std::vector<workbook::PdfPage>> PopplerWords::pages_of(std::string_view pdf, const workbook::PdfLimits& limits) const {
  if (::access(options_.program.c_str(), X_OK) != 0) {
    return Error{ErrorKind::unavailable, "pdf_reader_missing",
                 fmt::format("PDF files are read by the program {}, which is not installed here; Debian's package is poppler-utils", options_.program)};
  }
  // One page more than is allowed, so that a file of too many is known for it.
  const std::vector<std::string> arguments{"-bbox", "-enc", "UTF-8", "-l", std::to_string(limits.page_count_max + 1), std::string(kInputPath), "-"};
  const auto run = run_confined(options_.program, arguments, pdf, options_.limits);
  if (auto sound = judged(run, options_.limits); !sound) return std::move(sound).error();
  return workbook::read_bbox(run.output, limits);
}

}  // namespace switchyard::adapters

// The log as JSON lines: {"time":"…","level":"info","message":"…","partner.id":"…"}, one write a line, so that lines of
// many threads and processes never mix. There is no way to give it a Secret: no field takes one.
#pragma once

#include <string>

#include "ports/clock.hpp"
#include "ports/log.hpp"

namespace switchyard::adapters {

// The longest text of one field or message that is kept; the rest is cut and marked by "…".
inline constexpr std::size_t kLogTextBytesMax = 8192;

// Safe to call from many threads. A line that cannot be written is lost.
class JsonLog final : public Log {
 public:
  // Writes to `file_descriptor` (2: standard error), which stays the caller's. Lines below `least` are dropped.
  JsonLog(int file_descriptor, LogLevel least, const Clock& clock) : file_descriptor_(file_descriptor), least_(least), clock_(clock) {}
  void write(LogLevel level, std::string_view line, std::span<const LogField> fields) noexcept override;

 private:
  const int file_descriptor_;
  const LogLevel least_;
  const Clock& clock_;
};

// One line as JsonLog writes it, with its line feed.
[[nodiscard]] std::string json_log_line(Instant at, LogLevel level, std::string_view line, std::span<const LogField> fields);

}  // namespace switchyard::adapters

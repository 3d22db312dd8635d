// The log: a readable line and fields. Never a token, a key, a signature or a query string.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace switchyard {

enum class LogLevel { debug, info, warning, error };

struct LogField {
  std::string_view name;  // As OpenTelemetry names them: "partner.id", "duration_ms".
  std::variant<std::string_view, std::int64_t, bool> value;
};

// Safe to call from many threads. Never throws.
class Log {
 public:
  virtual ~Log() = default;
  virtual void write(LogLevel level, std::string_view line, std::span<const LogField> fields) noexcept = 0;

  void info(std::string_view line, std::initializer_list<LogField> fields = {}) { write(LogLevel::info, line, {fields.begin(), fields.size()}); }
  void warning(std::string_view line, std::initializer_list<LogField> fields = {}) { write(LogLevel::warning, line, {fields.begin(), fields.size()}); }
  void error(std::string_view line, std::initializer_list<LogField> fields = {}) { write(LogLevel::error, line, {fields.begin(), fields.size()}); }
};

}  // namespace switchyard

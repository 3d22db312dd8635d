// A log that keeps its lines. For tests.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "ports/log.hpp"

namespace switchyard {

// Safe to call from many threads.
class KeptLog final : public Log {
 public:
  void write(LogLevel level, std::string_view line, std::span<const LogField> fields) noexcept override {
    const std::lock_guard lock(mutex_);
    std::string text = std::to_string(static_cast<int>(level)) + " " + std::string(line);
    for (const LogField& field : fields) {
      text.append(" ").append(field.name).append("=");
      if (const auto* value = std::get_if<std::string_view>(&field.value)) text.append(*value);
      if (const auto* value = std::get_if<std::int64_t>(&field.value)) text.append(std::to_string(*value));
      if (const auto* value = std::get_if<bool>(&field.value)) text.append(*value ? "true" : "false");
    }
    lines_.push_back(std::move(text));
  }
  [[nodiscard]] std::vector<std::string> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

}  // namespace switchyard

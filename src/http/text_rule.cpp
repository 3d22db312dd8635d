#include "http/text_rule.hpp"

#include <fmt/format.h>

#include "http/utf8.hpp"

namespace switchyard::http {

std::optional<FieldError> broken_rule(const std::string& pointer, std::string_view text, const TextRule& rule) {
  const std::size_t size = utf8_length(text);
  if (size < rule.size_min) {
    return FieldError{pointer, "too_short", size == 0 ? std::string("must not be empty") : fmt::format("has {} characters; at least {} are needed", size, rule.size_min)};
  }
  if (size > rule.size_max) return FieldError{pointer, "too_long", fmt::format("has {} characters; at most {} are taken", size, rule.size_max)};
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    const bool is_break = byte == '\n' || byte == '\r' || byte == '\t';
    if ((code < 0x20 && !(rule.multiline && is_break)) || code == 0x7f) {
      return FieldError{pointer, "control_character", fmt::format("holds the control character U+{:04X}", code)};
    }
  }
  return std::nullopt;
}

std::string list_of(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i != 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace switchyard::http

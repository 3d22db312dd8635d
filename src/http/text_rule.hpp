// What a text in a request must be; shared by the readers of bodies and of queries.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "values/error.hpp"

namespace switchyard::http {

// Sizes in characters. Control characters are refused, but for line breaks and tabs where `multiline` is set.
struct TextRule {
  std::size_t size_min = 1;
  std::size_t size_max = 200;
  bool multiline = false;
};

// Null where `text` (UTF-8) obeys.
[[nodiscard]] std::optional<FieldError> broken_rule(const std::string& pointer, std::string_view text, const TextRule& rule);

// "a, b or c".
[[nodiscard]] std::string list_of(std::span<const std::string_view> words);

}  // namespace switchyard::http

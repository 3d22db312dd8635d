// Reading runs of ASCII digits: what every parser of this room begins with.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace switchyard::detail {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The number that exactly `count` (at most nine) digits at `at` make; nothing where one of them is something else.
constexpr std::optional<int> fixed_digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (char c : text.substr(at, count)) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace switchyard::detail

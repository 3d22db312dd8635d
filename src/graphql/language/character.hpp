// Classes of characters of the grammar (specification, section 2.1).
#pragma once

#include <array>
#include <string_view>

namespace switchyard::graphql {

constexpr bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
constexpr bool is_name_start(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
// A table, for the lexer spends a fifth of its time on this question.
inline constexpr std::array<bool, 256> kContinuesName = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < table.size(); ++c) {
    table[c] = is_name_start(static_cast<unsigned char>(c)) || is_digit(static_cast<unsigned char>(c));
  }
  return table;
}();
constexpr bool is_name_continue(unsigned char c) { return kContinuesName[c]; }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

// /[_A-Za-z][_0-9A-Za-z]*/
constexpr bool is_name(std::string_view text) {
  if (text.empty() || !is_name_start(static_cast<unsigned char>(text.front()))) return false;
  for (const char c : text) {
    if (!is_name_continue(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

}  // namespace switchyard::graphql

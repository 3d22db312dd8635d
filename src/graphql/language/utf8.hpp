// Code points of UTF-8, as lexer and messages need them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace switchyard::graphql {

// size_bytes is 0 where no whole code point stands. A surrogate written as three bytes is told (JSON can smuggle it in), as no
// scalar.
struct CodePoint {
  std::uint32_t code = 0xFFFD;
  std::size_t size_bytes = 0;

  [[nodiscard]] bool is_surrogate() const { return code >= 0xD800 && code <= 0xDFFF; }
  [[nodiscard]] bool is_scalar() const { return size_bytes != 0 && !is_surrogate(); }
};

// The one that begins at the offset, which is within the text.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t offset);

void append_utf8(std::string& out, std::uint32_t code);

// In UTF-16 code units; a byte that is no UTF-8 counts as one.
[[nodiscard]] std::size_t utf16_size(std::string_view text);

// The longest prefix of at most `units` UTF-16 code units.
[[nodiscard]] std::string_view utf16_prefix(std::string_view text, std::size_t units);

}  // namespace switchyard::graphql

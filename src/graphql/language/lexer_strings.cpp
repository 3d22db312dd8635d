// Strings and block strings (specification, section 2.10.4).
#include <fmt/format.h>

#include "graphql/language/lexer.hpp"
#include "graphql/language/utf8.hpp"

namespace switchyard::graphql {

namespace {

// The value of a hexadecimal digit, or -1.
int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool is_scalar(std::uint32_t code) { return code <= 0xD7FF || (code >= 0xE000 && code <= 0x10FFFF); }
bool is_leading_surrogate(std::uint32_t code) { return code >= 0xD800 && code <= 0xDBFF; }
bool is_trailing_surrogate(std::uint32_t code) { return code >= 0xDC00 && code <= 0xDFFF; }

// An escape that was read. Where it is none, size_units is what of it a message shows, in UTF-16 code units.
struct Escape {
  std::uint32_t code = 0;
  std::size_t size_units = 0;
  bool is_valid = false;
  bool is_unicode = false;
};

// \u{…}, of at most 12 characters.
Escape read_wide_escape(std::string_view text) {
  std::uint32_t code = 0;
  std::size_t size = 3;
  while (size < 12) {
    const char c = size < text.size() ? text[size] : '\0';
    ++size;
    if (c == '}') {
      if (size < 5 || !is_scalar(code)) break;
      return {.code = code, .size_units = size, .is_valid = true, .is_unicode = true};
    }
    const int digit = hex_digit(c);
    if (digit < 0) break;
    code = (code << 4) | static_cast<std::uint32_t>(digit);
    if (code > 0x7FFFFFFF) break;
  }
  return {.size_units = size, .is_unicode = true};
}

// Four hexadecimal digits, or nothing.
std::optional<std::uint32_t> read_four(std::string_view text, std::size_t at) {
  if (text.size() < at + 4) return std::nullopt;
  std::uint32_t code = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const int digit = hex_digit(text[at + i]);
    if (digit < 0) return std::nullopt;
    code = (code << 4) | static_cast<std::uint32_t>(digit);
  }
  return code;
}

// \uXXXX, or two of them that are a surrogate pair.
Escape read_narrow_escape(std::string_view text) {
  const Escape none = {.size_units = 6, .is_unicode = true};
  const auto code = read_four(text, 2);
  if (!code) return none;
  if (is_scalar(*code)) return {.code = *code, .size_units = 6, .is_valid = true, .is_unicode = true};
  if (!is_leading_surrogate(*code) || text.substr(6, 2) != "\\u") return none;
  const auto trailing = read_four(text, 8);
  if (!trailing || !is_trailing_surrogate(*trailing)) return none;
  const std::uint32_t joined = 0x10000 + ((*code - 0xD800) << 10) + (*trailing - 0xDC00);
  return {.code = joined, .size_units = 12, .is_valid = true, .is_unicode = true};
}

// `text` begins at the backslash. Valid escapes are ASCII, so that their units are bytes.
Escape read_escape(std::string_view text) {
  const char kind = text.size() > 1 ? text[1] : '\0';
  if (kind == 'u') return text.size() > 2 && text[2] == '{' ? read_wide_escape(text) : read_narrow_escape(text);
  constexpr std::string_view kKinds = "\"\\/bfnrt";
  constexpr std::string_view kCodes = "\"\\/\b\f\n\r\t";
  const std::size_t at = kind == '\0' ? std::string_view::npos : kKinds.find(kind);
  if (at == std::string_view::npos) return {.size_units = 2};
  return {.code = static_cast<unsigned char>(kCodes[at]), .size_units = 2, .is_valid = true};
}

}  // namespace

Token Lexer::read_string() {
  const std::uint32_t start = position_;
  std::size_t at = start + 1;
  bool is_plain = true;
  while (at < source_.size()) {
    const unsigned char c = byte(at);
    if (c == '"') {
      position_ = static_cast<std::uint32_t>(at + 1);
      return {.kind = TokenKind::string, .is_plain = is_plain, .start = start, .end = position_};
    }
    if (c == '\n' || c == '\r') break;
    if (c == '\\') {
      is_plain = false;
      const Escape escape = read_escape(source_.substr(at));
      if (!escape.is_valid) {
        return fail(at, fmt::format("Invalid {} escape sequence: \"{}\".", escape.is_unicode ? "Unicode" : "character",
                                    utf16_prefix(source_.substr(at), escape.size_units)));
      }
      at += escape.size_units;
    } else if (c < 0x80) {
      ++at;
    } else {
      const CodePoint point = code_point_at(source_, at);
      if (!point.is_scalar()) return fail(at, fmt::format("Invalid character within String: {}.", describe_character(at)));
      at += point.size_bytes;
    }
  }
  return fail(at, "Unterminated string.");
}

Token Lexer::read_block_string() {
  const std::uint32_t start = position_;
  std::size_t at = start + 3;
  while (at < source_.size()) {
    const unsigned char c = byte(at);
    if (c == '"' && byte(at + 1) == '"' && byte(at + 2) == '"') {
      position_ = static_cast<std::uint32_t>(at + 3);
      return {.kind = TokenKind::block_string, .start = start, .end = position_};
    }
    if (c == '\\' && source_.substr(at, 4) == "\\\"\"\"") {
      at += 4;
    } else if (c < 0x80) {
      ++at;
    } else {
      const CodePoint point = code_point_at(source_, at);
      if (!point.is_scalar()) return fail(at, fmt::format("Invalid character within String: {}.", describe_character(at)));
      at += point.size_bytes;
    }
  }
  return fail(at, "Unterminated string.");
}

std::size_t resolve_escapes(std::string_view raw, char* out) {
  char* next = out;
  std::string encoded;
  for (std::size_t at = 0; at < raw.size();) {
    if (raw[at] != '\\') {
      *next++ = raw[at++];
      continue;
    }
    const Escape escape = read_escape(raw.substr(at));
    encoded.clear();
    append_utf8(encoded, escape.code);
    next = encoded.copy(next, encoded.size()) + next;
    at += escape.size_units;
  }
  return static_cast<std::size_t>(next - out);
}

}  // namespace switchyard::graphql

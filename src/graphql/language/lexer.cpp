#include "graphql/language/lexer.hpp"

#include <fmt/format.h>

#include <array>

#include "graphql/language/character.hpp"
#include "graphql/language/utf8.hpp"

namespace switchyard::graphql {

std::string_view print_token_kind(TokenKind kind) {
  static constexpr std::array<std::string_view, 21> kWords = {
      "",      "<EOF>", "\"!\"", "\"$\"", "\"&\"", "\"(\"", "\")\"", "\"...\"", "\":\"",  "\"=\"",       "\"@\"",
      "\"[\"", "\"]\"", "\"{\"", "\"|\"", "\"}\"", "Name",  "Int",   "Float",   "String", "BlockString",
  };
  return kWords[static_cast<std::size_t>(kind)];
}

Token Lexer::punctuator(TokenKind kind, std::uint32_t size_bytes) {
  const std::uint32_t start = position_;
  position_ += size_bytes;
  return {.kind = kind, .start = start, .end = position_};
}

Token Lexer::fail(std::size_t offset, std::string message) {
  fault_ = Fault{static_cast<std::uint32_t>(offset), std::move(message)};
  return {.kind = TokenKind::halted, .start = static_cast<std::uint32_t>(offset), .end = static_cast<std::uint32_t>(offset)};
}

Token Lexer::fail_at_character() {
  if (source_[position_] == '\'') {
    return fail(position_, "Unexpected single quote character ('), did you mean to use a double quote (\")?");
  }
  const bool is_surrogate = code_point_at(source_, position_).is_surrogate();
  return fail(position_,
              fmt::format("{} character: {}.", is_surrogate ? "Invalid" : "Unexpected", describe_character(position_)));
}

std::string Lexer::describe_character(std::size_t offset) const {
  if (offset >= source_.size()) return "<EOF>";
  const std::uint32_t code = code_point_at(source_, offset).code;
  if (code == '"') return "'\"'";
  if (code >= 0x20 && code <= 0x7E) return fmt::format("\"{}\"", static_cast<char>(code));
  return fmt::format("U+{:04X}", code);
}

Token Lexer::next() {
  while (position_ < source_.size()) {
    switch (source_[position_]) {
      case '\t':
      case ' ':
      case ',':
      case '\n':
      case '\r':
        ++position_;
        continue;
      case '\xEF':
        if (source_.substr(position_, 3) != "\xEF\xBB\xBF") return fail_at_character();
        position_ += 3;
        continue;
      case '#':
        if (!skip_comment()) return fail_at_character();
        continue;
      case '!':
        return punctuator(TokenKind::bang);
      case '$':
        return punctuator(TokenKind::dollar);
      case '&':
        return punctuator(TokenKind::amp);
      case '(':
        return punctuator(TokenKind::paren_l);
      case ')':
        return punctuator(TokenKind::paren_r);
      case ':':
        return punctuator(TokenKind::colon);
      case '=':
        return punctuator(TokenKind::equals);
      case '@':
        return punctuator(TokenKind::at);
      case '[':
        return punctuator(TokenKind::bracket_l);
      case ']':
        return punctuator(TokenKind::bracket_r);
      case '{':
        return punctuator(TokenKind::brace_l);
      case '|':
        return punctuator(TokenKind::pipe);
      case '}':
        return punctuator(TokenKind::brace_r);
      case '.':
        if (byte(position_ + 1) != '.' || byte(position_ + 2) != '.') return fail_at_character();
        return punctuator(TokenKind::spread, 3);
      case '"':
        if (byte(position_ + 1) == '"' && byte(position_ + 2) == '"') return read_block_string();
        return read_string();
      default:
        if (is_name_start(byte(position_))) return read_name();
        if (is_digit(byte(position_)) || source_[position_] == '-') return read_number();
        return fail_at_character();
    }
  }
  return {.kind = TokenKind::eof, .start = position_, .end = position_};
}

// False where the comment holds what is no character; the position is then there.
bool Lexer::skip_comment() {
  while (position_ < source_.size()) {
    const unsigned char at = byte(position_);
    if (at == '\n' || at == '\r') return true;
    if (at < 0x80) {
      ++position_;
      continue;
    }
    const CodePoint point = code_point_at(source_, position_);
    if (!point.is_scalar()) return false;
    position_ += static_cast<std::uint32_t>(point.size_bytes);
  }
  return true;
}

Token Lexer::read_name() {
  const std::uint32_t start = position_;
  const char* at = source_.data() + start + 1;
  const char* const end = source_.data() + source_.size();
  while (at != end && is_name_continue(static_cast<unsigned char>(*at))) ++at;
  position_ = static_cast<std::uint32_t>(at - source_.data());
  return {.kind = TokenKind::name, .start = start, .end = position_};
}

bool Lexer::skip_digits(std::uint32_t& at) {
  if (!is_digit(byte(at))) {
    fail(at, fmt::format("Invalid number, expected digit but got: {}.", describe_character(at)));
    return false;
  }
  while (is_digit(byte(at))) ++at;
  return true;
}

Token Lexer::read_number() {
  const std::uint32_t start = position_;
  std::uint32_t at = start;
  bool is_float = false;
  if (byte(at) == '-') ++at;
  if (byte(at) == '0') {
    ++at;
    if (is_digit(byte(at))) {
      return fail(at, fmt::format("Invalid number, unexpected digit after 0: {}.", describe_character(at)));
    }
  } else if (!skip_digits(at)) {
    return {};
  }
  if (byte(at) == '.') {
    is_float = true;
    if (!skip_digits(++at)) return {};
  }
  if (byte(at) == 'e' || byte(at) == 'E') {
    is_float = true;
    ++at;
    if (byte(at) == '+' || byte(at) == '-') ++at;
    if (!skip_digits(at)) return {};
  }
  if (byte(at) == '.' || is_name_start(byte(at))) {
    return fail(at, fmt::format("Invalid number, expected digit but got: {}.", describe_character(at)));
  }
  position_ = at;
  return {.kind = is_float ? TokenKind::float_value : TokenKind::int_value, .start = start, .end = at};
}

}  // namespace switchyard::graphql

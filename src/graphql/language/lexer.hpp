// Splits a source into tokens (specification, section 2.1), one at a time and without copies. Comments, commas and blanks are
// skipped.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace switchyard::graphql {

enum class TokenKind : std::uint8_t {
  halted,  // After an error: equal to no token that a grammar asks for.
  eof,
  bang,
  dollar,
  amp,
  paren_l,
  paren_r,
  spread,
  colon,
  equals,
  at,
  bracket_l,
  bracket_r,
  brace_l,
  pipe,
  brace_r,
  name,
  int_value,
  float_value,
  string,
  block_string,
};

// As graphql-js' messages name it: `Name`, `"{"`, `<EOF>`.
[[nodiscard]] std::string_view print_token_kind(TokenKind kind);

// Bytes [start, end) of the source.
struct Token {
  TokenKind kind = TokenKind::halted;
  bool is_plain = false;  // string: holds no escape, so that its value is what stands between the quotes.
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

// Cheap to copy: looking ahead is done on a copy. The source outlives it.
class Lexer {
 public:
  struct Fault {
    std::uint32_t offset = 0;
    std::string message;
  };

  explicit Lexer(std::string_view source) : source_(source) {}

  // The next token, again and again eof at the end, `halted` where none stands; then `fault` says why.
  Token next();
  [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

 private:
  Token punctuator(TokenKind kind, std::uint32_t size_bytes = 1);
  Token read_name();
  Token read_number();
  Token read_string();
  Token read_block_string();
  bool skip_digits(std::uint32_t& at);
  bool skip_comment();
  Token fail(std::size_t offset, std::string message);
  Token fail_at_character();

  [[nodiscard]] unsigned char byte(std::size_t offset) const {
    return offset < source_.size() ? static_cast<unsigned char>(source_[offset]) : 0;
  }
  // `"x"`, U+1F600 or <EOF>.
  [[nodiscard]] std::string describe_character(std::size_t offset) const;

  std::string_view source_;
  std::uint32_t position_ = 0;
  std::optional<Fault> fault_;
};

// The string that a string token means: escapes resolved. `raw` is what stands between the quotes, as the lexer let it pass.
// Writes at most raw.size() bytes to `out` and returns how many.
std::size_t resolve_escapes(std::string_view raw, char* out);

}  // namespace switchyard::graphql

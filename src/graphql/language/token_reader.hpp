// The parser's way over the tokens: what stands here, whether it is what the grammar wants, and the first error.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "graphql/language/arena.hpp"
#include "graphql/language/ast.hpp"
#include "graphql/language/lexer.hpp"
#include "graphql/language/parser.hpp"

namespace switchyard::graphql {

// After the first error the token is `halted`: every question is answered no, nothing moves, and further errors are not heard. So
// the grammar above needs no branch for errors but in its loops, which ask ok().
class TokenReader {
 public:
  // Strings of tokens are placed in the arena. Source and arena outlive the reader.
  TokenReader(std::string_view source, ast::Arena& arena, const ParseLimits& limits);

  [[nodiscard]] bool ok() const { return !failed_; }
  [[nodiscard]] const GraphqlError& error() const { return error_; }
  [[nodiscard]] std::size_t token_count() const { return token_count_; }

  [[nodiscard]] const Token& token() const { return token_; }
  [[nodiscard]] std::uint32_t last_end() const { return last_end_; }
  [[nodiscard]] bool peek(TokenKind kind) const { return token_.kind == kind; }
  [[nodiscard]] bool peek_keyword(std::string_view word) const { return peek(TokenKind::name) && text(token_) == word; }
  [[nodiscard]] std::string_view text(const Token& token) const { return source_.substr(token.start, token.end - token.start); }
  // The one after this one; it is read again when its turn comes.
  Token lookahead();

  void advance();
  bool take(TokenKind kind);
  bool take_keyword(std::string_view word);
  // This token, which must be of the kind.
  Token expect(TokenKind kind);
  void expect_keyword(std::string_view word);

  void unexpected(const Token& token);
  void unexpected() { unexpected(token_); }
  void fail(std::uint32_t offset, std::string_view message, const char* code = kParseFailed);

  // The string that a string or block string token means.
  std::string_view string_of(const Token& token);
  // `Name "viewer"`; a long text is cut.
  std::string describe(const Token& token);

  // One level deeper; false beyond the limit. Each enter() has its leave().
  bool enter();
  void leave() { --depth_; }

 private:
  void halt() { token_ = Token{.kind = TokenKind::halted, .start = token_.start, .end = token_.start}; }

  std::string_view source_;
  ast::Arena& arena_;
  ParseLimits limits_;
  Lexer lexer_;
  Token token_ = {};
  std::uint32_t last_end_ = 0;
  std::size_t token_count_ = 0;
  std::size_t depth_ = 0;
  bool failed_ = false;
  GraphqlError error_ = {};
};

}  // namespace switchyard::graphql

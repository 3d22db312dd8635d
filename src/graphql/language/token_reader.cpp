#include "graphql/language/token_reader.hpp"

#include <fmt/format.h>

#include "graphql/language/block_string.hpp"
#include "graphql/language/utf8.hpp"

namespace switchyard::graphql {

namespace {

// A message shows no more of a token; a hostile one may be a megabyte long.
std::string shorten(std::string_view text) {
  constexpr std::size_t kUnitsMax = 1000;
  const std::string_view shown = utf16_prefix(text, kUnitsMax);
  return shown.size() == text.size() ? std::string(text) : fmt::format("{}…", shown);
}

}  // namespace

TokenReader::TokenReader(std::string_view source, ast::Arena& arena, const ParseLimits& limits)
    : source_(source), arena_(arena), limits_(limits), lexer_(source) {
  if (source.size() > limits.bytes_max) {
    // Not located at its end, as graphql-js would: that reads what is refused for its size.
    fail(0, fmt::format("Source contains more than {} bytes. Parsing aborted.", limits.bytes_max), kDocumentTooLarge);
    return;
  }
  advance();
}

void TokenReader::fail(std::uint32_t offset, std::string_view message, const char* code) {
  if (failed_) return;
  failed_ = true;
  error_.message = fmt::format("Syntax Error: {}", message);
  error_.locations = {locate(source_, offset)};
  error_.code = code;
  halt();
}

void TokenReader::advance() {
  if (failed_) return;
  last_end_ = token_.end;
  token_ = lexer_.next();
  if (const auto& fault = lexer_.fault()) return fail(fault->offset, fault->message);
  if (token_.kind != TokenKind::eof && ++token_count_ > limits_.tokens_max) {
    // The words of graphql-js.
    fail(token_.start, fmt::format("Document contains more that {} tokens. Parsing aborted.", limits_.tokens_max),
         kDocumentTooLarge);
  }
}

Token TokenReader::lookahead() {
  Lexer ahead = lexer_;
  const Token next = ahead.next();
  if (const auto& fault = ahead.fault()) fail(fault->offset, fault->message);
  return next;
}

bool TokenReader::take(TokenKind kind) {
  if (!peek(kind)) return false;
  advance();
  return true;
}

bool TokenReader::take_keyword(std::string_view word) {
  if (!peek_keyword(word)) return false;
  advance();
  return true;
}

Token TokenReader::expect(TokenKind kind) {
  const Token found = token_;
  if (found.kind == kind) {
    advance();
  } else if (ok()) {
    fail(found.start, fmt::format("Expected {}, found {}.", print_token_kind(kind), describe(found)));
  }
  return found;
}

void TokenReader::expect_keyword(std::string_view word) {
  if (take_keyword(word) || !ok()) return;
  fail(token_.start, fmt::format("Expected \"{}\", found {}.", word, describe(token_)));
}

void TokenReader::unexpected(const Token& token) {
  if (ok()) fail(token.start, fmt::format("Unexpected {}.", describe(token)));
}

std::string_view TokenReader::string_of(const Token& token) {
  const bool is_block = token.kind == TokenKind::block_string;
  const std::uint32_t quotes = is_block ? 3 : 1;
  const std::string_view raw = source_.substr(token.start + quotes, token.end - token.start - 2 * quotes);
  if (raw.empty() || token.is_plain) return raw;
  char* out = arena_.take_text(raw.size());
  return {out, is_block ? resolve_block_string(raw, out) : resolve_escapes(raw, out)};
}

std::string TokenReader::describe(const Token& token) {
  const std::string_view kind = print_token_kind(token.kind);
  switch (token.kind) {
    case TokenKind::name:
    case TokenKind::int_value:
    case TokenKind::float_value:
      return fmt::format("{} \"{}\"", kind, shorten(text(token)));
    case TokenKind::string:
    case TokenKind::block_string:
      return fmt::format("{} \"{}\"", kind, shorten(string_of(token)));
    default:
      return std::string(kind);
  }
}

bool TokenReader::enter() {
  if (++depth_ <= limits_.depth_max) return ok();
  fail(token_.start, fmt::format("Document is nested deeper than {} levels. Parsing aborted.", limits_.depth_max),
       kDocumentTooLarge);
  return false;
}

}  // namespace switchyard::graphql

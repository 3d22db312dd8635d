// From text to tree. Messages and locations are those of graphql-js 16 ("Syntax Error: Expected Name, found }.").
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "graphql/error.hpp"
#include "graphql/language/ast.hpp"

namespace switchyard::graphql {

// Held while parsing: what is beyond them is refused where it is met, with a syntax error at that place.
struct ParseLimits {
  std::size_t tokens_max = 20'000;      // Tokens without comments.
  std::size_t depth_max = 200;          // Selection sets, lists and objects opened within each other.
  std::size_t bytes_max = 1024 * 1024;  // Of the source.

  // For schemas of our own and of operators' tools, never for what a client sends.
  static ParseLimits for_schema() { return {.tokens_max = 4'000'000, .depth_max = 200, .bytes_max = 64 * 1024 * 1024}; }
};

// The document is beyond a limit of size, tokens or depth.
inline constexpr char kDocumentTooLarge[] = "GRAPHQL_DOCUMENT_TOO_LARGE";

// A document, or the error. `error.code` is kParseFailed, or kDocumentTooLarge where a limit was met.
struct ParseResult {
  ast::DocumentPtr document;
  GraphqlError error = {};

  explicit operator bool() const { return document != nullptr; }
};

// Executable and type system definitions, as they come; whether they may stand together is validation's matter.
[[nodiscard]] ParseResult parse_document(std::string source, const ParseLimits& limits = {});

// One value, and nothing after it, as text of a tool or an SDL default: the document has no definitions, `value` is its root.
struct ParsedValue {
  ast::DocumentPtr document;
  const ast::Value* value = nullptr;
  GraphqlError error = {};

  explicit operator bool() const { return value != nullptr; }
};
[[nodiscard]] ParsedValue parse_value(std::string source, const ParseLimits& limits = {});

}  // namespace switchyard::graphql

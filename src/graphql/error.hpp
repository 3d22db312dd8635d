// An error of the GraphQL answer (specification, September 2025, §7.1.2): what parsing, schema building, validation and execution
// say of a document, in the form in which a caller reads it. Plain values; any thread may read them.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "values/error.hpp"

namespace switchyard::graphql {

// Where something stands in a document's text. Both count from 1; columns are UTF-16 code units, as graphql-js counts them.
struct SourceLocation {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  auto operator<=>(const SourceLocation&) const = default;
};

// One step of an answer's path: a response name (alias or field name), or the index of a list's item, from 0.
using PathSegment = std::variant<std::string, std::uint32_t>;
using ResponsePath = std::vector<PathSegment>;

// `message` is for a developer and holds no secret. `locations` and `path` are empty where the error has none, and are then
// left out of the answer. `code` is rendered as extensions.code, stands in api/errors.md and is a promise; empty = none.
struct GraphqlError {
  std::string message;
  std::vector<SourceLocation> locations = {};
  ResponsePath path = {};
  std::string code = {};
  // Further extensions, each a name and the JSON text of its value (`"cost"`, `"1200"`), in the order in which they are rendered.
  std::vector<std::pair<std::string, std::string>> extensions = {};
  // The fields of a refused input, rendered as extensions.errors.
  std::vector<FieldError> fields = {};

  bool operator==(const GraphqlError&) const = default;
};

// Codes that the engine itself gives (api/errors.md). Business codes come from resolvers.
inline constexpr char kParseFailed[] = "GRAPHQL_PARSE_FAILED";
inline constexpr char kValidationFailed[] = "GRAPHQL_VALIDATION_FAILED";

}  // namespace switchyard::graphql

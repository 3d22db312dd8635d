// What a scalar takes and gives. The five standard scalars have theirs; an application gives its own by name when it builds a
// schema.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "graphql/language/ast.hpp"
#include "graphql/value.hpp"

namespace switchyard::graphql {

// The coerced value, or why it was refused: a sentence for the caller ("A date is YYYY-MM-DD.").
using ScalarResult = std::variant<Value, std::string>;

struct ScalarFunctions {
  // An input from JSON variables. Never called with null.
  std::function<ScalarResult(const Value&)> parse;
  // A result of a resolver on its way to the client. Never called with null.
  std::function<ScalarResult(const Value&)> serialize;
  // A literal, no variable and not null. Where there is none, `parse` gets its value without type: numbers as integer or as
  // Number as they were written, enum values as Enum, strings as strings.
  std::function<ScalarResult(const ast::Value&)> parse_literal = nullptr;
};

// By name of the scalar. A custom scalar without an entry takes and gives any value as it is.
using ScalarTable = std::map<std::string, ScalarFunctions, std::less<>>;

// Int, Float, String, Boolean, ID (specification, section 3.5). Float values stay text or integer: nothing is rounded.
[[nodiscard]] const ScalarTable& standard_scalars();

// A custom scalar that is a string on the wire, held to `check`, which gives "" or what is wrong: `scalar Date`, `scalar
// Decimal`.
[[nodiscard]] ScalarFunctions text_scalar(std::function<std::string(std::string_view)> check);

}  // namespace switchyard::graphql

// What a scalar takes and gives. The five standard scalars have theirs; an application gives its own by name when it builds a
// schema.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "graphql/value.hpp"

namespace switchyard::graphql {

// The coerced value, or why it was refused: a sentence that stands after "…; ", and holds no more of the input than a client may
// read.
using ScalarResult = std::variant<Value, std::string>;

struct ScalarFunctions {
  // An input: from JSON variables, or from a literal whose numbers come as integer or Number as they were written, enum values as
  // Enum and strings as strings. Never called with null.
  std::function<ScalarResult(const Value&)> parse;
  // A result of a resolver on its way to the client. Never called with null.
  std::function<ScalarResult(const Value&)> serialize;
};

// By name of the scalar. A custom scalar without an entry takes and gives any value as it is.
using ScalarTable = std::map<std::string, ScalarFunctions, std::less<>>;

// Int, Float, String, Boolean, ID (specification, section 3.5). Float values stay text or integer: nothing is rounded.
[[nodiscard]] const ScalarTable& standard_scalars();

// A custom scalar that is a string on the wire, held to `check`, which gives "" or what is wrong: `scalar Date`, `scalar
// Decimal`.
[[nodiscard]] ScalarFunctions text_scalar(std::function<std::string(std::string_view)> check);

}  // namespace switchyard::graphql

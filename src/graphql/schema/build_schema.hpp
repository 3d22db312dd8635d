// From SDL to a Schema, or to every reason why it is none.
#pragma once

#include <string>
#include <vector>

#include "graphql/error.hpp"
#include "graphql/language/parser.hpp"
#include "graphql/schema/scalar.hpp"
#include "graphql/schema/schema.hpp"

namespace switchyard::graphql {

struct SchemaOptions {
  ScalarTable scalars = {};  // Of custom scalars.
  ParseLimits limits = ParseLimits::for_schema();
};

// Errors have locations in the SDL; messages are those of graphql-js 16 (validateSDL, then validateSchema).
struct SchemaResult {
  SchemaPtr schema;
  std::vector<GraphqlError> errors = {};

  explicit operator bool() const { return schema != nullptr; }
};

// Definitions and extensions may stand in any order. The standard scalars, the standard directives and the types of introspection
// are added. Held to section 3 of the specification: names, interfaces, input cycles, oneOf, default values, directives where
// they may stand.
[[nodiscard]] SchemaResult build_schema(std::string sdl, const SchemaOptions& options = {});

}  // namespace switchyard::graphql

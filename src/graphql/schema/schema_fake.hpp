// Schemas for tests.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "graphql/schema/build_schema.hpp"

namespace switchyard::graphql {

// The schema, or an exception with its errors.
inline SchemaPtr built_schema(std::string sdl, const SchemaOptions& options = {}) {
  SchemaResult result = build_schema(std::move(sdl), options);
  std::string wrong;
  for (const GraphqlError& error : result.errors) wrong += error.message + '\n';
  if (!result) throw std::runtime_error(wrong);
  return result.schema;
}

}  // namespace switchyard::graphql

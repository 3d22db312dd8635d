// A schema as SDL, laid out as graphql-js' printSchema does, without what is built in.
#pragma once

#include <string>

#include "graphql/schema/schema.hpp"

namespace switchyard::graphql {

struct PrintSchemaOptions {
  // Also the application's own directives where they stand (@cost, @requires); graphql-js prints only @deprecated, @specifiedBy,
  // @oneOf.
  bool with_applied_directives = false;
};

[[nodiscard]] std::string print_schema(const Schema& schema, const PrintSchemaOptions& options = {});

}  // namespace switchyard::graphql

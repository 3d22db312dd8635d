// Errors as an answer has them (specification, section 7.1.2): message, locations, path, extensions {code, errors, …}.
#pragma once

#include <cstddef>
#include <vector>

#include "graphql/error.hpp"
#include "graphql/execution/json_text.hpp"

namespace switchyard::graphql {

// A JSON list. `not_listed` is how many more there were: said in a last one.
void write_errors(JsonText& out, const std::vector<GraphqlError>& errors, std::size_t not_listed = 0);

}  // namespace switchyard::graphql

// What the tests of rules validate against, and how they read what is found.
#pragma once

#include <string>
#include <vector>

#include "graphql/validation/validation.hpp"

namespace switchyard::graphql::validation {

// "message line:column line:column …", an error each.
using Lines = std::vector<std::string>;

// The errors of a document against the_schema(), whose text must parse.
[[nodiscard]] Lines errors_of(const std::string& document);
[[nodiscard]] Lines lines_of(const std::vector<GraphqlError>& errors);

// Depots, sheds and owners: interfaces of interfaces, unions, inputs, a OneOf input, directives of several places.
[[nodiscard]] const Schema& the_schema();

}  // namespace switchyard::graphql::validation

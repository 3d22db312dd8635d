// Literals held to scalars and enums, with graphql-js 16's messages.
#pragma once

#include <optional>
#include <string>

#include "graphql/language/ast.hpp"
#include "graphql/schema/type_ref.hpp"

namespace switchyard::graphql::validation {

// Why the literal, which is neither a variable nor null, is none of the leaf type below the wrappers of `type`; nothing where it
// is. A custom scalar is asked through its ScalarFunctions.
[[nodiscard]] std::optional<std::string> find_leaf_fault(const ast::Value& literal, TypeRef type);

}  // namespace switchyard::graphql::validation

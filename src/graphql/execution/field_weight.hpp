// What a field weighs, read from the schema: `directive @cost(weight: Int, size: Int) on FIELD_DEFINITION`. Without it a leaf weighs
// nothing, an object or list 1, and a list without `first` and `last` is taken for ten items.
#pragma once

#include <cstdint>

#include "graphql/schema/schema.hpp"

namespace switchyard::graphql {

inline constexpr std::uint64_t kListSizeAssumed = 10;

[[nodiscard]] std::uint64_t field_weight(const FieldDefinition& field);
[[nodiscard]] std::uint64_t list_size_assumed(const FieldDefinition& field);

}  // namespace switchyard::graphql

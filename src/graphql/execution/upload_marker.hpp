// How a file travels through variables: as an enum value whose name no document and no JSON can spell. The `Upload` scalar takes nothing else.
#pragma once

#include <cstddef>
#include <optional>

#include "graphql/schema/scalar.hpp"
#include "graphql/value.hpp"

namespace switchyard::graphql {

[[nodiscard]] Value upload_marker(std::size_t place);
// The place among the request's files; nothing where the value is no marker.
[[nodiscard]] std::optional<std::size_t> upload_place(const Value& value);
// For `scalar Upload` in SchemaOptions::scalars.
[[nodiscard]] ScalarFunctions upload_scalar();

}  // namespace switchyard::graphql

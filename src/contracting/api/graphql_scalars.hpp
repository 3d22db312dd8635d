// The scalars of api/schema.graphql that GraphQL does not have: Decimal, Date, Month, DateTime; and how resolvers take them.
#pragma once

#include <optional>
#include <type_traits>
#include <string_view>

#include "graphql/execution/arguments.hpp"
#include "graphql/schema/scalar.hpp"
#include "values/date.hpp"
#include "values/decimal.hpp"
#include "values/instant.hpp"

namespace switchyard::contracting {

[[nodiscard]] graphql::ScalarTable api_scalars();

// Of arguments that those scalars have let through.
[[nodiscard]] std::optional<Decimal> optional_decimal(const graphql::Arguments& arguments, std::string_view name);
[[nodiscard]] std::optional<Date> optional_date(const graphql::Arguments& arguments, std::string_view name);
[[nodiscard]] std::optional<Month> optional_month(const graphql::Arguments& arguments, std::string_view name);
[[nodiscard]] std::optional<Instant> optional_instant(const graphql::Arguments& arguments, std::string_view name);

}  // namespace switchyard::contracting

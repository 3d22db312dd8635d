// Utilities and suppliers by the codes that other objects hold. The market of the request owns them.
#pragma once

#include <string_view>

#include "contracting/api/graphql_request.hpp"
#include "graphql/execution/field_call.hpp"

namespace switchyard::contracting {

// Null where the market has dropped it since.
[[nodiscard]] inline const market::Utility* utility_of(const graphql::FieldCall& call, std::string_view code) {
  return call.app<ApiRequest>().desk.market().utility(code);
}
[[nodiscard]] inline const market::Supplier* supplier_of(const graphql::FieldCall& call, std::string_view code) {
  return call.app<ApiRequest>().desk.market().supplier(code);
}

}  // namespace switchyard::contracting

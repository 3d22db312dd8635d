// Whether a customer is a small commercial one in the law of its state.
#pragma once

#include <optional>
#include <string_view>

#include "rules/rule_tables.hpp"

namespace switchyard::rules {

struct ProtectionQuestion {
  std::string_view state;
  Commodity commodity = Commodity::electric;
  std::string_view customer_class;
  std::optional<Energy> annual_usage = {};
  std::optional<Decimal> peak_demand_kw = {};
  Date on = {};
};
// Residential customers are protected. Where no row of the state holds, or what its row asks for is not known: unknown.
[[nodiscard]] Protection protection_of(const RuleTables& tables, const ProtectionQuestion& question);

}  // namespace switchyard::rules

// From YAML to conditions and demands.
#pragma once

#include <string>
#include <vector>

#include "rules/rule_yaml.hpp"

namespace switchyard::rules {

// The short names that `applies` takes: "state", "utility_not" …
[[nodiscard]] std::vector<std::string_view> scope_keys();
// `applies` (words of the contract) and `when` (tests of facts) of a row.
[[nodiscard]] std::vector<Condition> read_conditions(const RuleMap& row);
// `needs` of a rule.
[[nodiscard]] Demand read_demand(const RuleMap& row);

}  // namespace switchyard::rules

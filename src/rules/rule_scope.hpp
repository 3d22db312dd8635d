// What is left of a rule's conditions once supplier, utility, commodity, state and class are known.
#pragma once

#include <optional>
#include <vector>

#include "rules/judged.hpp"
#include "rules/rule_rows.hpp"
#include "rules/signup_requirements.hpp"

namespace switchyard::rules {

struct OpenConditions {
  std::vector<RequirementCondition> conditions;  // That the form still decides.
  bool has_others = false;                       // Some that no form can say: amounts and days.
};
// None where the rule cannot hold here. `judged` has one account.
[[nodiscard]] std::optional<OpenConditions> open_conditions(const std::vector<Condition>& conditions, const Judged& judged);

}  // namespace switchyard::rules

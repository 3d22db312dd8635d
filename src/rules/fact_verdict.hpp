// Whether a fact passes a test.
#pragma once

#include <string>

#include "rules/fact_fields.hpp"
#include "rules/rule_rows.hpp"

namespace switchyard::rules {

enum class Verdict : std::uint8_t {
  passes,
  fails,
  unknown,       // The fact is not known, and the test is not whether it is.
  incomparable,  // The fact is an amount of another kind than the limit.
};
[[nodiscard]] Verdict verdict_of(const FactTest& test, const FactValue& value);

// All conditions that are of the whole contract hold; those of accounts are left out.
[[nodiscard]] bool contract_conditions_hold(const std::vector<Condition>& conditions, const Judged& judged);
// All conditions that are of accounts hold for this one.
[[nodiscard]] bool account_conditions_hold(const std::vector<Condition>& conditions, const Judged& judged, const JudgedAccount& account);
[[nodiscard]] bool has_account_conditions(const std::vector<Condition>& conditions);

// Whether a contract of these facts must print it.
[[nodiscard]] bool disclosure_applies(const DisclosureRow& row, const Judged& judged);

// As people read it: "true", "1000 MWh", "2027-01-05"; several texts with commas.
[[nodiscard]] std::string text_of(const FactValue& value);

}  // namespace switchyard::rules

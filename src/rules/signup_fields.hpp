// The fields of a sign-up form for one utility.
#pragma once

#include <vector>

#include "rules/rule_tables.hpp"
#include "rules/signup_requirements.hpp"

namespace switchyard::rules {

// All fields of the rule set, in its order, with what the reference data of the utility (null: any) says of them; none is required yet.
[[nodiscard]] std::vector<RequiredField> form_fields(const RuleTables& tables, const market::Market& market, const market::Utility* utility, std::string_view language);

// A row of the rule set in a language; in signup_requirements.cpp.
[[nodiscard]] Disclosure disclosure_in(const DisclosureRow& row, std::string_view language);

}  // namespace switchyard::rules

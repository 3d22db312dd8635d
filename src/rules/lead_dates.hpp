// What a lead says of two dates: when an enrollment comes in and when supply starts.
#pragma once

#include "rules/rule_calendar.hpp"

namespace switchyard::rules {

// The last day on which it may come in for supply from `start`.
[[nodiscard]] Date deadline_of(const RuleSet& rules, const Lead& lead, Date start);
// The earliest start, before reads are looked at, of one that comes in on `day`. With the anchor month_start the first of a month.
[[nodiscard]] Date earliest_by(const RuleSet& rules, const Lead& lead, Date day);

}  // namespace switchyard::rules

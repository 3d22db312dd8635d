#include <algorithm>

#include "market/business_days.hpp"
#include "rules/rule_calendar.hpp"
#include "rules/rule_tables.hpp"

namespace switchyard::rules {

bool is_business_day(const RuleSet& rules, std::string_view calendar, Date day) {
  if (!market::is_business_day(day)) return false;
  const auto* row = rules.tables().calendar(calendar);
  return row == nullptr || !std::binary_search(row->days.begin(), row->days.end(), day);
}

Date plus_business_days(const RuleSet& rules, std::string_view calendar, Date day, int n) {
  const int step = n < 0 ? -1 : 1;
  for (int left = n < 0 ? -n : n; left > 0;) {
    day = day.plus_days(step);
    if (is_business_day(rules, calendar, day)) --left;
  }
  return day;
}

}  // namespace switchyard::rules

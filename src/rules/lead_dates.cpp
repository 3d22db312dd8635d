#include "rules/lead_dates.hpp"

#include <algorithm>

#include "rules/meter_reads.hpp"
#include "rules/rule_tables.hpp"

namespace switchyard::rules {
namespace {

bool is_enrolled(DealType type) { return type == DealType::switch_supplier || type == DealType::move_in || type == DealType::renewal_other_supplier; }

Date moved(const RuleSet& rules, const Lead& lead, Date day, int n) {
  return lead.unit == LeadUnit::business_days ? plus_business_days(rules, lead.calendar, day, n) : day.plus_days(n);
}

Date rolled(const RuleSet& rules, const Lead& lead, Date day) {
  const int step = lead.roll == Roll::business_day_before ? -1 : lead.roll == Roll::business_day_after ? 1 : 0;
  while (step != 0 && !is_business_day(rules, lead.calendar, day)) day = day.plus_days(step);
  return day;
}

Month first_month_from(Date day) { return day == day.month_of().first_day() ? day.month_of() : day.month_of() + Months{1}; }

bool is_day_of_month(const Lead& lead) { return lead.unit == LeadUnit::day_of_month || lead.unit == LeadUnit::business_day_of_month; }

// Deals that a row of leads is for: those it names, else those that the utility enrolls.
bool is_for(const LeadRow& row, DealType type) {
  if (row.deal_types.empty()) return is_enrolled(type);
  return std::find(row.deal_types.begin(), row.deal_types.end(), type) != row.deal_types.end();
}

bool has(const std::vector<std::string>& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

Lead without_enrollment() {
  return {.id = "no-enrollment",
          .anchor = LeadAnchor::received,
          .confidence = RuleConfidence::verified,
          .source = "The utility is not told: the supplier stays, only its price changes."};
}

}  // namespace

Date deadline_of(const RuleSet& rules, const Lead& lead, Date start) {
  if (lead.anchor != LeadAnchor::month_start) return moved(rules, lead, start, -lead.n);
  const Month month = start.month_of();
  if (!is_day_of_month(lead)) return moved(rules, lead, month.first_day(), -lead.n);
  const Month before = Month::from_index(month.index() - lead.months_before);
  if (lead.unit == LeadUnit::day_of_month) return rolled(rules, lead, day_in_month(before, lead.n));
  return plus_business_days(rules, lead.calendar, before.first_day().plus_days(-1), lead.n);
}

Date earliest_by(const RuleSet& rules, const Lead& lead, Date day) {
  // What comes in on a weekend is received on the business day after, where business days count.
  while (lead.unit == LeadUnit::business_days && !is_business_day(rules, lead.calendar, day)) day = day.plus_days(1);
  if (lead.anchor != LeadAnchor::month_start) return moved(rules, lead, day, lead.n);
  if (!is_day_of_month(lead)) return first_month_from(moved(rules, lead, day, lead.n)).first_day();
  Month month = day.month_of();
  while (deadline_of(rules, lead, month.first_day()) < day) month = month + Months{1};
  return month.first_day();
}

Lead utility_lead(const RuleSet& rules, const market::Utility& utility, DealType deal_type, Date on) {
  const auto& leads = rules.tables().leads;
  const auto* named = row_on(leads, on, [&](const LeadRow& row) { return !row.deal_types.empty() && has(row.utilities, utility.code) && is_for(row, deal_type); });
  if (named != nullptr) return named->lead;
  if (!is_enrolled(deal_type)) return without_enrollment();
  const auto* row = row_on(leads, on, [&](const LeadRow& each) { return each.deal_types.empty() && has(each.utilities, utility.code); });
  if (row == nullptr) {
    row = row_on(leads, on, [&](const LeadRow& each) { return each.utilities.empty() && each.suppliers.empty() && (!each.commodity || *each.commodity == utility.commodity); });
  }
  if (row != nullptr) return row->lead;
  return {.id = "none", .n = 45, .is_known = false, .source = "no rule; 45 days stand in"};
}

std::optional<Lead> supplier_lead(const RuleSet& rules, std::string_view supplier, std::string_view state, Commodity commodity, Date on) {
  const auto* row = row_on(rules.tables().leads, on, [&](const LeadRow& each) {
    return has(each.suppliers, supplier) && (each.states.empty() || has(each.states, state)) && (!each.commodity || *each.commodity == commodity);
  });
  if (row == nullptr) return std::nullopt;
  return row->lead;
}

}  // namespace switchyard::rules

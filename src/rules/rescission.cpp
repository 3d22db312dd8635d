#include <algorithm>
#include <array>

#include "rules/protection.hpp"
#include "rules/rule_calendar.hpp"
#include "rules/rule_tables.hpp"

namespace switchyard::rules {
namespace {

bool fits(const RescissionRow& row, const RescissionQuestion& question, Protection protection) {
  if (row.state != question.state || (row.commodity && *row.commodity != question.commodity)) return false;
  if (row.is_for_protected && protection == Protection::not_protected) return false;
  const auto& classes = row.customer_classes;
  if (!classes.empty() && std::find(classes.begin(), classes.end(), question.customer_class) == classes.end()) return false;
  return row.deal_types.empty() || std::find(row.deal_types.begin(), row.deal_types.end(), question.deal_type) != row.deal_types.end();
}

Date last_day_of(const RuleSet& rules, const RescissionRow& row, Date started) {
  Date last = row.unit == DayUnit::calendar_days ? started.plus_days(row.n) : plus_business_days(rules, row.calendar, started, row.n);
  while (row.rolls_to_business_day && !is_business_day(rules, row.calendar, last)) last = last.plus_days(1);
  return last;
}

}  // namespace

RescissionWindow rescission_window(const RuleSet& rules, const RescissionQuestion& question) {
  constexpr std::array<std::string_view, 3> kHolds = {"nothing", "enrollment", "submission"};
  RescissionWindow window{.holds = "nothing"};
  window.protection = protection_of(rules.tables(), {.state = question.state,
                                                     .commodity = question.commodity,
                                                     .customer_class = question.customer_class,
                                                     .annual_usage = question.annual_usage,
                                                     .peak_demand_kw = question.peak_demand_kw,
                                                     .on = question.on});
  const auto* row = row_on(rules.tables().rescissions, question.on, [&](const RescissionRow& each) { return fits(each, question, window.protection); });
  if (row == nullptr) return window;
  window.exists = true;
  window.rule_id = row->provenance.id;
  window.start_event = row->start_event;
  window.n = row->n;
  window.unit = row->unit;
  window.calendar = row->calendar;
  window.via = row->via;
  window.holds = kHolds.at(static_cast<std::size_t>(row->holds));
  window.holds_submission = row->holds == RescissionRow::Holds::submission;
  // A statutory right is printed only where somebody vouches for it and the customer surely has it.
  window.is_printed = row->is_statutory && row->provenance.confidence != RuleConfidence::assumed && (!row->is_for_protected || window.protection == Protection::protected_class);
  window.text = row->text.in(question.language);
  window.confidence = row->provenance.confidence;
  window.source = row->provenance.source;
  if (!question.started) return window;
  window.opens = question.started;
  window.ends = last_day_of(rules, *row, *question.started).plus_days(1);
  return window;
}

}  // namespace switchyard::rules

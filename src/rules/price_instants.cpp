#include "rules/price_instants.hpp"

#include <algorithm>

#include "rules/local_time.hpp"
#include "rules/rule_calendar.hpp"
#include "rules/rule_tables.hpp"

namespace switchyard::rules {
namespace {

constexpr std::int64_t kMsAMinute = 60'000;

// After so many business hours of the rule; hours outside of business do not count.
LocalTime after_business_hours(const RuleSet& rules, const PriceRuleRow& row, LocalTime from) {
  const std::int64_t opens = row.opens_minutes * kMsAMinute;
  const std::int64_t closes = row.closes_minutes * kMsAMinute;
  std::int64_t left = row.hours * 60 * kMsAMinute;
  while (true) {
    if (is_business_day(rules, row.calendar, from.day) && from.ms < closes) {
      const std::int64_t begins = std::max(from.ms, opens);
      if (left <= closes - begins) return {from.day, begins + left};
      left -= closes - begins;
    }
    from = {from.day.plus_days(1), 0};
  }
}

bool is_of(const PriceRuleRow& row, std::string_view supplier) {
  return std::find(row.suppliers.begin(), row.suppliers.end(), supplier) != row.suppliers.end();
}

}  // namespace

Result<PriceInstants> price_instants(const RuleSet& rules, const market::Market& market, std::string_view supplier, Instant valid_until, Date on) {
  const auto& rows = rules.tables().price_rules;
  const auto* row = row_on(rows, on, [&](const PriceRuleRow& each) { return is_of(each, supplier); });
  const bool is_default = row == nullptr;
  if (is_default) row = row_on(rows, on, [](const PriceRuleRow& each) { return each.suppliers.empty(); });
  PriceInstants instants{.valid_until = valid_until, .sign_by = valid_until, .submit_by = valid_until, .is_default = is_default, .source = "no rule: a cautious default"};
  if (row == nullptr) return instants;
  instants.rule = row->rule;
  instants.may_reaffirm = row->may_reaffirm;
  instants.confidence = row->provenance.confidence;
  instants.source = row->provenance.source;
  if (row->rule == PriceRule::signed_by_cutoff) instants.submit_by = std::nullopt;
  if (row->rule != PriceRule::signed_and_received_within) return instants;
  const auto* known = market.supplier(supplier);
  const std::string zone = known == nullptr || known->time_zone.empty() ? "America/New_York" : known->time_zone;
  const auto cut_off = local_time(valid_until, zone);
  if (!cut_off) return cut_off.error();
  const auto by = instant_of(after_business_hours(rules, *row, *cut_off), zone);
  if (!by) return by.error();
  instants.submit_by = *by;
  return instants;
}

}  // namespace switchyard::rules

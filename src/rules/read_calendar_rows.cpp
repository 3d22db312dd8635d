#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "rules/read_tables.hpp"

namespace switchyard::rules {
namespace {

using Words = std::span<const std::string_view>;

std::optional<Commodity> read_commodity(const RuleMap& row) {
  constexpr std::array<std::string_view, 2> kWords = {"electric", "gas"};
  if (!row.has("commodity")) return std::nullopt;
  return static_cast<Commodity>(row.choice("commodity", kWords, 0));
}

std::vector<DealType> read_deal_types(const RuleMap& row) {
  std::vector<DealType> types;
  for (const auto& word : row.words("deal_types")) {
    const auto type = parse_deal_type(word);
    if (!type) row.fault("deal_types", type.error().message);
    if (type) types.push_back(*type);
  }
  return types;
}

std::string read_state(const RuleMap& row, const std::string& state) {
  const bool is_state = state.size() == 2 && std::all_of(state.begin(), state.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!is_state) row.fault("state", fmt::format("'{:.40}' must be the two letters of a state", state));
  return state;
}

void read_protection(const YAML::Node& node, const std::string& key, const RuleMap& file, RuleTables& tables) {
  constexpr std::array<std::string_view, 4> kOwn = {"state", "commodity", "usage_below", "peak_kw_below"};
  const auto keys = with_provenance(kOwn);
  const RuleMap row(node, file.file(), key, keys, file.faults());
  ProtectionRow protection{.provenance = read_provenance(row), .state = read_state(row, row.required_text("state")), .commodity = read_commodity(row), .usage_below = {}, .peak_kw_below = {}};
  if (row.has("usage_below")) {
    const auto text = row.text("usage_below");
    const auto space = std::min(text.find(' '), text.size());
    const auto unit = parse_energy_unit(std::string_view(text).substr(std::min(space + 1, text.size())));
    const auto usage = unit ? Energy::parse(text.substr(0, space), *unit) : Result<Energy>(unit.error());
    if (!usage) row.fault("usage_below", fmt::format("'{:.40}' must be an amount of energy ('15000 kWh')", text));
    if (usage) protection.usage_below = *usage;
  }
  if (row.has("peak_kw_below")) {
    const auto peak = Decimal::parse(row.text("peak_kw_below"));
    if (!peak) row.fault("peak_kw_below", "must be a number of kW");
    if (peak) protection.peak_kw_below = *peak;
  }
  if (row.has("usage_below") == row.has("peak_kw_below")) row.fault("", "one of usage_below and peak_kw_below must be there");
  tables.protections.push_back(std::move(protection));
}

void read_rescission(const YAML::Node& node, const std::string& key, const RuleMap& file, RuleTables& tables) {
  constexpr std::array<std::string_view, 14> kOwn = {"state", "commodity", "customer_classes", "for",   "statutory", "deal_types", "starts",
                                                     "days",  "unit",      "calendar",         "rolls", "via",       "holds",      "text"};
  constexpr std::array<std::string_view, 2> kFor = {"everyone", "protected"};
  constexpr std::array<std::string_view, 2> kUnits = {"calendar_days", "business_days"};
  constexpr std::array<std::string_view, 2> kVia = {"supplier", "utility"};
  constexpr std::array<std::string_view, 3> kHolds = {"nothing", "enrollment", "submission"};
  constexpr std::array<std::string_view, 6> kStarts = {"signature", "contract_received", "disclosure_received", "utility_notice_postmark", "utility_confirmation", "terms_received"};
  const auto keys = with_provenance(kOwn);
  const RuleMap row(node, file.file(), key, keys, file.faults());
  RescissionRow rescission{.provenance = read_provenance(row),
                           .state = read_state(row, row.required_text("state")),
                           .commodity = read_commodity(row),
                           .customer_classes = row.words("customer_classes"),
                           .is_for_protected = row.choice("for", kFor, 1) == 1,
                           .is_statutory = row.flag("statutory", true),
                           .deal_types = read_deal_types(row),
                           .start_event = std::string(kStarts.at(row.choice("starts", kStarts, 0))),
                           .n = row.integer("days", 0, 0, 60),
                           .unit = static_cast<DayUnit>(row.choice("unit", kUnits, 0)),
                           .calendar = row.text("calendar", "us_federal"),
                           .rolls_to_business_day = row.flag("rolls", false),
                           .via = std::string(kVia.at(row.choice("via", kVia, 0))),
                           .holds = static_cast<RescissionRow::Holds>(row.choice("holds", kHolds, 0)),
                           .text = row.local_text("text")};
  for (const auto* needed : {"days", "unit", "starts", "via"}) {
    if (!row.has(needed)) row.fault(needed, fmt::format("'{}' must be there", needed));
  }
  tables.rescissions.push_back(std::move(rescission));
}

Lead read_lead(const RuleMap& row) {
  constexpr std::array<std::string_view, 4> kUnits = {"calendar_days", "business_days", "day_of_month", "business_day_of_month"};
  constexpr std::array<std::string_view, 3> kAnchors = {"meter_read", "month_start", "received"};
  constexpr std::array<std::string_view, 3> kRolls = {"none", "business_day_before", "business_day_after"};
  constexpr std::array<std::string_view, 2> kMissed = {"next_read", "next_month"};
  const auto anchor = static_cast<LeadAnchor>(row.choice("anchor", kAnchors, 0));
  Lead lead{.id = row.text("id"),
            .n = row.integer("n", 0, 0, 120),
            .unit = static_cast<LeadUnit>(row.choice("unit", kUnits, 0)),
            .anchor = anchor,
            .months_before = row.integer("months_before", 1, 0, 6),
            .roll = static_cast<Roll>(row.choice("roll", kRolls, 0)),
            .if_missed = static_cast<IfMissed>(row.choice("if_missed", kMissed, anchor == LeadAnchor::month_start ? 1 : 0)),
            .calendar = row.text("calendar", "us_federal"),
            .is_known = row.flag("known", true),
            .confidence = RuleConfidence::assumed,
            .source = {}};
  if (!row.has("n") || !row.has("unit") || !row.has("anchor")) row.fault("", "'n', 'unit' and 'anchor' must be there");
  const bool is_day_of_month = lead.unit == LeadUnit::day_of_month || lead.unit == LeadUnit::business_day_of_month;
  if (is_day_of_month && (anchor != LeadAnchor::month_start || lead.n < 1 || lead.n > 31)) row.fault("unit", "a day of the month is 1 to 31 and has the anchor month_start");
  return lead;
}

void read_lead_row(const YAML::Node& node, const std::string& key, const RuleMap& file, RuleTables& tables) {
  constexpr std::array<std::string_view, 13> kOwn = {"utilities", "suppliers", "states", "commodity", "deal_types", "n",    "unit",
                                                     "anchor",    "months_before", "roll", "if_missed", "calendar",  "known"};
  const auto keys = with_provenance(kOwn);
  const RuleMap row(node, file.file(), key, keys, file.faults());
  LeadRow lead{.provenance = read_provenance(row),
               .utilities = row.words("utilities"),
               .suppliers = row.words("suppliers"),
               .states = row.words("states"),
               .commodity = read_commodity(row),
               .deal_types = read_deal_types(row),
               .lead = read_lead(row)};
  lead.lead.confidence = lead.provenance.confidence;
  lead.lead.source = lead.provenance.source;
  if (!lead.utilities.empty() && !lead.suppliers.empty()) row.fault("suppliers", "a lead is of utilities or of suppliers");
  if (!lead.suppliers.empty() && lead.lead.unit != LeadUnit::calendar_days && lead.lead.unit != LeadUnit::business_days) {
    row.fault("unit", "a supplier's lead is in days before the start");
  }
  tables.leads.push_back(std::move(lead));
}

// "17:00" as minutes after midnight.
int read_hour(const RuleMap& row, std::string_view key, std::string_view otherwise) {
  const auto text = row.text(key, otherwise);
  const bool has_form = text.size() == 5 && text[2] == ':' && std::all_of(text.begin(), text.end(), [](char c) { return c == ':' || (c >= '0' && c <= '9'); });
  const int minutes = has_form ? ((text[0] - '0') * 10 + (text[1] - '0')) * 60 + (text[3] - '0') * 10 + (text[4] - '0') : -1;
  if (minutes < 0 || minutes > 24 * 60) row.fault(key, fmt::format("'{:.40}' must be an hour as HH:MM", text));
  return std::max(minutes, 0);
}

void read_price_rule(const YAML::Node& node, const std::string& key, const RuleMap& file, RuleTables& tables) {
  constexpr std::array<std::string_view, 7> kOwn = {"suppliers", "rule", "hours", "opens", "closes", "calendar", "may_reaffirm"};
  constexpr std::array<std::string_view, 3> kRules = {"signed_by_cutoff", "received_by_cutoff", "signed_and_received_within"};
  const auto keys = with_provenance(kOwn);
  const RuleMap row(node, file.file(), key, keys, file.faults());
  PriceRuleRow rule{.provenance = read_provenance(row),
                    .suppliers = row.words("suppliers"),
                    .rule = static_cast<PriceRule>(row.choice("rule", kRules, 1)),
                    .hours = row.integer("hours", 0, 1, 80),
                    .opens_minutes = read_hour(row, "opens", "08:00"),
                    .closes_minutes = read_hour(row, "closes", "17:00"),
                    .calendar = row.text("calendar", "us_federal"),
                    .may_reaffirm = row.flag("may_reaffirm", false)};
  if ((rule.rule == PriceRule::signed_and_received_within) != row.has("hours")) row.fault("hours", "belongs to signed_and_received_within, and to it alone");
  if (rule.closes_minutes <= rule.opens_minutes) row.fault("closes", "must be after 'opens'");
  tables.price_rules.push_back(std::move(rule));
}

void read_calendar(const YAML::Node& node, const std::string& key, const RuleMap& file, RuleTables& tables) {
  constexpr std::array<std::string_view, 3> kKeys = {"name", "days", "source"};
  const RuleMap row(node, file.file(), key, kKeys, file.faults());
  CalendarRow calendar{.name = row.required_text("name"), .days = {}};
  if (row.required_text("source").empty()) return;
  for (const auto& word : row.words("days")) {
    const auto day = Date::parse(word);
    if (!day) row.fault("days", fmt::format("'{:.40}' must be a day as YYYY-MM-DD", word));
    if (day) calendar.days.push_back(*day);
  }
  std::sort(calendar.days.begin(), calendar.days.end());
  if (tables.calendar(calendar.name) != nullptr || calendar.name == "us_federal") row.fault("name", fmt::format("'{:.40}' is there already", calendar.name));
  tables.calendars.push_back(std::move(calendar));
}

}  // namespace

void read_calendar_rows(const RuleMap& file, RuleTables& tables) {
  file.each("calendars", [&](const YAML::Node& node, const std::string& key) { read_calendar(node, key, file, tables); });
  file.each("protections", [&](const YAML::Node& node, const std::string& key) { read_protection(node, key, file, tables); });
  file.each("rescission", [&](const YAML::Node& node, const std::string& key) { read_rescission(node, key, file, tables); });
  file.each("leads", [&](const YAML::Node& node, const std::string& key) { read_lead_row(node, key, file, tables); });
  file.each("price_rules", [&](const YAML::Node& node, const std::string& key) { read_price_rule(node, key, file, tables); });
}

}  // namespace switchyard::rules

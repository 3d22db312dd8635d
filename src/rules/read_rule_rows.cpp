#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "rules/fact_fields.hpp"
#include "rules/read_condition.hpp"
#include "rules/read_tables.hpp"
#include "rules/rule_codes.hpp"

namespace switchyard::rules {
namespace {

constexpr std::array<std::string_view, 10> kRuleKeys = {"severity", "by", "code", "applies", "when", "needs", "at", "each", "text", "hint"};

Rule::Each read_each(const RuleMap& row, const Demand& demand) {
  constexpr std::array<std::string_view, 3> kWords = {"contract", "account", "state"};
  const bool is_of_account = (demand.field != nullptr && demand.field->is_of_account()) || demand.document.is_per_account ||
                             demand.kind == Demand::Kind::account_number || demand.kind == Demand::Kind::zip_serves ||
                             demand.kind == Demand::Kind::start_in_time;
  const auto otherwise = demand.kind == Demand::Kind::licence ? Rule::Each::state : is_of_account ? Rule::Each::account : Rule::Each::contract;
  const auto each = static_cast<Rule::Each>(row.choice("each", kWords, static_cast<std::size_t>(otherwise)));
  if (is_of_account && each != Rule::Each::account) row.fault("each", "what the rule wants is of each account");
  return each;
}

const FactField* read_at(const RuleMap& row) {
  if (!row.has("at")) return nullptr;
  const auto path = row.required_text("at");
  const auto* field = fact_field(path);
  if (field == nullptr) row.fault("at", fmt::format("'{:.80}' is no path of a contract's facts (docs/rules.md lists them)", path));
  return field;
}

std::string read_code(const RuleMap& row, const Demand& demand) {
  auto code = row.text("code", default_code(demand));
  const bool is_known = std::find(kRuleCodes.begin(), kRuleCodes.end(), code) != kRuleCodes.end();
  if (!is_known) row.fault("code", fmt::format("'{:.40}' is no code of findings; api/errors.md lists them", code));
  return code;
}

void read_rule(const YAML::Node& node, const std::string& key, const RuleMap& file, RuleTables& tables) {
  constexpr std::array<std::string_view, 3> kSeverities = {"warn", "review", "block"};
  constexpr std::array<std::string_view, 4> kStages = {"draft", "send", "sign", "submit"};
  const auto keys = with_provenance(kRuleKeys);
  const RuleMap row(node, file.file(), key, keys, file.faults());
  if (tables.rules.size() == RuleSet::kRulesMax) return row.fault("", fmt::format("there are more than {} rules", RuleSet::kRulesMax));
  if (!row.has("severity")) row.fault("severity", "'severity' must be there: warn, review or block");
  Rule rule{.provenance = read_provenance(row),
            .severity = static_cast<Severity>(row.choice("severity", kSeverities, 0)),
            .by = static_cast<Stage>(row.choice("by", kStages, static_cast<std::size_t>(Stage::send))),
            .code = {},
            .conditions = read_conditions(row),
            .demand = read_demand(row),
            .at = read_at(row),
            .text = row.local_text("text"),
            .hint = row.local_text("hint")};
  rule.each = read_each(row, rule.demand);
  rule.code = read_code(row, rule.demand);
  if (rule.demand.kind == Demand::Kind::never && rule.text.empty()) row.fault("text", "a rule that always speaks must have a text");
  tables.rules.push_back(std::move(rule));
}

}  // namespace

std::string_view default_code(const Demand& demand) {
  using Kind = FactTest::Kind;
  switch (demand.kind) {
    case Demand::Kind::document: return "document_missing";
    case Demand::Kind::licence: return "licence_missing";
    case Demand::Kind::account_number: return "account_number_invalid";
    case Demand::Kind::zip_serves: return "zip_not_of_utility";
    case Demand::Kind::start_in_time: return "start_not_reachable";
    case Demand::Kind::never: return "rule_notice";
    case Demand::Kind::fact: break;
  }
  switch (demand.test.kind) {
    case Kind::present: return "required_field_missing";
    case Kind::absent: return "field_not_wanted";
    case Kind::pattern: return "field_malformed";
    case Kind::at_most:
    case Kind::below: return "over_limit";
    case Kind::at_least: return "under_limit";
    case Kind::one_of:
    case Kind::none_of:
    case Kind::is: break;
  }
  return "value_not_allowed";
}

void read_rule_rows(const RuleMap& file, RuleTables& tables) {
  file.each("rules", [&](const YAML::Node& node, const std::string& key) { read_rule(node, key, file, tables); });
}

}  // namespace switchyard::rules

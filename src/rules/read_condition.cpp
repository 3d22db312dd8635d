#include "rules/read_condition.hpp"

#include <array>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "rules/fact_fields.hpp"

namespace switchyard::rules {
namespace {

using Kind = FactTest::Kind;

struct ScopeName {
  std::string_view key;
  std::string_view not_key;
  std::string_view path;
};
constexpr std::array kScopeNames = {
    ScopeName{"supplier", "supplier_not", "/supplier"},
    ScopeName{"commodity", "commodity_not", "/commodity"},
    ScopeName{"customer_class", "customer_class_not", "/customerClass"},
    ScopeName{"deal_type", "deal_type_not", "/dealType"},
    ScopeName{"channel", "channel_not", "/channel"},
    ScopeName{"price_kind", "price_kind_not", "/priceKind"},
    ScopeName{"product", "product_not", "/product"},
    ScopeName{"language", "language_not", "/language"},
    ScopeName{"entity_type", "entity_type_not", "/customer/entityType"},
    ScopeName{"state", "state_not", "/accounts/*/state"},
    ScopeName{"utility", "utility_not", "/accounts/*/utility"},
    ScopeName{"protection", "protection_not", "/accounts/*/protection"},
};

constexpr std::array<std::string_view, 9> kTestKeys = {"present", "absent", "one_of", "none_of", "is", "at_most", "at_least", "below", "pattern"};

// "1000 MWh", "36": of a fact that can be counted.
void read_limit(const RuleMap& row, std::string_view key, const FactField& field, FactTest& test) {
  test.limit_text = row.required_text(key);
  const auto space = test.limit_text.find(' ');
  const auto number = Decimal::parse(test.limit_text.substr(0, space));
  if (!number) return row.fault(key, fmt::format("'{:.40}' must be a number, of an energy with its unit ('1000 MWh')", test.limit_text));
  test.number = *number;
  if (field.type == FactType::energy) {
    const auto unit = parse_energy_unit(space == std::string::npos ? std::string_view() : std::string_view(test.limit_text).substr(space + 1));
    if (!unit) return row.fault(key, fmt::format("'{:.40}' must have an energy's unit after the number", test.limit_text));
    test.unit = *unit;
  } else if (space != std::string::npos) {
    row.fault(key, fmt::format("'{:.40}' must be a number alone", test.limit_text));
  }
  const bool is_countable = field.type == FactType::energy || field.type == FactType::number || field.type == FactType::decimal;
  if (!is_countable) row.fault(key, fmt::format("{} is a {} and has no limits", field.path, text_of(field.type)));
}

void read_pattern(const RuleMap& row, FactTest& test) {
  auto pattern = market::NumberPattern::parse(row.required_text("pattern"));
  if (!pattern) return row.fault("pattern", pattern.error().message);
  test.pattern = std::move(*pattern);
}

FactTest read_test(const RuleMap& row, const FactField& field) {
  FactTest test;
  std::size_t tests = 0;
  for (std::size_t i = 0; i < kTestKeys.size(); ++i) {
    const auto key = kTestKeys[i];
    if (!row.has(key)) continue;
    ++tests;
    test.kind = static_cast<Kind>(i);
    switch (test.kind) {
      case Kind::present:
      case Kind::absent:
        if (!row.flag(key, true)) row.fault(key, "must be true; its opposite has its own key");
        break;
      case Kind::one_of:
      case Kind::none_of: test.words = row.words(key); break;
      case Kind::is:
        test.flag = row.flag(key, false);
        if (field.type != FactType::flag) row.fault(key, fmt::format("{} is a {} and not true or false", field.path, text_of(field.type)));
        break;
      case Kind::at_most:
      case Kind::at_least:
      case Kind::below: read_limit(row, key, field, test); break;
      case Kind::pattern: read_pattern(row, test); break;
    }
  }
  if (tests != 1) row.fault("", fmt::format("there must be one test: {}", fmt::join(kTestKeys, ", ")));
  return test;
}

const FactField* read_field(const RuleMap& row) {
  const auto path = row.required_text("path");
  const auto* field = fact_field(path);
  if (field == nullptr) row.fault("path", fmt::format("'{:.80}' is no path of a contract's facts (docs/rules.md lists them)", path));
  return field;
}

std::vector<std::string_view> test_keys_and(std::initializer_list<std::string_view> others) {
  std::vector<std::string_view> keys(others);
  keys.insert(keys.end(), kTestKeys.begin(), kTestKeys.end());
  return keys;
}

void read_scope(const RuleMap& row, std::vector<Condition>& conditions) {
  row.child("applies", [&](const YAML::Node& node, const std::string& key) {
    const auto keys = scope_keys();
    const RuleMap scope(node, row.file(), key, keys, row.faults());
    for (const auto& name : kScopeNames) {
      const auto* field = fact_field(name.path);
      if (scope.has(name.key)) conditions.push_back({field, {.kind = Kind::one_of, .words = scope.words(name.key)}});
      if (scope.has(name.not_key)) conditions.push_back({field, {.kind = Kind::none_of, .words = scope.words(name.not_key)}});
    }
  });
}

void read_document(const RuleMap& needs, Demand& demand) {
  demand.kind = Demand::Kind::document;
  demand.document = {.kind = needs.required_text("document"),
                     .is_per_account = needs.flag("per_account", false),
                     .age_days_max = {},
                     .all_pages = needs.flag("all_pages", false)};
  if (needs.has("age_days_max")) demand.document.age_days_max = needs.integer("age_days_max", 0, 1, 3650);
}

}  // namespace

std::vector<std::string_view> scope_keys() {
  std::vector<std::string_view> keys;
  for (const auto& name : kScopeNames) {
    keys.push_back(name.key);
    keys.push_back(name.not_key);
  }
  return keys;
}

std::vector<Condition> read_conditions(const RuleMap& row) {
  std::vector<Condition> conditions;
  read_scope(row, conditions);
  row.each("when", [&](const YAML::Node& node, const std::string& key) {
    const auto keys = test_keys_and({"path"});
    const RuleMap condition(node, row.file(), key, keys, row.faults());
    const auto* field = read_field(condition);
    if (field != nullptr) conditions.push_back({field, read_test(condition, *field)});
  });
  return conditions;
}

Demand read_demand(const RuleMap& row) {
  Demand demand;
  if (!row.has("needs")) row.fault("needs", "'needs' must say what the rule wants");
  row.child("needs", [&](const YAML::Node& node, const std::string& key) {
    const auto keys = test_keys_and({"path", "document", "per_account", "age_days_max", "all_pages", "judgement"});
    const RuleMap needs(node, row.file(), key, keys, row.faults());
    if (needs.has("document")) return read_document(needs, demand);
    if (needs.has("judgement")) {
      constexpr std::array<std::string_view, 5> kJudgements = {"licence", "account_number", "zip_serves", "start_in_time", "never"};
      demand.kind = static_cast<Demand::Kind>(static_cast<std::size_t>(Demand::Kind::licence) + needs.choice("judgement", kJudgements, 0));
      if (needs.has("path")) demand.field = read_field(needs);
      return;
    }
    demand.field = read_field(needs);
    if (demand.field != nullptr) demand.test = read_test(needs, *demand.field);
  });
  return demand;
}

}  // namespace switchyard::rules

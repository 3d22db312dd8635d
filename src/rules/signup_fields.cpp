#include "rules/signup_fields.hpp"

#include <fmt/format.h>

#include "market/account_rules.hpp"
#include "rules/fact_fields.hpp"

namespace switchyard::rules {
namespace {

std::string capitalized(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

// The number as the utility calls it, its form now and before, and the sentences about its look-alikes.
void describe_account_number(const market::Utility& utility, std::string_view language, RequiredField& field) {
  if (!utility.account_kind.empty()) field.title = capitalized(utility.account_kind);
  if (utility.account_mismatch_is_invalid && !utility.account_pattern.empty()) {
    field.pattern = utility.account_pattern;
    if (!utility.account_pattern_legacy.empty()) field.pattern += "|" + utility.account_pattern_legacy;
  }
  if (utility.account_rules != nullptr && utility.account_rules->present) {
    const auto form = utility.account_rules->present->words();
    field.help = language == "es" ? fmt::format("{}: {}.", utility.name, form) : fmt::format("{} numbers have {}.", utility.name, form);
  }
  if (utility.account_rules == nullptr) return;
  for (const auto& note : utility.account_rules->notes) field.hints.push_back(note.text);
}

void describe_for_utility(const market::Market& market, const market::Utility& utility, std::string_view language, RequiredField& field) {
  if (field.path == "/accounts/*/accountNumber") describe_account_number(utility, language, field);
  if (field.path == "/accounts/*/utility") field.options = {{utility.code, utility.name}};
  if (field.path == "/accounts/*/serviceAddress/state") field.options = {{utility.state, utility.state}};
  if (field.path == "/accounts/*/annualUsage" && utility.unit) field.unit = std::string(text_of(*utility.unit));
  if (field.path == "/accounts/*/zone" && utility.zones.size() > 1) {
    for (const auto& zone : utility.zones) field.options.push_back({zone, zone});
  }
  if (field.path == "/accounts/*/rateClass") {
    for (const auto& rate_class : market.rate_classes(utility.code)) {
      field.hints.push_back(rate_class.description.empty() ? rate_class.code : fmt::format("{}: {}", rate_class.code, rate_class.description));
    }
  }
}

}  // namespace

std::vector<RequiredField> form_fields(const RuleTables& tables, const market::Market& market, const market::Utility* utility, std::string_view language) {
  std::vector<RequiredField> fields;
  for (const auto& row : tables.fields) {
    RequiredField field{.path = std::string(row.field->path),
                        .type = std::string(text_of(row.field->type)),
                        .title = row.title.in(language),
                        .help = row.help.in(language),
                        .pattern = row.pattern,
                        .format = row.format,
                        .size_max = row.size_max,
                        .is_sealed = row.is_sealed};
    for (const auto& option : row.options) field.options.push_back({option.value, option.title.in(language)});
    if (utility != nullptr) describe_for_utility(market, *utility, language, field);
    fields.push_back(std::move(field));
  }
  return fields;
}

}  // namespace switchyard::rules

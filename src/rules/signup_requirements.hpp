// What a sign-up must bring for one supplier, utility, state and customer class, from the same rows that check() judges by.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_calendar.hpp"
#include "rules/rules.hpp"

namespace switchyard::rules {

struct RequirementsQuestion {
  std::string_view supplier = {};      // Codes; empty: whoever it is, and what only one of them asks is left out.
  std::string_view utility = {};
  Commodity commodity = Commodity::electric;
  std::string_view state = {};         // Empty: that of the utility.
  std::string_view customer_class = "commercial";
  Date on = {};
  std::string_view language = "en";
};

struct FieldOption {
  std::string value = {};
  std::string title = {};
};

// One word of the contract that must hold for a requirement to hold: `path` has one of `values` ("true" of flags), or none of them.
struct RequirementCondition {
  std::string path = {};
  std::vector<std::string> values = {};
  bool is_none_of = false;
};

struct RequiredField {
  std::string path = {};        // "/customer/legalName", "/accounts/*/meterNumbers"
  std::string type = {};        // "string", "boolean", "integer", "decimal", "date", "month", "strings"
  std::string title = {};
  std::string help = {};
  std::string pattern = {};     // ECMA-262, of the tidied text; empty: any.
  std::string format = {};      // "email", "date"; empty: none.
  std::vector<FieldOption> options = {};
  std::vector<std::string> hints = {};
  std::int32_t size_max = 0;      // Characters; 0: no limit said.
  bool is_sealed = false;         // Kept sealed and shown masked.
  bool is_required = false;       // Whatever else is said: without it the contract is blocked.
  bool is_wanted = false;         // Its lack is warned of, or reviewed.
  bool is_asked = false;          // A rule that holds here speaks of it; a form may leave out what is not asked.
  Stage needed_by = Stage::submit;
  std::string unit = {};          // Of an energy: the utility's.
};

// Required only where all conditions hold.
struct ConditionalField {
  std::string path = {};
  std::vector<RequirementCondition> conditions = {};
  std::string message = {};
  std::string rule_id = {};
};

struct RequiredDocument {
  std::string kind = {};
  std::string title = {};
  bool is_per_account = false;
  std::optional<std::int32_t> age_days_max = {};
  bool all_pages = false;
  Stage needed_by = Stage::submit;
  std::vector<RequirementCondition> conditions = {};
  Severity severity = Severity::block;
  std::string rule_id = {};
};

// A text that the contract prints, and where.
struct Disclosure {
  std::string key = {};     // "ny_broker_compensation"
  std::string place = {};   // "first_page", "disclosures", "attachment"
  std::string title = {};
  std::string text = {};    // Markdown, in the language asked for.
  RuleConfidence confidence = RuleConfidence::assumed;
  std::string source = {};
  std::string rule_id = {};
};

struct Notice {
  std::string path = {};
  std::string message = {};
  Severity severity = Severity::warn;
  RuleConfidence confidence = RuleConfidence::assumed;
  std::string source = {};
  std::string rule_id = {};
};

struct SignupRequirements {
  std::string rules_version = {};
  std::string language = {};
  std::vector<RequiredField> fields = {};           // All that the form may have, in its order.
  std::vector<ConditionalField> conditionals = {};
  std::vector<RequiredDocument> documents = {};
  std::vector<Disclosure> disclosures = {};
  std::vector<Notice> notices = {};                 // Limits, licences and other rules that apply here.
  bool needs_licence = false;                  // The broker's, of the state.
  RescissionWindow rescission = {};                 // Without dates.
  std::optional<Lead> utility_lead = {};
};

// Refused with `unknown_supplier`, `unknown_utility`, `commodity_mismatch` or `invalid_state`.
Result<SignupRequirements> requirements(const RuleSet& rules, const market::Market& market, const RequirementsQuestion& question);

// A JSON Schema (2020-12) of the sign-up: types, patterns, options, texts, if/then for what is conditional; x-documents, x-disclosures,
// x-notices, x-rescission and x-startLead beside them. The same requirements give the same bytes.
[[nodiscard]] std::string requirements_json(const SignupRequirements& requirements);

// The texts that a document for these facts must print.
[[nodiscard]] std::vector<Disclosure> disclosures_of(const RuleSet& rules, const market::Market& market, const ContractFacts& facts, Date on, std::string_view language);

}  // namespace switchyard::rules

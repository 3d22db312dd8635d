#include <algorithm>
#include <array>

#include <boost/json.hpp>

#include "rules/fact_fields.hpp"
#include "rules/signup_requirements.hpp"

namespace switchyard::rules {
namespace {

namespace json = boost::json;

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    path.remove_prefix(1);  // The slash.
    const auto end = std::min(path.find('/'), path.size());
    segments.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

json::array texts(const std::vector<std::string>& words) {
  json::array array;
  for (const auto& word : words) array.emplace_back(word);
  return array;
}

json::object text_leaf(const RequiredField& field) {
  json::object leaf{{"type", "string"}};
  if (!field.pattern.empty()) leaf["pattern"] = field.pattern;
  if (!field.format.empty()) leaf["format"] = field.format;
  if (field.size_max > 0) leaf["maxLength"] = field.size_max;
  if (field.is_required) leaf["minLength"] = 1;
  if (field.options.empty()) return leaf;
  json::array options;
  for (const auto& option : field.options) options.push_back(json::object{{"const", option.value}, {"title", option.title}});
  leaf["oneOf"] = std::move(options);
  return leaf;
}

json::object typed_leaf(const RequiredField& field) {
  constexpr const char* kDecimal = R"(^\d{1,15}(\.\d{1,6})?$)";
  if (field.type == "boolean" || field.type == "integer") return {{"type", field.type}};
  if (field.type == "decimal" || field.type == "energy") return {{"type", "string"}, {"pattern", kDecimal}};
  if (field.type == "date") return {{"type", "string"}, {"format", "date"}};
  if (field.type == "month") return {{"type", "string"}, {"pattern", R"(^\d{4}-(0[1-9]|1[0-2])$)"}};
  if (field.type == "strings") return {{"type", "array"}, {"items", text_leaf(field)}, {"minItems", field.is_required ? 1 : 0}};
  return text_leaf(field);
}

json::object leaf_of(const RequiredField& field) {
  auto leaf = typed_leaf(field);
  leaf["title"] = field.title;
  if (!field.help.empty()) leaf["description"] = field.help;
  if (!field.hints.empty()) leaf["x-hints"] = texts(field.hints);
  if (!field.unit.empty()) leaf["x-unit"] = field.unit;
  // The pattern is of the number without what people print between its digits: a form tidies before it validates.
  if (field.path == "/accounts/*/accountNumber") leaf["x-tidy"] = "without spaces, dashes and dots, in upper case";
  if (field.is_sealed) leaf["x-sealed"] = true;
  if (field.is_asked) leaf["x-asked"] = true;
  if (field.is_wanted && !field.is_required) leaf["x-wanted"] = true;
  if (field.is_wanted) leaf["x-neededBy"] = text_of(field.needed_by);
  return leaf;
}

// The objects, arrays and leaves of the form, made along the paths of its fields.
void put_field(json::object& object, const RequiredField& field, const std::vector<std::string>& segments, std::size_t depth) {
  if (segments[depth] == "*") return put_field(object["items"].is_null() ? object["items"].emplace_object() : object["items"].as_object(), field, segments, depth + 1);
  object["type"] = "object";
  if (field.is_required) {
    auto& required = object["required"].is_null() ? object["required"].emplace_array() : object["required"].as_array();
    const json::string name(segments[depth]);
    if (std::find(required.begin(), required.end(), json::value(name)) == required.end()) required.emplace_back(name);
  }
  // Only now: an object moves its members when it takes in another.
  auto& properties = object["properties"].is_null() ? object["properties"].emplace_object() : object["properties"].as_object();
  if (depth + 1 == segments.size()) {
    properties[segments[depth]] = leaf_of(field);
    return;
  }
  auto& child = properties[segments[depth]].is_null() ? properties[segments[depth]].emplace_object() : properties[segments[depth]].as_object();
  if (segments[depth + 1] == "*") {
    child["type"] = "array";
    child["minItems"] = 1;
  }
  put_field(child, field, segments, depth + 1);
}

// A schema that holds where the path is there and fits the leaf: of accounts one at least ("contains"), or each ("items").
json::object constraint(const std::vector<std::string>& segments, std::size_t depth, const json::object& leaf, const char* of_accounts) {
  if (depth == segments.size()) return leaf;
  if (segments[depth] == "*") return {{of_accounts, constraint(segments, depth + 1, leaf, of_accounts)}};
  return {{"properties", json::object{{segments[depth], constraint(segments, depth + 1, leaf, of_accounts)}}}, {"required", json::array{segments[depth]}}};
}

json::object condition_schema(const RequirementCondition& condition, std::size_t from) {
  const auto* field = fact_field(condition.path);
  const bool is_flag = field != nullptr && field->type == FactType::flag;
  json::array values;
  for (const auto& value : condition.values) values.push_back(is_flag ? json::value(value == "true") : json::value(value));
  auto schema = constraint(segments_of(condition.path), from, {{"enum", std::move(values)}}, "contains");
  if (!condition.is_none_of) return schema;
  return {{"not", std::move(schema)}};
}

// Inside one account where all of it is of accounts, else of the whole contract.
json::object conditional_schema(const ConditionalField& conditional, std::size_t from) {
  json::array conditions;
  for (const auto& condition : conditional.conditions) conditions.push_back(condition_schema(condition, from));
  return {{"if", json::object{{"allOf", std::move(conditions)}}},
          {"then", constraint(segments_of(conditional.path), from, {}, "items")},
          {"x-message", conditional.message},
          {"x-rule", conditional.rule_id}};
}

void put_conditionals(json::object& schema, const SignupRequirements& requirements) {
  constexpr std::string_view kAccounts = "/accounts/*/";
  json::array of_contract;
  json::array of_account;
  for (const auto& each : requirements.conditionals) {
    const bool is_of_account = each.path.starts_with(kAccounts) && std::all_of(each.conditions.begin(), each.conditions.end(), [&](const RequirementCondition& condition) {
      return condition.path.starts_with(kAccounts);
    });
    (is_of_account ? of_account : of_contract).push_back(conditional_schema(each, is_of_account ? 2 : 0));
  }
  if (!of_contract.empty()) schema["allOf"] = std::move(of_contract);
  if (!of_account.empty()) schema["properties"].as_object()["accounts"].as_object()["items"].as_object()["allOf"] = std::move(of_account);
}

json::array conditions_json(const std::vector<RequirementCondition>& conditions) {
  json::array array;
  for (const auto& each : conditions) array.push_back(json::object{{"path", each.path}, {each.is_none_of ? "noneOf" : "oneOf", texts(each.values)}});
  return array;
}

json::array documents_json(const SignupRequirements& requirements) {
  json::array array;
  for (const auto& each : requirements.documents) {
    json::object document{{"kind", each.kind},           {"title", each.title},
                          {"perAccount", each.is_per_account}, {"allPages", each.all_pages},
                          {"neededBy", text_of(each.needed_by)}, {"severity", text_of(each.severity)}};
    if (each.age_days_max) document["ageDaysMax"] = *each.age_days_max;
    if (!each.conditions.empty()) document["conditions"] = conditions_json(each.conditions);
    document["rule"] = each.rule_id;
    array.push_back(std::move(document));
  }
  return array;
}

json::array disclosures_json(const SignupRequirements& requirements) {
  json::array array;
  for (const auto& each : requirements.disclosures) {
    array.push_back(json::object{{"key", each.key}, {"place", each.place}, {"title", each.title}, {"text", each.text}, {"confidence", text_of(each.confidence)}, {"source", each.source}});
  }
  return array;
}

json::array notices_json(const SignupRequirements& requirements) {
  json::array array;
  for (const auto& each : requirements.notices) {
    array.push_back(json::object{{"path", each.path},
                                 {"message", each.message},
                                 {"severity", text_of(each.severity)},
                                 {"confidence", text_of(each.confidence)},
                                 {"source", each.source},
                                 {"rule", each.rule_id}});
  }
  return array;
}

json::value rescission_json(const RescissionWindow& window) {
  if (!window.exists) return nullptr;
  json::object object{{"rule", window.rule_id},
                      {"days", window.n},
                      {"unit", text_of(window.unit)},
                      {"startEvent", window.start_event},
                      {"via", window.via},
                      {"holds", window.holds},
                      {"isPrinted", window.is_printed},
                      {"confidence", text_of(window.confidence)},
                      {"source", window.source}};
  if (window.is_printed) object["text"] = window.text;
  return object;
}

json::value lead_json(const std::optional<Lead>& lead) {
  constexpr std::array<const char*, 4> kUnits = {"calendar_days", "business_days", "day_of_month", "business_day_of_month"};
  constexpr std::array<const char*, 3> kAnchors = {"meter_read", "month_start", "received"};
  if (!lead) return nullptr;
  return json::object{{"n", lead->n},
                      {"unit", kUnits.at(static_cast<std::size_t>(lead->unit))},
                      {"anchor", kAnchors.at(static_cast<std::size_t>(lead->anchor))},
                      {"isKnown", lead->is_known},
                      {"confidence", text_of(lead->confidence)},
                      {"source", lead->source}};
}

}  // namespace

std::string requirements_json(const SignupRequirements& requirements) {
  json::object schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}};
  schema["title"] = requirements.language == "es" ? "Alta" : "Sign-up";
  for (const auto& field : requirements.fields) put_field(schema, field, segments_of(field.path), 0);
  put_conditionals(schema, requirements);
  schema["x-rulesVersion"] = requirements.rules_version;
  schema["x-language"] = requirements.language;
  schema["x-needsLicence"] = requirements.needs_licence;
  schema["x-documents"] = documents_json(requirements);
  schema["x-disclosures"] = disclosures_json(requirements);
  schema["x-notices"] = notices_json(requirements);
  schema["x-rescission"] = rescission_json(requirements.rescission);
  schema["x-startLead"] = lead_json(requirements.utility_lead);
  return json::serialize(schema);
}

}  // namespace switchyard::rules

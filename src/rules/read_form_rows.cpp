#include <array>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "rules/fact_fields.hpp"
#include "rules/read_condition.hpp"
#include "rules/read_tables.hpp"

namespace switchyard::rules {
namespace {

std::vector<FieldRow::Option> read_options(const RuleMap& row) {
  std::vector<FieldRow::Option> options;
  row.each("options", [&](const YAML::Node& node, const std::string& key) {
    constexpr std::array<std::string_view, 2> kKeys = {"value", "title"};
    const RuleMap option(node, row.file(), key, kKeys, row.faults());
    options.push_back({option.required_text("value"), option.local_text("title")});
  });
  return options;
}

void read_field_row(const YAML::Node& node, const std::string& key, const RuleMap& file, RuleTables& tables) {
  constexpr std::array<std::string_view, 8> kKeys = {"path", "title", "help", "pattern", "format", "size_max", "sealed", "options"};
  constexpr std::array<std::string_view, 3> kFormats = {"", "email", "date"};
  const RuleMap row(node, file.file(), key, kKeys, file.faults());
  const auto path = row.required_text("path");
  FieldRow field{.field = fact_field(path),
                 .title = row.local_text("title"),
                 .help = row.local_text("help"),
                 .pattern = row.text("pattern"),
                 .format = std::string(kFormats.at(row.choice("format", kFormats, 0))),
                 .size_max = row.integer("size_max", 0, 1, 10'000),
                 .is_sealed = row.flag("sealed", false),
                 .options = read_options(row),
                 .place = row.place()};
  if (field.field == nullptr) return row.fault("path", fmt::format("'{:.80}' is no path of a contract's facts (docs/rules.md lists them)", path));
  if (tables.field(path) != nullptr) row.fault("path", fmt::format("'{}' stands here twice", path));
  if (field.title.empty()) row.fault("title", "'title' must be there");
  tables.fields.push_back(std::move(field));
}

void read_disclosure(const YAML::Node& node, const std::string& key, const RuleMap& file, RuleTables& tables) {
  constexpr std::array<std::string_view, 7> kOwn = {"key", "place", "severity", "applies", "when", "title", "text"};
  constexpr std::array<std::string_view, 3> kSeverities = {"warn", "review", "block"};
  constexpr std::array<std::string_view, 3> kPlaces = {"disclosures", "first_page", "attachment"};
  const auto keys = with_provenance(kOwn);
  const RuleMap row(node, file.file(), key, keys, file.faults());
  DisclosureRow disclosure{.provenance = read_provenance(row),
                           .key = row.required_text("key"),
                           .place = std::string(kPlaces.at(row.choice("place", kPlaces, 0))),
                           .severity = static_cast<Severity>(row.choice("severity", kSeverities, 0)),
                           .conditions = read_conditions(row),
                           .title = row.local_text("title"),
                           .text = row.local_text("text")};
  if (disclosure.title.empty()) row.fault("title", "'title' must be there");
  if (disclosure.text.empty()) row.fault("text", "'text' must be there");
  tables.disclosures.push_back(std::move(disclosure));
}

}  // namespace

void read_form_rows(const RuleMap& file, RuleTables& tables) {
  file.each("fields", [&](const YAML::Node& node, const std::string& key) { read_field_row(node, key, file, tables); });
  file.each("documents", [&](const YAML::Node& node, const std::string& key) {
    constexpr std::array<std::string_view, 2> kKeys = {"kind", "title"};
    const RuleMap row(node, file.file(), key, kKeys, file.faults());
    const auto kind = row.required_text("kind");
    if (tables.document_kind(kind) != nullptr) row.fault("kind", fmt::format("'{:.40}' stands here twice", kind));
    tables.document_kinds.push_back({kind, row.local_text("title")});
  });
  file.each("messages", [&](const YAML::Node& node, const std::string& key) {
    constexpr std::array<std::string_view, 2> kKeys = {"key", "text"};
    const RuleMap row(node, file.file(), key, kKeys, file.faults());
    tables.messages.push_back({row.required_text("key"), row.local_text("text")});
  });
  file.each("disclosures", [&](const YAML::Node& node, const std::string& key) { read_disclosure(node, key, file, tables); });
}

}  // namespace switchyard::rules

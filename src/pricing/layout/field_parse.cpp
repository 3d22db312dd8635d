#include "pricing/layout/field_parse.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "pricing/layout/value_grammar.hpp"

namespace switchyard::pricing {
namespace {

constexpr int kDepthMax = 6;      // first_of in join in lookup …: deeper is a mistake.
constexpr int kNthMax = 9;         // Of the values that follow a label.
constexpr int kOffsetMax = 200;   // Of cells counted from an anchor or a price.

constexpr std::array<std::string_view, 12> kSources{"column", "row",    "cell", "label",  "sheet_name", "file_name",
                                                    "constant", "beside", "scan", "lookup", "first_of",   "join"};
constexpr std::array<std::string_view, 6> kSides{"right", "below", "left", "here", "format", "format_text"};
constexpr std::array<std::string_view, 4> kFills{"none", "down", "right", "merge"};
constexpr std::array<std::string_view, 7> kKinds{"text", "integer", "decimal", "date", "month", "time", "band"};
constexpr std::array<std::string_view, 2> kWithin{"block", "sheet"};
constexpr std::array<std::string_view, 2> kMapElse{"refuse", "keep"};

std::optional<FieldSpec> parse_at_depth(const YAML::Node& node, const std::string& path, YamlFaults& faults, int depth);
Condition parse_condition_at_depth(const YAML::Node& node, const std::string& path, YamlFaults& faults, int depth);

// A whole number, or a pattern: what column, row and beside take.
void parse_offset_or_pattern(const YamlObject& object, std::string_view key, FieldSpec& field) {
  const auto text = object.required_text(key);
  const auto read = std::from_chars(text.data(), text.data() + text.size(), field.offset);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size()) {
    field.offset = object.integer(key, 0, -kOffsetMax, kOffsetMax);
    return;
  }
  field.offset = 0;
  field.pattern = object.pattern(key);
}

void parse_lookup(const YAML::Node& node, const std::string& path, YamlFaults& faults, FieldSpec& field, int depth) {
  const YamlObject lookup(node, "lookup", path, faults);
  for (const auto* key : {"sheet", "key", "value", "by"}) {
    if (!lookup.has(key)) lookup.fault({}, fmt::format("a lookup needs '{}'", key));
  }
  field.sheet = lookup.pattern("sheet");
  field.lookup_key = lookup.pattern("key");
  field.lookup_value = lookup.pattern("value");
  lookup.child("by", [&](const YAML::Node& by, const std::string& by_path) {
    if (auto part = parse_at_depth(by, by_path, faults, depth + 1)) field.parts.push_back(std::move(*part));
  });
}

void parse_source(const YamlObject& object, FieldSpec& field, YamlFaults& faults, int depth) {
  int found = 0;
  for (std::size_t i = 0; i < kSources.size(); ++i) {
    if (!object.has(kSources[i])) continue;
    field.source = static_cast<Source>(i);
    ++found;
  }
  if (found != 1) return object.fault({}, fmt::format("a field has exactly one source of {}", fmt::join(kSources, ", ")));
  const auto key = kSources[static_cast<std::size_t>(field.source)];
  switch (field.source) {
    case Source::column:
    case Source::row:
    case Source::beside: return parse_offset_or_pattern(object, key, field);
    case Source::label:
    case Source::scan:
      field.pattern = object.pattern(key);
      return;
    case Source::constant:
      field.constant = object.text(key);
      return;
    case Source::sheet_name:
    case Source::file_name:
      if (!object.flag(key, false)) object.fault(key, "is only ever true");
      return;
    case Source::cell:
      return object.child(key, [&](const YAML::Node& node, const std::string& path) {
        const YamlObject cell(node, "cell", path, faults);
        field.row_offset = cell.integer("row", 0, -kOffsetMax, kOffsetMax);
        field.offset = cell.integer("column", 0, -kOffsetMax, kOffsetMax);
      });
    case Source::lookup:
      return object.child(key, [&](const YAML::Node& node, const std::string& path) { parse_lookup(node, path, faults, field, depth); });
    case Source::first_of:
    case Source::join:
      return object.each(key, [&](const YAML::Node& node, const std::string& path) {
        if (auto part = parse_at_depth(node, path, faults, depth + 1)) field.parts.push_back(std::move(*part));
      });
  }
}

void parse_forms(const YamlObject& object, FieldSpec& field) {
  for (auto& form : object.texts("forms")) {
    const bool any_format = form == "day_number";
    const bool serial = form == "serial" || any_format;
    const bool has_year = form.find("YY") != std::string::npos;
    const bool has_month = form.find('M') != std::string::npos;
    if (!serial && !(has_year && has_month)) {
      object.fault("forms", fmt::format("'{:.40}' is no way to write a date: it needs a year (YY or YYYY) and a month (M to MMMM), or is 'serial' or 'day_number'", form));
    }
    field.forms.push_back({std::move(form), serial, any_format});
  }
}

void parse_modifiers(const YamlObject& object, FieldSpec& field, YamlFaults& faults, int depth) {
  field.side = static_cast<Side>(object.word("at", kSides, 0));
  field.nth = object.integer("nth", 1, 1, kNthMax);
  field.whole_sheet = object.word("within", kWithin, 0) == 1;
  if (object.has("sheet")) field.sheet = object.pattern("sheet");
  field.hidden = object.flag("hidden", false);
  field.separator = object.text("separator", " ");
  field.fill = static_cast<Fill>(object.word("fill", kFills, 0));
  field.regex = object.pattern("regex");
  field.group = object.text("group");
  if (!field.group.empty() && field.regex && !field.regex->has_group(field.group)) object.fault("group", "the regex has no such group");
  object.each_entry("map", [&](const std::string& from, const YAML::Node& to, const std::string& path) {
    if (!to.IsScalar()) return faults.add(to, path, "a map gives single values");
    field.map.emplace_back(from, to.Scalar());
  });
  field.map_else_keep = object.word("map_else", kMapElse, 0) == 1;
  field.kind = static_cast<Kind>(object.word("as", kKinds, 0));
  parse_forms(object, field);
  field.min = object.integer("min", 0, 0, 1'000'000'000);
  field.max = object.integer("max", 0, 0, 1'000'000'000);
  field.snap = object.flag("snap", true);
  field.suffixes = object.flag("suffixes", false);
  if (const auto unit = object.text("unit"); unit == "of_price") {
    field.unit_of_price = true;
  } else if (!unit.empty()) {
    field.unit = parse_stated_unit(unit);
    if (!field.unit) object.fault("unit", "must be kWh, MWh, therm, Dth, Ccf, Mcf, Ccf/therm or of_price");
  }
  object.each("when", [&](const YAML::Node& node, const std::string& path) { field.when.push_back(parse_condition_at_depth(node, path, faults, depth + 1)); });
  field.optional = object.flag("optional", false);
}

std::optional<FieldSpec> parse_at_depth(const YAML::Node& node, const std::string& path, YamlFaults& faults, int depth) {
  FieldSpec field;
  field.where = place_of_node(node);
  if (node.IsScalar()) {
    field.constant = node.Scalar();
    return field;
  }
  if (depth > kDepthMax) {
    faults.add(node, path, fmt::format("fields stand in one another more than {} deep", kDepthMax));
    return std::nullopt;
  }
  const YamlObject object(node, "field", path, faults);
  if (!node.IsMap()) return std::nullopt;
  parse_source(object, field, faults, depth);
  parse_modifiers(object, field, faults, depth);
  return field;
}

Condition parse_condition_at_depth(const YAML::Node& node, const std::string& path, YamlFaults& faults, int depth) {
  const YamlObject object(node, "condition", path, faults);
  Condition condition;
  object.child("field", [&](const YAML::Node& field, const std::string& field_path) {
    if (auto parsed = parse_at_depth(field, field_path, faults, depth + 1)) condition.field.push_back(std::move(*parsed));
  });
  condition.matches = object.pattern("matches");
  condition.matches_not = object.pattern("matches_not");
  condition.format = object.pattern("format");
  if (!condition.matches && !condition.matches_not && !condition.format) {
    object.fault({}, "a condition needs one of matches, matches_not, format");
  }
  return condition;
}

Kind kind_of(Target target) {
  switch (target) {
    case Target::green_percent: return Kind::decimal;
    case Target::start: return Kind::month;
    case Target::term: return Kind::integer;
    case Target::band: return Kind::band;
    case Target::valid_from:
    case Target::valid_until: return Kind::date;
    default: return Kind::text;
  }
}

// Whatever a layout writes as `as`, a start is a month: the kind belongs to the place. A different one is a fault.
void settle_kind(FieldSpec& field, Kind kind, const YamlObject& owner, std::string_view key) {
  if (field.kind != Kind::text && field.kind != kind) {
    owner.fault(key, fmt::format("is read as {}, so that 'as' may be left out or say that", kKinds[static_cast<std::size_t>(kind)]));
  }
  field.kind = kind;
  const bool dated = kind == Kind::date || kind == Kind::month;
  if (dated && field.forms.empty()) owner.fault(key, "a date needs 'forms': how it is written here, such as M/D/YYYY or serial");
  if (kind == Kind::integer && field.max == 0) {
    field.min = 1;
    field.max = 120;
  }
}

}  // namespace

std::optional<FieldSpec> parse_field(const YAML::Node& node, const std::string& path, YamlFaults& faults) {
  return parse_at_depth(node, path, faults, 0);
}

Condition parse_condition(const YAML::Node& node, const std::string& path, YamlFaults& faults) {
  return parse_condition_at_depth(node, path, faults, 0);
}

std::optional<FieldSpec> parse_field_of_kind(const YamlObject& owner, std::string_view key, Kind kind, YamlFaults& faults) {
  std::optional<FieldSpec> field;
  owner.child(key, [&](const YAML::Node& node, const std::string& path) { field = parse_field(node, path, faults); });
  if (field) settle_kind(*field, kind, owner, key);
  return field;
}

std::vector<NamedField> parse_fields(const YamlObject& owner, YamlFaults& faults) {
  std::vector<NamedField> fields;
  owner.child("fields", [&](const YAML::Node& node, const std::string& path) {
    const YamlObject object(node, "fields", path, faults);
    for (std::size_t i = 0; i < kTargetCount; ++i) {
      const auto target = static_cast<Target>(i);
      if (target == Target::valid_from || target == Target::valid_until) continue;
      if (auto field = parse_field_of_kind(object, text_of(target), kind_of(target), faults)) fields.push_back({target, std::move(*field)});
    }
  });
  return fields;
}

}  // namespace switchyard::pricing

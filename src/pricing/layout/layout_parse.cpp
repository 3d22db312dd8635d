#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "pricing/layout/field_parse.hpp"
#include "pricing/layout/layout.hpp"
#include "pricing/layout/table_parse.hpp"
#include "pricing/layout/zone_time.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kLayoutSizeMax = 256 * 1024;

constexpr std::array<std::string_view, 2> kUntilIs{"included", "excluded"};
constexpr std::array<std::string_view, 2> kRefs{"cell", "sheet_and_cell"};
constexpr std::array<std::string_view, 2> kBands{"any", "contiguous"};
constexpr std::array<std::string_view, 2> kOtherwise{"refused", "held"};
constexpr std::array<std::string_view, 4> kAggregates{"contract", "contract+utility", "account", "contract+utility+rate_class"};
constexpr std::array<std::string_view, 8> kScopeFields{"utility", "state", "commodity", "zone", "rate_class", "product", "customer_class", "billing"};

void parse_open(const YamlObject& layout, LayoutSpec& spec, YamlFaults& faults) {
  layout.child("open", [&](const YAML::Node& node, const std::string& path) {
    const YamlObject open(node, "open", path, faults);
    for (const auto& type : open.texts("types")) {
      using workbook::FileType;
      constexpr std::array kTypes{FileType::xlsx, FileType::csv, FileType::zip, FileType::xls, FileType::xlsb, FileType::pdf};
      const auto known = std::find_if(kTypes.begin(), kTypes.end(), [&](FileType t) { return workbook::text_of(t) == type; });
      if (known == kTypes.end()) open.fault("types", fmt::format("'{:.20}' must be one of xlsx, csv, zip, xls, xlsb, pdf", type));
      if (known != kTypes.end()) spec.types.push_back(*known);
    }
    spec.member = open.pattern("member");
  });
  if (spec.types.empty()) layout.fault("open", "open.types says which kinds of file are read, by their bytes");
}

void parse_match(const YamlObject& layout, LayoutSpec& spec, YamlFaults& faults) {
  layout.child("match", [&](const YAML::Node& node, const std::string& path) {
    const YamlObject match(node, "match", path, faults);
    spec.match_file_name = match.pattern("file_name");
    spec.match_sheets = match.patterns("sheets");
    spec.says = match.patterns("says");
    spec.says_not = match.patterns("says_not");
  });
  if (spec.says.empty()) layout.fault("match", "match.says names texts by which the file is known: a file's name alone decides nothing");
}

// "17:00".
int minutes_of(std::string_view text) {
  int hours = -1;
  int minutes = -1;
  if (text.size() == 5 && text[2] == ':') {
    std::from_chars(text.data(), text.data() + 2, hours);
    std::from_chars(text.data() + 3, text.data() + 5, minutes);
  }
  return hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59 ? hours * 60 + minutes : -1;
}

void parse_cut_off(const YamlObject& valid, LayoutSpec& spec, YamlFaults& faults) {
  spec.valid.zone = valid.text("zone");
  valid.child("at", [&](const YAML::Node& node, const std::string&) {
    if (!node.IsScalar()) {
      spec.valid.at = parse_field_of_kind(valid, "at", Kind::time, faults);
      return;
    }
    const auto text = node.Scalar();
    const auto space = text.find(' ');
    spec.valid.at_minutes = minutes_of(std::string_view(text).substr(0, space));
    if (space != std::string::npos) spec.valid.zone = text.substr(space + 1);
    if (spec.valid.at_minutes < 0) valid.fault("at", fmt::format("'{:.40}' must be an hour and a zone, such as '17:00 America/New_York', or a field", text));
  });
  if (!spec.valid.zone.empty() && !is_time_zone(spec.valid.zone)) {
    valid.fault("zone", fmt::format("'{:.60}' is no time zone of the tz database", spec.valid.zone));
  }
  if (spec.valid.zone.empty() && valid.has("at")) valid.fault("at", "the cut-off needs a time zone: 'zone', or behind the hour");
}

void parse_valid(const YamlObject& layout, LayoutSpec& spec, YamlFaults& faults) {
  layout.child("valid", [&](const YAML::Node& node, const std::string& path) {
    const YamlObject valid(node, "valid", path, faults);
    spec.valid.from = parse_field_of_kind(valid, "from", Kind::date, faults);
    spec.valid.until = parse_field_of_kind(valid, "until", Kind::date, faults);
    spec.valid.until_included = valid.word("until_is", kUntilIs, 0) == 0;
    valid.each("agree", [&](const YAML::Node& place, const std::string& place_path) {
      auto field = parse_field(place, place_path, faults);
      if (!field) return;
      if (field->forms.empty()) faults.add(place, place_path, "a date needs 'forms'");
      field->kind = Kind::date;
      spec.valid.agree.push_back(std::move(*field));
    });
    parse_cut_off(valid, spec, faults);
  });
  if (!spec.valid.from) layout.fault("valid", "valid.from says where the day stands from which the prices hold");
}

void parse_checks(const YamlObject& layout, LayoutSpec& spec, YamlFaults& faults) {
  layout.each("checks", [&](const YAML::Node& node, const std::string& path) {
    const YamlObject check(node, "check", path, faults);
    auto field = parse_field_of_kind(check, "field", Kind::text, faults);
    auto matches = check.pattern("matches");
    const auto name = check.required_text("name");
    const auto because = check.required_text("because");
    if (!field || !matches) return check.fault({}, "a check needs 'field' and 'matches'");
    spec.checks.push_back({name, std::move(*field), std::move(*matches), because, check.word("otherwise", kOtherwise, 0) == 1});
  });
}

void parse_scope(const YamlObject& layout, LayoutSpec& spec) {
  if (!layout.has("scope")) layout.fault({}, "'scope' is missing: [] where a file replaces all that the supplier sells, else the fields that it covers");
  for (auto& field : layout.texts("scope")) {
    if (std::find(kScopeFields.begin(), kScopeFields.end(), field) == kScopeFields.end()) {
      layout.fault("scope", fmt::format("'{:.40}' must be one of {}", field, fmt::join(kScopeFields, ", ")));
    }
    spec.scope.push_back(std::move(field));
  }
}

void parse_unsure(const YamlObject& layout, LayoutSpec& spec, YamlFaults& faults) {
  layout.each("unsure", [&](const YAML::Node& node, const std::string& path) {
    const YamlObject unsure(node, "unsure", path, faults);
    spec.unsure.push_back({unsure.required_text("at"), unsure.required_text("ask"), unsure.place()});
  });
}

void parse_new_supplier(const YamlObject& layout, LayoutSpec& spec, YamlFaults& faults) {
  layout.child("new_supplier", [&](const YAML::Node& node, const std::string& path) {
    const YamlObject object(node, "new_supplier", path, faults);
    NewSupplier supplier{.states = object.texts("states"), .time_zone = object.required_text("time_zone"), .aggregate_by = object.text("aggregate_by", "contract")};
    if (!supplier.time_zone.empty() && !is_time_zone(supplier.time_zone)) {
      object.fault("time_zone", fmt::format("'{:.60}' is no time zone of the tz database", supplier.time_zone));
    }
    for (const auto& state : supplier.states) {
      const bool right = state.size() == 2 && std::all_of(state.begin(), state.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
      if (!right) object.fault("states", fmt::format("'{:.40}' must be a state's two capital letters", state));
    }
    if (std::find(kAggregates.begin(), kAggregates.end(), supplier.aggregate_by) == kAggregates.end()) {
      object.fault("aggregate_by", fmt::format("'{:.40}' must be one of {}", supplier.aggregate_by, fmt::join(kAggregates, ", ")));
    }
    spec.new_supplier = std::move(supplier);
  });
}

void parse_layout(const YamlObject& layout, LayoutSpec& spec, YamlFaults& faults) {
  const auto name = layout.required_text("layout");
  if (name != spec.name) layout.fault("layout", fmt::format("'{:.40}' must be the file's name without .yaml, '{}'", name, spec.name));
  spec.version = layout.integer("version", 1, 1, 1'000'000);
  spec.supplier = layout.required_text("supplier");
  spec.supplier_name = layout.required_text("supplier_name");
  parse_open(layout, spec, faults);
  parse_match(layout, spec, faults);
  parse_valid(layout, spec, faults);
  if (layout.has("refs")) spec.bare_refs = layout.word("refs", kRefs, 0) == 0;
  parse_scope(layout, spec);
  spec.tables = parse_tables(layout, faults);
  parse_checks(layout, spec, faults);
  spec.contiguous_bands = layout.word("bands", kBands, 0) == 1;
  parse_unsure(layout, spec, faults);
  parse_new_supplier(layout, spec, faults);
}

}  // namespace

Result<Layout> Layout::parse(std::string_view name, std::string_view yaml) {
  if (yaml.size() > kLayoutSizeMax) {
    return Error{ErrorKind::too_large, "layout_invalid", fmt::format("layout {} has more than {} bytes", name, kLayoutSizeMax)};
  }
  auto spec = std::make_shared<LayoutSpec>();
  spec->name = name;
  spec->yaml = yaml;
  YamlFaults faults;
  try {  // yaml-cpp speaks of broken YAML by throwing; it ends here.
    const auto document = YAML::Load(std::string(yaml));
    const YamlObject layout(document, "layout", {}, faults);
    if (document.IsMap()) parse_layout(layout, *spec, faults);
  } catch (const YAML::Exception& broken) {
    return Error{ErrorKind::invalid, "layout_invalid",
                 fmt::format("layout {}, line {}, column {}: {}", name, broken.mark.line + 1, broken.mark.column + 1, broken.msg)};
  }
  if (faults.any()) return faults.as_error(name);
  return Layout(std::move(spec));
}

std::string_view Layout::name() const { return spec_->name; }
std::string_view Layout::supplier() const { return spec_->supplier; }

}  // namespace switchyard::pricing

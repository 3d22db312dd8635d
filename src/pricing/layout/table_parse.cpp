#include "pricing/layout/table_parse.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "pricing/layout/field_parse.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kTablesMax = 40;
constexpr int kHeaderRowsMax = 40;

// A place that is never searched: what stands where the layout had no pattern, after its fault was noted.
Pattern nothing() { return Pattern::compile("^\\b\\B$").value(); }

SheetChoice parse_sheets(const YamlObject& table, YamlFaults& faults) {
  SheetChoice choice;
  table.child("sheets", [&](const YAML::Node& node, const std::string& path) {
    const YamlObject sheets(node, "sheets", path, faults);
    choice.include = sheets.pattern("include");
    choice.exclude = sheets.pattern("exclude");
    choice.hidden = sheets.flag("hidden", false);
  });
  return choice;
}

void parse_no_offer(const YamlObject& owner, PriceSpec& price, YamlFaults& faults) {
  owner.each("no_offer", [&](const YAML::Node& node, const std::string& path) {
    if (node.IsScalar()) {
      const auto& word = node.Scalar();
      if (word == "blank") price.blank_is_none = true;
      else if (word == "zero") price.zero_is_none = true;
      else if (word == "negative") price.negative_is_none = true;
      else if (word == "error") price.error_is_none = true;
      else faults.add(node, path, fmt::format("'{:.40}' must be blank, zero, negative, error, or a map with 'from' or 'says'", word));
      return;
    }
    const YamlObject none(node, "no_offer", path, faults);
    if (auto from = none.decimal("from")) price.none_from = *from;
    if (auto says = none.pattern("says")) price.none_texts.push_back(std::move(*says));
  });
}

void parse_scale(const YamlObject& owner, PriceSpec& price, YamlFaults& faults) {
  owner.each("scale", [&](const YAML::Node& node, const std::string& path) {
    if (node.IsScalar()) {
      price.scale = owner.decimal("scale").value_or(Decimal::from_integer(1));
      return;
    }
    const YamlObject scale(node, "scale", path, faults);
    Condition condition;
    if (!scale.has("when")) scale.fault({}, "a scale needs 'when'");
    scale.child("when", [&](const YAML::Node& when, const std::string& when_path) { condition = parse_condition(when, when_path, faults); });
    const auto factor = scale.decimal("scale");
    if (!factor) scale.fault({}, "'scale' is missing: dollars a unit for 1 of the cell, 0.01 for cents");
    price.scale_when.emplace_back(std::move(condition), factor.value_or(Decimal::from_integer(1)));
  });
}

void parse_basis(const YamlObject& owner, PriceSpec& price) {
  const auto basis = owner.text("basis", "displayed");
  price.basis = basis == "stored" ? BasisKind::stored : BasisKind::displayed;
  if (basis == "stored" || basis == "displayed") return;
  if (basis.size() == 12 && basis.starts_with("displayed(") && basis[11] == ')' && basis[10] >= '0' && basis[10] <= '6') {
    price.displayed_digits = basis[10] - '0';
    return;
  }
  owner.fault("basis", "must be stored, displayed, or displayed(n) with n from 0 to 6");
}

PriceSpec parse_price(const YAML::Node& node, const std::string& path, YamlFaults& faults) {
  PriceSpec price;
  const YamlObject object(node, "price", path, faults);
  parse_scale(object, price, faults);
  parse_no_offer(object, price, faults);
  object.child("range", [&](const YAML::Node& range_node, const std::string& range_path) {
    const YamlObject range(range_node, "range", range_path, faults);
    const auto min = range.decimal("min");
    const auto max = range.decimal("max");
    if (!min || !max || *max < *min) return range.fault({}, "a range has 'min' and 'max' in dollars a unit, the smaller first");
    price.range = PriceRange{*min, *max};
  });
  parse_basis(object, price);
  if (object.has("decimals")) price.decimals = object.integer("decimals", 5, 0, 6);
  return price;
}

std::vector<PriceColumns> parse_price_columns(const YamlObject& table, YamlFaults& faults) {
  std::vector<PriceColumns> groups;
  table.each("prices", [&](const YAML::Node& node, const std::string& path) {
    const YamlObject prices(node, "prices", path, faults);
    auto header = prices.pattern("header");
    if (!header) prices.fault({}, "'header' is missing: what stands over a column of prices");
    PriceColumns group{header ? std::move(*header) : nothing(), prices.pattern("under"), prices.pattern("group_ends"), parse_fields(prices, faults)};
    if (group.group_ends && !group.under) prices.fault("group_ends", "groups of columns are looked for under a text: 'under' is missing");
    groups.push_back(std::move(group));
  });
  if (groups.empty()) table.fault("prices", "a table says in 'prices' which columns carry prices");
  return groups;
}

bool names(const std::vector<NamedField>& fields, Target target) {
  return std::any_of(fields.begin(), fields.end(), [&](const NamedField& field) { return field.target == target; });
}

// What no rate can be without must be said by the table or by each of its groups of price columns.
void require_fields(const YamlObject& object, const TableSpec& table) {
  for (const auto target : {Target::commodity, Target::customer_class, Target::utility, Target::term, Target::price_unit}) {
    const bool everywhere = names(table.fields, target) || (!table.prices.empty() && std::all_of(table.prices.begin(), table.prices.end(),
                                                                                                 [&](const PriceColumns& group) { return names(group.fields, target); }));
    if (!everywhere) object.fault("fields", fmt::format("'{}' is missing: every rate needs it", text_of(target)));
  }
}

TableSpec parse_table(const YAML::Node& node, const std::string& path, const std::optional<PriceSpec>& price, YamlFaults& faults) {
  const YamlObject object(node, "table", path, faults);
  TableSpec table{.name = object.required_text("name"), .sheets = parse_sheets(object, faults), .anchor = nothing(), .anchor_row_says = {},
                  .from_column = 0, .header_within = 0, .optional = object.flag("optional", false), .until = {}, .not_sold_below = {}, .skip_if = {}, .doubt_if = {}, .prices = {},
                  .fields = {}, .price = price.value_or(PriceSpec{})};
  if (!object.has("anchor")) object.fault({}, "'anchor' is missing: the text at which a table begins");
  object.child("anchor", [&](const YAML::Node& anchor_node, const std::string& anchor_path) {
    const YamlObject anchor(anchor_node, "anchor", anchor_path, faults);
    if (auto says = anchor.pattern("says")) table.anchor = std::move(*says);
    if (!anchor.has("says")) anchor.fault({}, "'says' is missing: the text at which a table begins");
    table.anchor_row_says = anchor.patterns("row_says");
    table.from_column = anchor.integer("from_column", 0, -20, 0);
  });
  object.child("header", [&](const YAML::Node& header_node, const std::string& header_path) {
    const YamlObject header(header_node, "header", header_path, faults);
    table.header_within = header.integer("within", 0, 0, kHeaderRowsMax);
  });
  object.child("rows", [&](const YAML::Node& rows_node, const std::string& rows_path) {
    const YamlObject rows(rows_node, "rows", rows_path, faults);
    table.until = rows.pattern("until");
    table.not_sold_below = rows.pattern("not_sold_below");
    rows.each("skip_if", [&](const YAML::Node& skip, const std::string& skip_path) { table.skip_if.push_back(parse_condition(skip, skip_path, faults)); });
    rows.each("doubt_if", [&](const YAML::Node& doubt_node, const std::string& doubt_path) {
      const YamlObject doubt(doubt_node, "doubt", doubt_path, faults);
      DoubtSpec spec{.condition = {}, .because = doubt.required_text("because")};
      doubt.child("when", [&](const YAML::Node& when, const std::string& when_path) { spec.condition = parse_condition(when, when_path, faults); });
      if (!doubt.has("when")) doubt.fault({}, "'when' is missing: the condition of the rows that are doubted");
      table.doubt_if.push_back(std::move(spec));
    });
  });
  table.prices = parse_price_columns(object, faults);
  table.fields = parse_fields(object, faults);
  object.child("price", [&](const YAML::Node& price_node, const std::string& price_path) { table.price = parse_price(price_node, price_path, faults); });
  if (!object.has("price") && !price) object.fault({}, "'price' is missing here and in the layout");
  require_fields(object, table);
  return table;
}

}  // namespace

std::vector<TableSpec> parse_tables(const YamlObject& layout, YamlFaults& faults) {
  std::optional<PriceSpec> price;
  layout.child("price", [&](const YAML::Node& node, const std::string& path) { price = parse_price(node, path, faults); });
  std::vector<TableSpec> tables;
  layout.each("tables", [&](const YAML::Node& node, const std::string& path) {
    if (tables.size() < kTablesMax) tables.push_back(parse_table(node, path, price, faults));
  });
  if (tables.empty()) layout.fault("tables", "a layout has at least one table");
  return tables;
}

}  // namespace switchyard::pricing

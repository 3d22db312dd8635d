#include "pricing/layout/proposal/price_groups.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace switchyard::pricing::proposal {
namespace {

constexpr std::size_t kOverTextsMax = 12;

enum class Axis { term, pair, month, band, name };

// Columns of one kind, over all blocks.
struct Columns {
  Axis axis = Axis::term;
  std::string unders;                  // The text above, where that tells groups apart; empty otherwise.
  std::vector<std::string> headers, overs, pair_headers;
  std::vector<std::string> forms;      // Of months.
  bool serial = false;
  int over_rows = 0;
  bool over_merged = false;
  bool not_fixed = false;
  std::string cell;                    // Of the first header.
  std::string over_cell;
};

void add_once(std::vector<std::string>& texts, const std::string& text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
}

const Pattern& term_text() {
  static const auto kPattern = Pattern::compile(R"(^\d{1,3}(\s*-?\s*(mo|mos|mth|mths|month|months)\b.*)?$)").value();
  return kPattern;
}

Axis axis_of(const SeenPrices& price) {
  if (price.pair) return Axis::pair;
  if (price.kind == Look::month) return Axis::month;
  if (price.kind == Look::band) return Axis::band;
  return price.kind == Look::whole || term_text().matches(price.header) ? Axis::term : Axis::name;
}

void look_at(const SheetLook& sheet, const SeenBlock& block, const SeenPrices& price, Columns& columns) {
  if (columns.headers.empty()) columns.cell = sheet.cell(block.header_row, price.column);
  add_once(columns.headers, price.header);
  if (price.pair) add_once(columns.pair_headers, sheet.text(block.header_row, price.column - 1));
  if (!price.over.empty()) {
    if (columns.overs.empty()) {
      const auto origin = sheet.map().merged_origin({block.header_row - static_cast<std::uint32_t>(price.over_rows), price.column});
      columns.over_cell = sheet.cell(origin.row, origin.column);
      columns.over_rows = price.over_rows;
    }
    if (columns.overs.size() < kOverTextsMax) add_once(columns.overs, price.over);
    columns.over_merged = columns.over_merged || price.over_merged;
  }
  if (price.kind != Look::month) return;
  const bool number = sheet.map().grid().at(block.header_row, price.column).kind == workbook::CellKind::number;
  columns.serial = columns.serial || number;
  if (!number) add_once(columns.forms, month_form_of(price.header));
}

std::vector<Columns> columns_of(const Looks& looks, const Family& family) {
  std::vector<Columns> all;
  for (const auto& block : family.blocks) {
    for (const auto& price : block.prices) {
      const auto axis = axis_of(price);
      const bool not_fixed = says_not_fixed(price.over) || says_not_fixed(price.header);
      auto at = std::find_if(all.begin(), all.end(), [&](const Columns& other) { return other.axis == axis && other.not_fixed == not_fixed; });
      if (at == all.end()) {
        at = all.insert(all.end(), Columns{});
        at->axis = axis;
        at->not_fixed = not_fixed;
      }
      look_at(*looks[block.sheet], block, price, *at);
    }
  }
  return all;
}

std::string header_pattern(const Columns& columns) {
  const auto all = [&](std::string_view expression) {
    const auto pattern = Pattern::compile(expression).value();
    return std::all_of(columns.headers.begin(), columns.headers.end(), [&](const std::string& header) { return pattern.matches(header); });
  };
  if (columns.axis == Axis::term) return all(R"(^\d{1,3}$)") ? R"(^\d{1,3}$)" : R"(^\d{1,3}(\s*-?\s*(mo|mos|mth|mths|month|months)\b|$))";
  if (columns.axis == Axis::month) {
    std::vector<std::string> shapes;
    if (columns.serial) shapes.emplace_back(R"(\d{5}(\.\d+)?)");
    for (const auto& header : columns.headers) {
      if (!month_form_of(header).empty()) add_once(shapes, shape_pattern(header));
    }
    return fmt::format("^({})$", fmt::join(shapes, "|"));
  }
  if (columns.axis == Axis::band) return R"(\d)";
  std::vector<std::string> names;
  for (const auto& header : columns.headers) names.push_back(escaped(header));
  auto pattern = names.size() == 1 ? fmt::format("^{}$", names[0]) : fmt::format("^({})$", fmt::join(names, "|"));
  return pattern.size() <= 400 ? pattern : whole_text_pattern(columns.headers[0]);
}

void add_axis(const Columns& columns, PriceGroup& group) {
  const auto& rests = group.rests_on;
  if (columns.axis == Axis::term) {
    const bool plain = group.header == R"(^\d{1,3}$)";
    group.fields.push_back({"term", plain ? "{row: 0}" : R"({row: 0, regex: '^(\d{1,3})'})", rests, {}});
  }
  if (columns.axis == Axis::pair) {
    const auto& header = columns.pair_headers.front();
    group.fields.push_back({"term", header.empty() ? "{beside: -1}" : fmt::format("{{beside: {}, at: left}}", quoted(whole_text_pattern(header))), rests, {}});
  }
  if (columns.axis == Axis::month) {
    std::vector<std::string> forms;
    for (const auto& form : columns.forms) forms.push_back(quoted(form));
    if (columns.serial) forms.emplace_back("serial");
    group.fields.push_back({"start", fmt::format("{{row: 0, forms: [{}]}}", fmt::join(forms, ", ")), rests, {}});
  }
  if (columns.axis == Axis::band) group.fields.push_back({"band", "{row: 0, suffixes: true}", rests, {}});
  if (columns.axis == Axis::name && columns.headers.size() > 1) group.fields.push_back({"product", "{row: 0}", rests, {}});
}

// What stands above the headers: terms, months, billing, products.
void add_over(const Columns& columns, PriceGroup& group) {
  if (columns.overs.empty()) return;
  const auto source = fmt::format("row: -{}, fill: {}", columns.over_rows, columns.over_merged ? "merge" : "right");
  const auto all = [&](std::string_view expression) {
    const auto pattern = Pattern::compile(expression).value();
    return std::all_of(columns.overs.begin(), columns.overs.end(), [&](const std::string& over) { return pattern.matches(over); });
  };
  if (!says(group.fields, "term") && all(R"(\b\d{1,3}\s*-?\s*(mo|mth|month)|^\d{1,3}$)")) {
    group.fields.push_back({"term", fmt::format(R"({{{}, regex: '(\d{{1,3}})'}})", source), columns.over_cell, {}});
    return;
  }
  const bool bands = std::all_of(columns.overs.begin(), columns.overs.end(), is_band_text);
  if (!says(group.fields, "band") && bands) return group.fields.push_back({"band", fmt::format("{{{}, suffixes: true}}", source), columns.over_cell, {}});
  if (columns.overs.size() < 2) return;
  if (all(R"(dual|consolidated|\bUCB\b)")) return group.fields.push_back({"billing", fmt::format("{{{}}}", source), columns.over_cell, {}});
  if (says(group.fields, "product")) {
    group.fields.back().yaml = fmt::format("{{join: [{{{}}}, {{row: 0}}]}}", source);
    return;
  }
  group.fields.push_back({"product", fmt::format("{{{}}}", source), columns.over_cell,
                          fmt::format("Over the prices stand different texts ({}, …). Are they the product? Else say in the fields what they are, or that they are nothing.", columns.over_cell)});
}

}  // namespace

bool says(const std::vector<Decision>& decisions, std::string_view key) {
  return std::any_of(decisions.begin(), decisions.end(), [&](const Decision& decision) { return decision.key == key; });
}

void choose_groups(const Looks& looks, const Family& family, TableChoice& table) {
  const auto all = columns_of(looks, family);
  const bool any_fixed = std::any_of(all.begin(), all.end(), [](const Columns& columns) { return !columns.not_fixed; });
  for (const auto& columns : all) {
    if (columns.not_fixed && any_fixed) {
      const auto& rests = columns.over_cell.empty() ? columns.cell : columns.over_cell;
      table.notes.push_back(fmt::format("Left out: columns such as {} ({}): an index or adder, no fixed price.", columns.cell, rests));
      continue;
    }
    PriceGroup group{.header = header_pattern(columns), .under = {}, .fields = {}, .rests_on = columns.cell};
    add_axis(columns, group);
    if (columns.not_fixed) table.asks.push_back({"prices", {}, columns.cell, "All columns speak of an index or an adder. Are they fixed prices at all?"});
    const auto rivals = std::count_if(all.begin(), all.end(), [&](const Columns& other) { return header_pattern(other) == group.header; });
    if (rivals < 2 || columns.overs.empty()) {
      add_over(columns, group);
      table.groups.push_back(std::move(group));
      continue;
    }
    // The same header over what is and over what is no fixed price: the text above tells them apart.
    for (const auto& over : columns.overs) {
      auto under = group;
      under.under = whole_text_pattern(over);
      table.groups.push_back(std::move(under));
    }
  }
}

}  // namespace switchyard::pricing::proposal

#include "pricing/layout/trace/price_trace.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "pricing/layout/cell_text.hpp"
#include "pricing/layout/price_reader.hpp"
#include "pricing/layout/table_reader.hpp"
#include "pricing/layout/trace/block_fate.hpp"
#include "pricing/layout/trace/source_words.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

// Names the cells that a field takes.
class TakenCells final : public CellObserver {
 public:
  TakenCells(FieldReader& fields, std::uint32_t sheet) : fields_(fields), sheet_(sheet) { fields.observe(this); }
  ~TakenCells() override { fields_.observe(nullptr); }
  TakenCells(const TakenCells&) = delete;
  TakenCells& operator=(const TakenCells&) = delete;
  void took(std::uint32_t sheet, workbook::CellPlace place) override {
    const auto& grid = fields_.sheet(sheet).grid();
    const auto cell = workbook::cell_name(grid, place);
    auto text = fmt::format("{} '{:.60}'", sheet == sheet_ || grid.box_of(place) ? cell : fmt::format("{}!{}", grid.name(), cell), tidy_text(grid.at(place.row, place.column).text, storage_));
    if (std::find(texts_.begin(), texts_.end(), text) == texts_.end()) texts_.push_back(std::move(text));
  }
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

 private:
  FieldReader& fields_;
  std::uint32_t sheet_;
  std::string storage_;
  std::vector<std::string> texts_;
};

std::string value_words(Target target, const FieldValue& value) {
  if (!value.said) return {};
  if (value.band) return band_words(*value.band);
  if (target == Target::start) return fmt::format("the month {}", value.date.text().substr(0, 7));
  if (target == Target::valid_from || target == Target::valid_until) return value.date.text();
  if (target == Target::term) return fmt::format("{} months", value.number);
  if (target == Target::green_percent) return fmt::format("{} %", Decimal::from_parts(value.number, 2)->shortest_text());
  return value.text;
}

// Reads the field anew and alone, so that every cell that it takes is seen.
FieldTrace trace_field(const NamedField& named, const workbook::Workbook& workbook, std::string_view file_name, const BlockFate& block, std::uint32_t sheet,
                       workbook::CellPlace place) {
  FieldReader fields(workbook, file_name);
  const TakenCells taken(fields, sheet);
  const auto& map = fields.sheet(sheet);
  auto bound = fields.bind(named.field, map, &block.block());
  const auto raw = fields.read(bound, map, &block.block(), place);
  FieldTrace trace{.field = std::string(text_of(named.target)), .source = source_words(named.field), .cells = taken.texts(), .text = std::string(raw.text),
                   .value = {}, .problem = {}};
  const auto value = make_value(named.field, raw, workbook.dates_from_1904());
  trace.value = value_words(named.target, value);
  trace.problem = value.problem;
  if (!value.said && !named.field.optional) trace.problem = "is not said here";
  return trace;
}

// The fields of the price's column and those of the table that it does not say otherwise.
std::vector<const NamedField*> fields_of(const TableSpec& table, const PriceColumn& column) {
  std::vector<const NamedField*> fields;
  const auto& own = table.prices[column.group].fields;
  for (const auto& field : own) fields.push_back(&field);
  for (const auto& field : table.fields) {
    const bool said = std::any_of(own.begin(), own.end(), [&](const NamedField& other) { return other.target == field.target; });
    if (!said) fields.push_back(&field);
  }
  std::sort(fields.begin(), fields.end(), [](const NamedField* a, const NamedField* b) { return a->target < b->target; });
  return fields;
}

std::string cell_words(const SheetMap& sheet, workbook::CellPlace place) {
  std::string storage;
  return fmt::format("{} '{:.60}'", workbook::cell_name(sheet.grid(), place), tidy_text(sheet.grid().at(place.row, place.column).text, storage));
}

std::string scale_words(const PriceSpec& price, BlockFate& block, const SheetMap& sheet, FieldReader& fields, workbook::CellPlace place) {
  if (price.scale_when.empty()) return price.scale.shortest_text();
  for (const auto& [condition, scale] : price.scale_when) {
    auto bound = fields.bind(condition, sheet, &block.block());
    if (fields.holds(condition, bound, sheet, &block.block(), place)) return fmt::format("{}, since {}", scale.shortest_text(), condition_words(condition));
  }
  return "none of the layout's scales fits this cell";
}

std::string dollars(std::int64_t micros, std::string_view unit) { return fmt::format("{} $/{}", Decimal::from_parts(micros, 6)->shortest_text(), unit); }

void tell_steps(CellTrace& trace, const PriceSpec& price, const workbook::Cell& cell) {
  const auto& rate = *trace.rate;
  const auto unit = text_of(rate.price_unit);
  trace.steps.push_back(fmt::format("stored '{:.40}', times {} = {}", cell.text, trace.scale, dollars(rate.stored_price_micros, unit)));
  if (rate.basis_price_micros == RateRow::kNoBasis) return trace.steps.emplace_back("not sold: a check took it off"), void();
  std::string why = "as stored";
  if (price.basis == BasisKind::displayed) {
    why = price.displayed_digits ? fmt::format("{} digits, as the layout says", *price.displayed_digits)
          : cell.kind == workbook::CellKind::text ? std::string("as written")
                                                  : fmt::format("the digits of the number format '{}'", cell.format.empty() ? "General" : cell.format);
  }
  trace.steps.push_back(fmt::format("sold from {} ({})", dollars(rate.basis_price_micros, unit), why));
  trace.steps.push_back(fmt::format("the contract price has {} decimals", rate.price_decimals));
}

void tell_why_not(CellTrace& trace, BlockFate& block, const SheetMap& sheet, workbook::CellPlace place, const workbook::Cell& cell) {
  const auto& table = block.table();
  if (place.row <= block.block().header_row) {
    trace.reasons.push_back(fmt::format("it stands between the anchor {} and the header's row {} of table {}: a header, axis or label", trace.anchor,
                                        block.block().header_row + 1, table.name));
    return;
  }
  if (block.block().prices.empty()) {
    trace.reasons.push_back(fmt::format("table {} begins at {}, but no row within {} below it has a header that fits a group of 'prices'", table.name, trace.anchor,
                                        table.header_within));
    return;
  }
  if (block.price_column(place.column) == nullptr) {
    std::vector<std::string> headers;
    for (const auto& group : table.prices) headers.push_back(fmt::format("'{}'{}", group.header.expression(), group.under ? fmt::format(" under '{}'", group.under->expression()) : ""));
    trace.reasons.push_back(fmt::format("its column's header is {}, and table {} takes prices under {}", cell_words(sheet, {block.block().header_row, place.column}),
                                        table.name, fmt::join(headers, ", ")));
    return;
  }
  if (const auto none = no_offer_reason(table.price, cell)) trace.reasons.push_back(fmt::format("no offer: {}, as 'price.no_offer' declares", *none));
  if (const auto skip = block.skip_reason(place.row)) trace.reasons.push_back(fmt::format("its row is passed over: {}", *skip));
  const auto offered = offered_value(table.price, cell);
  if (offered.offer == Offer::unreadable) trace.reasons.push_back(offered.problem);
  for (const auto& field : trace.fields) {
    if (!field.problem.empty()) trace.reasons.push_back(fmt::format("{}: {}", field.field, field.problem));
  }
}

// The table's block whose corner is nearest above and left, in words.
std::string nearest_block(const std::vector<BlockFate>& blocks, const SheetMap& sheet, workbook::CellPlace place) {
  const BlockFate* nearest = nullptr;
  std::uint64_t least = 0;
  for (const auto& block : blocks) {
    const auto away = [](std::uint32_t a, std::uint32_t b) { return std::uint64_t{a > b ? a - b : b - a}; };
    const auto distance = away(block.block().anchor.row, place.row) + away(block.block().anchor.column, place.column);
    if (nearest != nullptr && distance >= least) continue;
    nearest = &block;
    least = distance;
  }
  if (nearest == nullptr) return "no table of the layout begins on this sheet";
  return fmt::format("it stands in no table; the nearest is {}, which begins at {}", nearest->table().name, cell_words(sheet, nearest->block().anchor));
}

void add_notes(CellTrace& trace, const std::vector<CellNote>& notes) {
  for (const auto& note : notes) {
    if (note.cell == trace.cell) trace.reasons.push_back(fmt::format("{} [{}]", note.message, note.code));
  }
}

std::string why_no_block(const LayoutSpec& layout, const std::vector<BlockFate>& blocks, const SheetMap& sheet, workbook::CellPlace place) {
  const bool any = std::any_of(layout.tables.begin(), layout.tables.end(), [&](const TableSpec& table) { return chosen(table.sheets, sheet.grid()); });
  if (!any && sheet.grid().hidden()) return "its sheet is hidden, and no table says 'hidden: true'";
  if (!any) return "its sheet is left out by 'sheets' of every table";
  return nearest_block(blocks, sheet, place);
}

}  // namespace

CellTrace trace_cell(const Layout& layout, const workbook::Workbook& workbook, std::string_view file_name, const SheetReading& reading, std::uint32_t sheet,
                     workbook::CellPlace place) {
  ENSURE(sheet < workbook.sheet_count());
  FieldReader fields(workbook, file_name);
  const auto& map = fields.sheet(sheet);
  const auto cell = map.grid().at(place.row, place.column);
  CellTrace trace;
  trace.cell = name_of_cell(reading, map, place);
  trace.stored = cell.text;
  trace.format = cell.format;
  for (std::size_t i = 0; i < reading.rows.size() && !trace.rate; ++i) {
    if (reading.rows[i].sheet == sheet && grid_place_of(reading, i) == place) trace.rate = reading.rows[i];
  }
  auto blocks = block_fates(layout.spec(), map, fields);
  const auto fits = [&](const BlockFate& block) { return block.holds(place) && block.price_column(place.column) != nullptr && place.row > block.block().header_row; };
  auto block = std::find_if(blocks.begin(), blocks.end(), fits);
  if (block == blocks.end()) block = std::find_if(blocks.begin(), blocks.end(), [&](const BlockFate& other) { return other.holds(place); });
  if (block == blocks.end()) {
    trace.reasons.push_back(why_no_block(layout.spec(), blocks, map, place));
    return trace;
  }
  trace.table = block->table().name;
  trace.anchor = cell_words(map, block->block().anchor);
  trace.header = cell_words(map, {block->block().header_row, place.column});
  if (const auto* column = block->price_column(place.column); column != nullptr && place.row > block->block().header_row) {
    for (const auto* field : fields_of(block->table(), *column)) trace.fields.push_back(trace_field(*field, workbook, file_name, *block, sheet, place));
    trace.scale = scale_words(block->table().price, *block, map, fields, place);
  }
  if (trace.rate) tell_steps(trace, block->table().price, cell);
  if (!trace.rate) tell_why_not(trace, *block, map, place, cell);
  add_notes(trace, reading.withheld);
  add_notes(trace, reading.warnings);
  if (!trace.rate && trace.reasons.empty()) trace.reasons.emplace_back("its table was refused as a whole; see what 'layouts check' says of it");
  return trace;
}

namespace {

// "p1@447,336" of a PDF.
Result<SheetPlace> find_place_on_page(const workbook::Workbook& workbook, std::string_view cell) {
  for (std::uint32_t sheet = 0; sheet < workbook.sheet_count(); ++sheet) {
    const auto& grid = workbook.sheet(sheet);
    for (std::uint32_t row = 0; row < grid.row_count(); ++row) {
      for (std::uint32_t column = 0; column < grid.column_count(); ++column) {
        if (grid.box_of({row, column}) && workbook::cell_name(grid, {row, column}) == cell) return SheetPlace{sheet, {row, column}};
      }
    }
  }
  return Error{ErrorKind::not_found, "cell_unknown", fmt::format("no text of the file begins at '{:.80}': write p1@447,336, the page and the points from its left and top", cell)};
}

}  // namespace

Result<SheetPlace> find_cell(const workbook::Workbook& workbook, std::string_view cell) {
  if (workbook.type() == workbook::FileType::pdf && cell.find('@') != std::string_view::npos) return find_place_on_page(workbook, cell);
  const auto mark = cell.rfind('!');
  const auto place = workbook::place_of(mark == std::string_view::npos ? cell : cell.substr(mark + 1));
  if (!place) return Error{ErrorKind::invalid, "cell_unknown", fmt::format("'{:.80}' is no cell: write 'Worksheet!C5', or C5 where the file has one sheet", cell)};
  if (mark == std::string_view::npos) {
    if (workbook.sheet_count() == 1) return SheetPlace{0, *place};
    return Error{ErrorKind::invalid, "cell_unknown", fmt::format("the file has {} sheets: write 'Worksheet!{:.20}'", workbook.sheet_count(), cell)};
  }
  auto name = cell.substr(0, mark);
  if (name.size() > 1 && name.front() == '\'' && name.back() == '\'') name = name.substr(1, name.size() - 2);
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; i < workbook.sheet_count(); ++i) {
    if (workbook.sheet(i).name() == name) return SheetPlace{i, *place};
    if (names.size() < 12) names.push_back(workbook.sheet(i).name());
  }
  return Error{ErrorKind::not_found, "cell_unknown", fmt::format("the file has no sheet '{:.60}'; it has {}", name, fmt::join(names, ", "))};
}

}  // namespace switchyard::pricing

#include "pricing/layout/table_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "pricing/layout/cell_text.hpp"
#include "pricing/layout/table_doubt.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kRowsAhead = 200'000;  // Of room made at once, beyond what a block can fill.

void add_note(std::vector<CellNote>& notes, std::string cell, std::string_view code, std::string message) {
  if (notes.size() < ReadingState::kNotesMax) notes.push_back({std::move(cell), std::string(code), std::move(message)});
}

}  // namespace

void ReadingState::withhold(std::string cell, std::string_view code, std::string message) {
  ++withheld_count;
  add_note(reading.withheld, std::move(cell), code, std::move(message));
}
void ReadingState::withhold_as_declared(std::string cell, std::string_view code, std::string message) {
  add_note(reading.withheld, std::move(cell), code, std::move(message));
}
void ReadingState::warn(std::string cell, std::string_view code, std::string message) {
  add_note(reading.warnings, std::move(cell), code, std::move(message));
}
void ReadingState::refuse(std::string cell, std::string_view code, std::string message) {
  add_note(reading.errors, std::move(cell), code, std::move(message));
}

std::string name_of_cell(const SheetReading& reading, const SheetMap& sheet, workbook::CellPlace place) {
  const auto cell = workbook::cell_name(sheet.grid(), place);
  return reading.bare_refs || sheet.grid().box_of(place) ? cell : fmt::format("{}!{}", sheet.grid().name(), cell);
}

// A block while it is read: its fields by how often they change.
struct TableReader::BlockReading {
  const TableSpec& table;
  const SheetMap& sheet;
  const Block& block;
  RateRow base;                                   // What is the same for the whole block.
  bool base_band_of_price = false;
  bool band_lower_was_one_above = false;          // Of the rate that is being made.
  bool band_of_price = false;
  std::vector<TypedField> row_fields;
  std::vector<std::vector<TypedField>> column_fields;  // By price column: those of the column.
  std::vector<std::vector<TypedField>> cell_fields;    // By price column: those of each cell.
  std::vector<std::vector<BoundField>> skip;           // By condition.
  std::vector<std::vector<BoundField>> doubts;         // By condition.
  std::vector<std::vector<BoundField>> scale;          // By scale's condition.
  std::vector<bool> column_wrong;                      // Said once, not for each of its cells.
  // The row that is being read.
  RateRow row;
  bool row_begun = false, row_skipped = false, row_band_of_price = false, row_lower_was_one_above = false;
  std::string row_problem;
  const DoubtSpec* row_doubt = nullptr;
  bool inclusive_ends = false;  // A band was printed one above the end of the band below.
  std::vector<std::size_t> filled;  // By price column: cells that are not empty.
  std::size_t offered_count = 0, unreadable_count = 0;  // Prices, and those of them that miss a field.
  std::string last_problem;
};

TableReader::~TableReader() = default;

TableReader::Piece TableReader::made(Target target, const FieldSpec& spec, const RawText& raw) {
  Piece piece;
  const auto value = make_value(spec, raw, state_.dates_from_1904);
  piece.said = value.said;
  piece.problem = value.problem;
  piece.date = value.date;
  piece.band_unit_of_price = value.band_unit_of_price;
  piece.band_lower_was_one_above = value.band_lower_was_one_above;
  piece.format = raw.format;
  if (piece.said && piece.problem.empty()) piece.problem = put_value(target, value, piece.row, state_.reading.texts);
  if (!piece.problem.empty()) piece.problem = fmt::format("{}: {}", text_of(target), piece.problem);
  if (!piece.said && !spec.optional) piece.problem = fmt::format("{} is not said here", text_of(target));
  return piece;
}

const TableReader::Piece& TableReader::piece_of(TypedField& field, BlockReading& block, workbook::CellPlace price) {
  const auto& spec = *field.bound.spec;
  if (!field.remembered) {
    field.piece = made(field.target, spec, fields_.read(field.bound, block.sheet, &block.block, price));
    return field.piece;
  }
  const auto raw = fields_.source_text(field.bound, block.sheet, &block.block, price);
  auto& memory = memories_[{&spec, raw.is_number}];
  const auto known = memory.find(raw.said ? raw.text : std::string_view());
  if (known != memory.end() && known->second.format == raw.format) return known->second;
  auto piece = made(field.target, spec, fields_.modified(spec, raw));
  piece.format = raw.format;
  if (known == memory.end()) return memory.emplace(raw.said ? raw.text : std::string_view(), std::move(piece)).first->second;
  field.piece = std::move(piece);
  return field.piece;
}

std::string TableReader::put(const TypedField& field, const Piece& piece, RateRow& row, BlockReading& block, workbook::CellPlace price) {
  if (!piece.problem.empty()) return piece.problem;
  if (!piece.said) return {};
  if (field.target == Target::valid_from || field.target == Target::valid_until) {
    auto& days = field.target == Target::valid_from ? state_.valid_from_days : state_.valid_until_days;
    if (days.find(piece.date.days()) == days.end()) days.emplace(piece.date.days(), name_of_cell(state_.reading, block.sheet, price));
    return {};
  }
  copy_value(field.target, piece.row, row);
  if (field.target == Target::band) {
    block.band_of_price = piece.band_unit_of_price;
    block.band_lower_was_one_above = piece.band_lower_was_one_above;
  }
  return {};
}

bool TableReader::bind_one(const NamedField& field, std::vector<TypedField>& into, BlockReading& block) {
  TypedField typed{field.target, fields_.bind(field.field, block.sheet, &block.block), false, {}};
  const auto source = field.field.source;
  typed.remembered = (source == Source::column || source == Source::beside) && field.field.when.empty();
  if (typed.bound.grain != Grain::block) {
    into.push_back(std::move(typed));
    return true;
  }
  const auto& piece = piece_of(typed, block, block.block.anchor);
  auto problem = put(typed, piece, block.base, block, block.block.anchor);
  if (problem.empty()) return true;
  state_.refuse(name_of_cell(state_.reading, block.sheet, block.block.anchor), "field_missing", fmt::format("table {}: {}", block.table.name, problem));
  return false;
}

bool TableReader::bind_columns(const TableSpec& table, BlockReading& block) {
  bool right = true;
  for (const auto& column : block.block.prices) {
    const workbook::CellPlace header{block.block.header_row, column.column};
    std::vector<TypedField> bound;
    for (const auto& field : table.prices[column.group].fields) {
      // A constant of the group is one of the column here: another group may say another.
      TypedField typed{field.target, fields_.bind(field.field, block.sheet, &block.block), false, {}};
      typed.remembered = field.field.source == Source::beside && field.field.when.empty();
      bound.push_back(std::move(typed));
    }
    for (const auto& field : table.fields) {
      const bool overridden = std::any_of(bound.begin(), bound.end(), [&](const TypedField& other) { return other.target == field.target; });
      const auto grain = grain_of(field.field);
      if (overridden || grain == Grain::block || grain == Grain::row) continue;
      right = bind_one(field, bound, block) && right;
    }
    std::vector<TypedField> of_column;
    std::vector<TypedField> of_cell;
    bool wrong = false;
    for (auto& typed : bound) {
      const bool each_cell = typed.bound.grain == Grain::cell || typed.bound.grain == Grain::row;
      if (each_cell) {
        of_cell.push_back(std::move(typed));
        continue;
      }
      typed.piece = piece_of(typed, block, header);
      if (!typed.piece.problem.empty()) {
        state_.refuse(name_of_cell(state_.reading, block.sheet, header), "field_missing", fmt::format("table {}: {}", table.name, typed.piece.problem));
        wrong = true;
      }
      of_column.push_back(std::move(typed));
    }
    block.column_fields.push_back(std::move(of_column));
    block.cell_fields.push_back(std::move(of_cell));
    block.column_wrong.push_back(wrong);
  }
  return right;
}

bool TableReader::bind_fields(const TableSpec& table, const std::vector<NamedField>& extra, BlockReading& block) {
  bool right = true;
  const auto bind_all = [&](const std::vector<NamedField>& fields) {
    for (const auto& field : fields) {
      const auto grain = grain_of(field.field);
      if (grain == Grain::block || grain == Grain::row) right = bind_one(field, block.row_fields, block) && right;
    }
  };
  bind_all(table.fields);
  bind_all(extra);
  block.base_band_of_price = block.band_of_price;
  block.row_lower_was_one_above = block.band_lower_was_one_above;
  for (const auto& condition : table.skip_if) block.skip.push_back(fields_.bind(condition, block.sheet, &block.block));
  for (const auto& doubt : table.doubt_if) block.doubts.push_back(fields_.bind(doubt.condition, block.sheet, &block.block));
  for (const auto& [condition, factor] : table.price.scale_when) block.scale.push_back(fields_.bind(condition, block.sheet, &block.block));
  return bind_columns(table, block) && right;
}

Decimal TableReader::scale_of(BlockReading& block, workbook::CellPlace price, bool& found) {
  const auto& spec = block.table.price;
  found = true;
  if (spec.scale_when.empty()) return spec.scale;
  for (std::size_t i = 0; i < spec.scale_when.size(); ++i) {
    if (fields_.holds(spec.scale_when[i].first, block.scale[i], block.sheet, &block.block, price)) return spec.scale_when[i].second;
  }
  found = false;
  return spec.scale;
}

void TableReader::begin_row(BlockReading& block, std::uint32_t row) {
  block.row_begun = true;
  const workbook::CellPlace place{row, block.block.prices.front().column};
  for (std::size_t i = 0; i < block.skip.size() && !block.row_skipped; ++i) {
    block.row_skipped = fields_.holds(block.table.skip_if[i], block.skip[i], block.sheet, &block.block, place);
  }
  if (block.row_skipped) return;
  block.row_doubt = nullptr;
  for (std::size_t i = 0; i < block.doubts.size() && block.row_doubt == nullptr; ++i) {
    const DoubtSpec& doubt = block.table.doubt_if[i];
    if (fields_.holds(doubt.condition, block.doubts[i], block.sheet, &block.block, place)) block.row_doubt = &doubt;
  }
  block.row = block.base;
  block.band_of_price = block.base_band_of_price;
  block.band_lower_was_one_above = false;
  for (auto& field : block.row_fields) {
    const auto& piece = piece_of(field, block, place);
    block.row_problem = put(field, piece, block.row, block, place);
    if (!block.row_problem.empty()) return;
  }
  block.row_band_of_price = block.band_of_price;
  block.inclusive_ends = block.inclusive_ends || block.band_lower_was_one_above || block.row_lower_was_one_above;
}

void TableReader::read_cell(BlockReading& block, std::size_t index, std::uint32_t row, const workbook::Cell& cell, const OfferedValue& offered) {
  const workbook::CellPlace place{row, block.block.prices[index].column};
  ++block.offered_count;
  const auto withhold = [&](std::string_view code, std::string problem) {
    if (code == "field_unreadable") {
      ++block.unreadable_count;
      block.last_problem = problem;
    }
    state_.withhold(name_of_cell(state_.reading, block.sheet, place), code, std::move(problem));
  };
  if (offered.offer == Offer::unreadable) return withhold("price_unreadable", offered.problem);
  if (!block.row_problem.empty()) return withhold("field_unreadable", block.row_problem);
  if (block.column_wrong[index]) return withhold("field_unreadable", "the column over this cell could not be read");
  RateRow& rate = state_.reading.rows.emplace_back(block.row);
  block.band_of_price = block.row_band_of_price;
  block.band_lower_was_one_above = false;
  std::string problem;
  for (auto& field : block.column_fields[index]) {
    if (problem.empty()) problem = put(field, field.piece, rate, block, place);
  }
  for (auto& field : block.cell_fields[index]) {
    if (problem.empty()) problem = put(field, piece_of(field, block, place), rate, block, place);
  }
  block.inclusive_ends = block.inclusive_ends || block.band_lower_was_one_above;
  if (block.band_of_price) rate.band.unit = rate.price_unit;
  bool scale_found = false;
  const auto scale = scale_of(block, place, scale_found);
  if (problem.empty() && !scale_found) problem = "no scale of the layout fits this cell";
  ReadPrice price;
  if (problem.empty()) price = read_price(block.table.price, offered, cell, scale, rate.price_unit);
  if (!problem.empty() || price.offer != Offer::price) {
    state_.reading.rows.pop_back();
    return problem.empty() ? withhold("price_unreadable", price.problem) : withhold("field_unreadable", problem);
  }
  const auto number = static_cast<std::uint32_t>(state_.reading.rows.size() - 1);
  if (price.out_of_range) {
    state_.reading.holds.add_row("price_out_of_range", name_of_cell(state_.reading, block.sheet, place), price.problem, {number, price.held_basis_micros});
    withhold("price_out_of_range", price.problem);
  }
  if (block.row_doubt != nullptr) {
    const auto name = name_of_cell(state_.reading, block.sheet, place);
    state_.reading.holds.add_row("doubted_by_layout", name, block.row_doubt->because, {number, price.out_of_range ? price.held_basis_micros : price.basis_micros});
    state_.withhold_as_declared(name, "doubted_by_layout", block.row_doubt->because);
  }
  rate.stored_price_micros = price.stored_micros;
  rate.basis_price_micros = block.row_doubt == nullptr ? price.basis_micros : RateRow::kNoBasis;
  rate.price_decimals = price.decimals;
  rate.price_text = price_text_id(cell.text);
  rate.cell = place;
}

TextId TableReader::price_text_id(std::string_view text) {
  KnownText& known = known_texts_[(reinterpret_cast<std::uintptr_t>(text.data()) >> 2U) % known_texts_.size()];
  if (known.text.data() != text.data() || known.text.size() != text.size()) known = {text, state_.reading.texts.intern(text)};
  return known.id;
}

void TableReader::read_row(BlockReading& block, std::uint32_t row) {
  block.row_begun = block.row_skipped = false;
  block.row_problem.clear();
  for (std::size_t i = 0; i < block.block.prices.size(); ++i) {
    const auto cell = block.sheet.grid().at(row, block.block.prices[i].column);
    const auto offered = offered_value(block.table.price, cell);
    if (cell.kind != workbook::CellKind::empty) ++block.filled[i];
    if (offered.offer == Offer::none) {
      if (!is_blank(cell.text)) ++state_.reading.not_offered_count;
      continue;
    }
    if (!block.row_begun) begin_row(block, row);
    if (block.row_skipped) return;
    ++state_.offered_count;
    read_cell(block, i, row, cell, offered);
  }
}

void TableReader::list_only(std::size_t first, std::string cell) {
  auto& rows = state_.reading.rows;
  for (auto i = first; i < rows.size(); ++i) {
    rows[i].basis_price_micros = RateRow::kNoBasis;
    state_.withhold_as_declared(ref_of(state_.reading, rows[i]), "listed_only", fmt::format("it stands below {}", cell));
  }
  if (first == rows.size()) return;
  state_.warn(std::move(cell), "listed_only", fmt::format("{} prices below this text are listed and not sold, as the layout says", rows.size() - first));
  state_.listed_only.emplace_back(first, rows.size());
}

void TableReader::read_block(const TableSpec& table, const std::vector<NamedField>& extra, const SheetMap& sheet, const Block& block) {
  if (block.prices.empty()) {
    return state_.refuse(name_of_cell(state_.reading, sheet, block.anchor), "header_missing",
                         fmt::format("table {}: no column of prices has a header of the layout here or within {} rows below", table.name, table.header_within));
  }
  BlockReading reading{.table = table, .sheet = sheet, .block = block, .base = {}, .row_fields = {}, .column_fields = {}, .cell_fields = {}, .skip = {},
                       .doubts = {}, .scale = {}, .column_wrong = {}, .row = {}, .row_problem = {}, .filled = std::vector<std::size_t>(block.prices.size()), .last_problem = {}};
  reading.base.sheet = sheet.index();
  if (!bind_fields(table, extra, reading)) return;
  // Room for the whole block, but never less than twice what there was: many small blocks would else copy all each time.
  auto& rows = state_.reading.rows;
  const auto first_rate = rows.size();
  const auto needed = rows.size() + std::size_t{block.area.last_row - block.header_row} * block.prices.size();
  if (needed > rows.capacity()) rows.reserve(std::max(needed, std::min(rows.capacity() * 2, rows.capacity() + kRowsAhead)));
  std::optional<workbook::CellPlace> not_sold_below;
  auto first_listed = rows.size();
  for (auto row = block.header_row + 1; row <= block.area.last_row; ++row) {
    const Area here{row, row, block.area.first_column, block.area.last_column};
    if (table.until && sheet.find(*table.until, here)) break;
    if (table.not_sold_below && !not_sold_below) {
      not_sold_below = sheet.find(*table.not_sold_below, here);
      first_listed = rows.size();
    }
    read_row(reading, row);
  }
  if (not_sold_below) list_only(first_listed, name_of_cell(state_.reading, sheet, *not_sold_below));
  inclusive_ends_ = inclusive_ends_ || reading.inclusive_ends;
  doubt_block(state_, fields_,
              {.table = table, .sheet = sheet, .block = block, .filled = reading.filled, .offered_count = reading.offered_count,
               .unreadable_count = reading.unreadable_count, .last_problem = reading.last_problem, .first_rate = first_rate});
}

void TableReader::read(const TableSpec& table, const std::vector<NamedField>& extra, const SheetMap& sheet) {
  const auto blocks = find_blocks(table, sheet);
  if (blocks.empty() && !table.optional) {
    state_.refuse(std::string(sheet.grid().name()), "table_missing", fmt::format("table {}: nothing on this sheet says {}", table.name, table.anchor.expression()));
  }
  const auto first_rate = state_.reading.rows.size();
  inclusive_ends_ = false;
  for (const auto& block : blocks) read_block(table, extra, sheet, block);
  if (!inclusive_ends_) return;
  for (auto i = first_rate; i < state_.reading.rows.size(); ++i) {
    auto& band = state_.reading.rows[i].band;
    band.max_printed_inclusive = band.present && band.max_milli_exclusive != UsageBand::kOpen;
  }
}

}  // namespace switchyard::pricing

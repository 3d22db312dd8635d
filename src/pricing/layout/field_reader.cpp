#include "pricing/layout/field_reader.hpp"

#include <algorithm>

#include "pricing/layout/cell_text.hpp"

namespace switchyard::pricing {
namespace {

constexpr int kLabelStepsRight = 16;  // How far a label's value may stand from it.
constexpr int kLabelStepsBelow = 6;
constexpr std::uint32_t kAxisRowsAbove = 10;  // How far above the header an axis is looked for.

Grain both(Grain a, Grain b) { return static_cast<Grain>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b)); }

RawText plain(std::string_view text) { return {.said = !text.empty(), .text = text, .is_number = false, .format = {}}; }

std::int64_t column_with_header(const Pattern& pattern, const SheetMap& sheet, const Block& block) {
  const auto place = sheet.find(pattern, {block.area.first_row, block.header_row, block.area.first_column, block.area.last_column});
  return place ? static_cast<std::int64_t>(place->column) : -1;
}

// The row of an axis: counted from the header, or the nearest at or above it that says the pattern.
std::int64_t axis_row_of(const FieldSpec& field, const SheetMap& sheet, const Block& block) {
  if (!field.pattern) return static_cast<std::int64_t>(block.header_row) + field.offset;
  const auto highest = field.whole_sheet ? 0 : block.header_row - std::min(block.header_row, kAxisRowsAbove);
  for (std::int64_t row = block.header_row; row >= static_cast<std::int64_t>(highest); --row) {
    const auto at = static_cast<std::uint32_t>(row);
    if (sheet.find(*field.pattern, {at, at, block.area.first_column, block.area.last_column})) return row;
  }
  return -1;
}

}  // namespace

Grain grain_of(const FieldSpec& field) {
  auto grain = Grain::block;
  if (field.source == Source::column) grain = Grain::row;
  if (field.source == Source::row) grain = Grain::column;
  if (field.source == Source::beside) grain = Grain::cell;
  for (const auto& part : field.parts) grain = both(grain, grain_of(part));
  for (const auto& condition : field.when) {
    if (condition.field.empty() || condition.format) grain = Grain::cell;
    for (const auto& asked : condition.field) grain = both(grain, grain_of(asked));
  }
  return grain;
}

FieldReader::FieldReader(const workbook::Workbook& workbook, std::string_view file_name) : workbook_(workbook), file_name_(file_name) {}
FieldReader::~FieldReader() = default;

const SheetMap& FieldReader::sheet(std::size_t index) {
  auto& known = sheets_[index];
  if (!known) known = std::make_unique<SheetMap>(workbook_.sheet(index), static_cast<std::uint32_t>(index));
  return *known;
}

std::string_view FieldReader::kept(std::string text) { return texts_.text(texts_.intern(text)); }

RawText FieldReader::raw_of(const SheetMap& sheet, workbook::CellPlace place) {
  const auto cell = sheet.grid().at(place.row, place.column);
  if (cell.kind == workbook::CellKind::empty) return {};
  if (observer_ != nullptr) observer_->took(sheet.index(), place);
  const auto tidy = tidy_text(cell.text, storage_);
  const bool own = tidy.data() != storage_.data() || tidy.empty();
  RawText raw = plain(own ? tidy : kept(storage_));
  raw.is_number = cell.kind == workbook::CellKind::number;
  raw.format = cell.format;
  if (cell.kind == workbook::CellKind::error || cell.kind == workbook::CellKind::boolean) raw.said = false;
  return raw;
}

std::vector<const SheetMap*> FieldReader::sheets_of(const FieldSpec& field, const SheetMap& own) {
  if (!field.sheet) return {&own};
  std::vector<const SheetMap*> found;
  for (std::size_t i = 0; i < workbook_.sheet_count(); ++i) {
    const auto& grid = workbook_.sheet(i);
    if ((!grid.hidden() || field.hidden) && field.sheet->matches(tidy_text(grid.name(), storage_))) found.push_back(&sheet(i));
  }
  return found;
}

RawText FieldReader::labelled(const FieldSpec& field, const SheetMap& on, const Block* block) {
  auto area = on.all();
  if (block != nullptr && !field.whole_sheet && !field.sheet) area = {block->area.first_row, block->header_row, block->area.first_column, block->area.last_column};
  const bool in_format = field.side == Side::format || field.side == Side::format_text;
  const auto label = in_format ? on.find_format(*field.pattern, area) : on.find(*field.pattern, area);
  if (!label) return {};
  std::optional<workbook::CellPlace> place = label;
  if (field.side == Side::format_text) return plain(on.grid().at(label->row, label->column).format);
  for (int step = 0; step < field.nth && place; ++step) {
    if (field.side == Side::right) place = on.next_filled(*place, 0, 1, kLabelStepsRight);
    if (field.side == Side::left) place = on.next_filled(*place, 0, -1, kLabelStepsRight);
    if (field.side == Side::below) place = on.next_filled(*place, 1, 0, kLabelStepsBelow);
  }
  if (!place) return {};
  auto raw = raw_of(on, *place);
  // The value of a label that has none is not the next label.
  if (field.side != Side::here && raw.text.ends_with(':')) return {};
  return raw;
}

RawText FieldReader::scanned(const FieldSpec& field, const SheetMap& on) {
  const auto place = on.find(*field.pattern, on.all());
  if (!place) return {};
  const auto whole = raw_of(on, *place);
  const auto value = field.pattern->value_in(whole.text, field.group);
  return value ? plain(kept(std::string(*value))) : RawText{};
}

RawText FieldReader::fixed_text(const FieldSpec& field, const SheetMap& sheet, const Block* block) {
  switch (field.source) {
    case Source::constant: return plain(field.constant);
    case Source::sheet_name: return plain(kept(std::string(tidy_text(sheet.grid().name(), storage_))));
    case Source::file_name: return plain(kept(std::string(tidy_text(file_name_, storage_))));
    case Source::cell: {
      if (block == nullptr) return {};
      const auto row = static_cast<std::int64_t>(block->anchor.row) + field.row_offset;
      const auto column = static_cast<std::int64_t>(block->anchor.column) + field.offset;
      if (row < 0 || column < 0) return {};
      return raw_of(sheet, sheet.merged_origin({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column)}));
    }
    default: break;
  }
  const bool of_block = field.source == Source::label && block != nullptr && !field.whole_sheet && !field.sheet;
  if (of_block) return labelled(field, sheet, block);
  const auto key = std::pair(&field, field.sheet ? 0 : sheet.index());
  if (const auto known = of_sheet_.find(key); known != of_sheet_.end()) return known->second;
  RawText raw;
  for (const auto* on : sheets_of(field, sheet)) {
    if (raw.said) break;
    raw = field.source == Source::scan ? scanned(field, *on) : labelled(field, *on, block);
  }
  return of_sheet_.emplace(key, raw).first->second;
}

BoundField FieldReader::bind(const FieldSpec& field, const SheetMap& sheet, const Block* block) {
  BoundField bound;
  bound.spec = &field;
  bound.grain = grain_of(field);
  if (block != nullptr && field.source == Source::column) {
    bound.column = field.pattern ? column_with_header(*field.pattern, sheet, *block) : static_cast<std::int64_t>(block->anchor.column) + field.offset;
  }
  if (block != nullptr && field.source == Source::row) bound.axis_row = axis_row_of(field, sheet, *block);
  for (const auto& part : field.parts) bound.parts.push_back(bind(part, sheet, block));
  for (const auto& condition : field.when) bound.conditions.push_back(bind(condition, sheet, block));
  const bool fixed = field.source == Source::cell || field.source == Source::label || field.source == Source::sheet_name ||
                     field.source == Source::file_name || field.source == Source::constant || field.source == Source::scan;
  if (fixed) bound.fixed = modified(field, fixed_text(field, sheet, block));
  return bound;
}

std::vector<BoundField> FieldReader::bind(const Condition& condition, const SheetMap& sheet, const Block* block) {
  std::vector<BoundField> bound;
  for (const auto& field : condition.field) bound.push_back(bind(field, sheet, block));
  return bound;
}

bool FieldReader::holds(const Condition& condition, std::vector<BoundField>& bound, const SheetMap& sheet, const Block* block, workbook::CellPlace price) {
  if (condition.format && !condition.format->matches(sheet.grid().at(price.row, price.column).format)) return false;
  if (!condition.matches && !condition.matches_not) return true;
  const auto raw = bound.empty() ? raw_of(sheet, price) : read(bound.front(), sheet, block, price);
  const auto text = raw.said ? raw.text : std::string_view();
  if (condition.matches && !condition.matches->matches(text)) return false;
  return !condition.matches_not || !condition.matches_not->matches(text);
}

}  // namespace switchyard::pricing

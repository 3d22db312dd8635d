#include <algorithm>

#include "pricing/layout/cell_text.hpp"
#include "pricing/layout/field_reader.hpp"

namespace switchyard::pricing {

RawText FieldReader::column_text(BoundField& field, const SheetMap& sheet, const Block* block, std::uint32_t row) {
  if (field.column < 0 || block == nullptr) return {};
  const auto column = static_cast<std::uint32_t>(field.column);
  if (field.spec->fill == Fill::merge) return raw_of(sheet, sheet.merged_origin({row, column}));
  if (field.spec->fill != Fill::down) return raw_of(sheet, {row, column});
  auto from = std::max(field.looked_row + 1, static_cast<std::int64_t>(block->header_row) + 1);
  for (; from <= row; ++from) {
    if (is_filled(sheet.grid().at(static_cast<std::uint32_t>(from), column))) field.filled_row = from;
  }
  field.looked_row = std::max(field.looked_row, static_cast<std::int64_t>(row));
  if (field.filled_row < 0) return {};
  return raw_of(sheet, {static_cast<std::uint32_t>(field.filled_row), column});
}

RawText FieldReader::axis_text(const BoundField& field, const SheetMap& sheet, const Block* block, std::uint32_t column) {
  if (field.axis_row < 0 || block == nullptr) return {};
  const auto row = static_cast<std::uint32_t>(field.axis_row);
  if (field.spec->fill == Fill::merge) return raw_of(sheet, sheet.merged_origin({row, column}));
  for (auto at = column; field.spec->fill == Fill::right; --at) {
    if (is_filled(sheet.grid().at(row, at))) return raw_of(sheet, {row, at});
    if (at <= block->area.first_column) return {};
  }
  return raw_of(sheet, {row, column});
}

// The first filled cell beside the price under the merged range of the price's own header.
RawText FieldReader::under_own_header(const FieldSpec& field, const SheetMap& sheet, const Block& block, workbook::CellPlace price) {
  const auto header = sheet.merged_area({block.header_row, price.column});
  const int step = field.offset < 0 ? -1 : 1;
  for (auto column = static_cast<std::int64_t>(price.column) + step; header && column >= header->first_column && column <= header->last_column; column += step) {
    const workbook::CellPlace place{price.row, static_cast<std::uint32_t>(column)};
    if (is_filled(sheet.grid().at(place.row, place.column))) return raw_of(sheet, place);
  }
  return {};
}

RawText FieldReader::beside_text(const FieldSpec& field, const SheetMap& sheet, const Block* block, workbook::CellPlace price) {
  if (block == nullptr) return {};
  if (!field.pattern && field.fill == Fill::merge) return under_own_header(field, sheet, *block, price);
  const bool leftwards = field.pattern ? field.side == Side::left : field.offset < 0;
  if (!field.pattern) {
    const auto column = static_cast<std::int64_t>(price.column) + field.offset;
    if (column < 0) return {};
    return raw_of(sheet, {price.row, static_cast<std::uint32_t>(column)});
  }
  for (auto column = static_cast<std::int64_t>(price.column) + (leftwards ? -1 : 1);
       column >= block->area.first_column && column <= block->area.last_column; column += leftwards ? -1 : 1) {
    const auto at = static_cast<std::uint32_t>(column);
    const auto header = sheet.grid().at(block->header_row, at);
    if (is_filled(header) && field.pattern->matches(tidy_text(header.text, storage_))) return raw_of(sheet, {price.row, at});
  }
  return {};
}

RawText FieldReader::looked_up(BoundField& field, const SheetMap& sheet, const Block* block, workbook::CellPlace price) {
  if (field.parts.empty()) return {};
  auto known = lookups_.find(field.spec);
  if (known == lookups_.end()) {
    Table table;
    for (const auto* on : sheets_of(*field.spec, sheet)) {
      const auto key = on->find(*field.spec->lookup_key, on->all());
      const auto value = key ? on->find(*field.spec->lookup_value, {key->row, key->row, 0, on->all().last_column}) : std::nullopt;
      for (auto row = key && value ? key->row + 1 : on->grid().row_count(); row < on->grid().row_count(); ++row) {
        const auto from = raw_of(*on, {row, key->column});
        const auto to = raw_of(*on, {row, value->column});
        if (from.said && to.said) table.emplace(std::string(from.text), std::string(to.text));
      }
    }
    known = lookups_.emplace(field.spec, std::move(table)).first;
  }
  const auto asked = read(field.parts.front(), sheet, block, price);
  if (!asked.said) return {};
  const auto found = known->second.find(std::string(asked.text));
  if (found == known->second.end()) return {};
  return {.said = true, .text = found->second, .is_number = false, .format = {}};
}

RawText FieldReader::modified(const FieldSpec& field, RawText raw) {
  if (!raw.said) return raw;
  if (field.regex) {
    const auto value = field.regex->value_in(raw.text, field.group);
    if (!value) return {};
    raw.is_number = raw.is_number && value->size() == raw.text.size();
    const auto tidy = tidy_text(*value, storage_);
    raw.text = tidy.data() == storage_.data() && !tidy.empty() ? kept(storage_) : tidy;
    raw.said = !raw.text.empty();
  }
  if (field.map.empty() || !raw.said) return raw;
  for (const auto& [from, to] : field.map) {
    if (from == raw.text) return {.said = !to.empty(), .text = to, .is_number = false, .format = {}};
  }
  return field.map_else_keep ? raw : RawText{};
}

RawText FieldReader::source_text(BoundField& field, const SheetMap& sheet, const Block* block, workbook::CellPlace price) {
  if (field.spec->source == Source::column) return column_text(field, sheet, block, price.row);
  return beside_text(*field.spec, sheet, block, price);
}

RawText FieldReader::read(BoundField& field, const SheetMap& sheet, const Block* block, workbook::CellPlace price) {
  const auto& spec = *field.spec;
  for (std::size_t i = 0; i < spec.when.size(); ++i) {
    if (!holds(spec.when[i], field.conditions[i], sheet, block, price)) return {};
  }
  switch (spec.source) {
    case Source::column: return modified(spec, column_text(field, sheet, block, price.row));
    case Source::row: return modified(spec, axis_text(field, sheet, block, price.column));
    case Source::beside: return modified(spec, beside_text(spec, sheet, block, price));
    case Source::lookup: return modified(spec, looked_up(field, sheet, block, price));
    case Source::first_of:
      for (auto& part : field.parts) {
        if (auto raw = read(part, sheet, block, price); raw.said) return modified(spec, raw);
      }
      return {};
    case Source::join: {
      std::string text;
      for (auto& part : field.parts) {
        const auto raw = read(part, sheet, block, price);
        if (!raw.said) continue;
        if (!text.empty()) text += spec.separator;
        text += raw.text;
      }
      if (text.empty()) return {};
      return modified(spec, {.said = true, .text = kept(std::move(text)), .is_number = false, .format = {}});
    }
    default: return field.fixed;
  }
}

}  // namespace switchyard::pricing

#include "pricing/layout/block_finder.hpp"

#include <algorithm>

#include "pricing/layout/cell_text.hpp"

namespace switchyard::pricing {
namespace {

bool row_says_all(const TableSpec& table, const SheetMap& sheet, std::uint32_t row) {
  const auto all = sheet.all();
  return std::all_of(table.anchor_row_says.begin(), table.anchor_row_says.end(),
                     [&](const Pattern& text) { return sheet.find(text, {row, row, all.first_column, all.last_column}).has_value(); });
}

// In reading order.
std::vector<workbook::CellPlace> find_anchors(const TableSpec& table, const SheetMap& sheet) {
  std::vector<workbook::CellPlace> anchors;
  const auto& grid = sheet.grid();
  std::string storage;
  for (std::uint32_t row = 0; row < grid.row_count(); ++row) {
    for (std::uint32_t column = 0; column < grid.column_count(); ++column) {
      const auto cell = grid.at(row, column);
      if (cell.kind != workbook::CellKind::text || cell.text.empty()) continue;
      if (table.anchor.matches(tidy_text(cell.text, storage)) && row_says_all(table, sheet, row)) anchors.push_back({row, column});
    }
  }
  return anchors;
}

// Across to the next anchor of the row, down to the next anchor under this one's columns.
Area area_of(const TableSpec& table, const SheetMap& sheet, const std::vector<workbook::CellPlace>& anchors, std::size_t index) {
  const auto here = anchors[index];
  const auto left = [&](std::uint32_t column) { return column - std::min(column, static_cast<std::uint32_t>(-table.from_column)); };
  auto area = sheet.all();
  area.first_row = here.row;
  area.first_column = left(here.column);
  for (std::size_t i = index + 1; i < anchors.size() && anchors[i].row == here.row; ++i) {
    area.last_column = left(anchors[i].column) > 0 ? left(anchors[i].column) - 1 : 0;
    break;
  }
  for (std::size_t i = index + 1; i < anchors.size(); ++i) {
    if (anchors[i].row == here.row || left(anchors[i].column) > area.last_column || anchors[i].column < area.first_column) continue;
    area.last_row = anchors[i].row - 1;
    break;
  }
  return area;
}

using ColumnRange = std::optional<std::pair<std::uint32_t, std::uint32_t>>;

// The group of columns that the text stands over: behind the last header before it at which a group ends, up to the first such from
// it on. Nothing where the group has no end or another text of the same row stands over it too.
ColumnRange group_under(workbook::CellPlace text, const Pattern& group_ends, const SheetMap& sheet, const Area& head) {
  std::string storage;
  auto range = std::pair(head.first_column, head.last_column);
  bool ended = false;
  for (auto column = head.first_column; column <= head.last_column && !ended; ++column) {
    const auto cell = sheet.grid().at(head.last_row, column);
    if (!is_filled(cell) || !group_ends.matches(tidy_text(cell.text, storage))) continue;
    ended = column >= text.column;
    (ended ? range.second : range.first) = ended ? column : column + 1;
  }
  if (!ended) return std::nullopt;
  for (auto column = range.first; column <= range.second; ++column) {
    if (column != text.column && is_filled(sheet.grid().at(text.row, column))) return std::nullopt;
  }
  return range;
}

// The columns under a text of the block's head: its group, its merged range, else up to the next text of its row. In a PDF a heading
// may stand over the middle of its columns, so that without groups nothing is known to be under it.
ColumnRange columns_under(const PriceColumns& columns, const SheetMap& sheet, const Area& head) {
  const auto place = sheet.find(*columns.under, head);
  if (!place) return std::nullopt;
  if (columns.group_ends) return group_under(*place, *columns.group_ends, sheet, head);
  if (sheet.grid().box_of(*place)) return std::nullopt;
  if (const auto merged = sheet.merged_area(*place)) return std::pair(merged->first_column, merged->last_column);
  const auto next = sheet.next_filled(*place, 0, 1, static_cast<int>(head.last_column - place->column));
  return std::pair(place->column, next ? next->column - 1 : head.last_column);
}

std::vector<PriceColumn> price_columns_in(const TableSpec& table, const SheetMap& sheet, const Area& area, std::uint32_t row) {
  std::vector<PriceColumn> prices;
  std::string storage;
  for (std::uint32_t group = 0; group < table.prices.size(); ++group) {
    const auto& columns = table.prices[group];
    ColumnRange range = std::pair(area.first_column, area.last_column);
    if (columns.under) range = columns_under(columns, sheet, {area.first_row, row, area.first_column, area.last_column});
    if (!range) continue;
    for (auto column = range->first; column <= std::min(range->second, area.last_column); ++column) {
      const auto cell = sheet.grid().at(row, column);
      if (!is_filled(cell) || !columns.header.matches(tidy_text(cell.text, storage))) continue;
      const bool taken = std::any_of(prices.begin(), prices.end(), [&](const PriceColumn& other) { return other.column == column; });
      if (!taken) prices.push_back({column, group});
    }
  }
  std::sort(prices.begin(), prices.end(), [](const PriceColumn& a, const PriceColumn& b) { return a.column < b.column; });
  return prices;
}

}  // namespace

bool chosen(const SheetChoice& choice, const workbook::Grid& grid) {
  if (grid.hidden() && !choice.hidden) return false;
  std::string storage;
  const auto name = tidy_text(grid.name(), storage);
  if (choice.include && !choice.include->matches(name)) return false;
  return !choice.exclude || !choice.exclude->matches(name);
}

std::vector<Block> find_blocks(const TableSpec& table, const SheetMap& sheet) {
  const auto anchors = find_anchors(table, sheet);
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    Block block{anchors[i], area_of(table, sheet, anchors, i), anchors[i].row, {}};
    const auto last = std::min(block.area.last_row, anchors[i].row + static_cast<std::uint32_t>(table.header_within));
    for (auto row = anchors[i].row; row <= last && block.prices.empty(); ++row) {
      block.prices = price_columns_in(table, sheet, block.area, row);
      block.header_row = row;
    }
    blocks.push_back(std::move(block));
  }
  return blocks;
}

}  // namespace switchyard::pricing

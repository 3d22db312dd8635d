#include "pricing/layout/sheet_map.hpp"

#include <algorithm>

#include "pricing/layout/cell_text.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::uint32_t kMergedColumnsMax = 512;  // A merged range wider than this is decoration.

}  // namespace

bool is_filled(const workbook::Cell& cell) { return cell.kind != workbook::CellKind::empty && !is_blank(cell.text); }

SheetMap::SheetMap(const workbook::Grid& grid, std::uint32_t index) : grid_(grid), index_(index) {
  for (const auto& range : grid.merged()) {
    const Area area{range.first.row, range.last.row, range.first.column, range.last.column};
    if (area.last_column < area.first_column || area.last_column - area.first_column > kMergedColumnsMax) continue;
    for (auto column = area.first_column; column <= area.last_column; ++column) merged_by_column_[column].push_back(area);
  }
  for (auto& [column, areas] : merged_by_column_) {
    std::sort(areas.begin(), areas.end(), [](const Area& a, const Area& b) { return a.first_row < b.first_row; });
  }
}

Area SheetMap::all() const {
  return {0, grid_.row_count() > 0 ? grid_.row_count() - 1 : 0, 0, grid_.column_count() > 0 ? grid_.column_count() - 1 : 0};
}

bool SheetMap::is_blank() const {
  for (std::uint32_t row = 0; row < grid_.row_count(); ++row) {
    for (std::uint32_t column = 0; column < grid_.column_count(); ++column) {
      if (is_filled(grid_.at(row, column))) return false;
    }
  }
  return true;
}

std::optional<Area> SheetMap::merged_area(workbook::CellPlace place) const {
  const auto areas = merged_by_column_.find(place.column);
  if (areas == merged_by_column_.end()) return std::nullopt;
  const auto after = std::upper_bound(areas->second.begin(), areas->second.end(), place.row, [](std::uint32_t row, const Area& area) { return row < area.first_row; });
  if (after == areas->second.begin() || !std::prev(after)->holds(place)) return std::nullopt;
  return *std::prev(after);
}

workbook::CellPlace SheetMap::merged_origin(workbook::CellPlace place) const {
  const auto area = merged_area(place);
  return area ? workbook::CellPlace{area->first_row, area->first_column} : place;
}

std::optional<workbook::CellPlace> SheetMap::find(const Pattern& pattern, const Area& area) const {
  std::string storage;
  const auto rows = std::min(area.last_row + 1, grid_.row_count());
  const auto columns = std::min(area.last_column + 1, grid_.column_count());
  for (auto row = area.first_row; row < rows; ++row) {
    for (auto column = area.first_column; column < columns; ++column) {
      const auto cell = grid_.at(row, column);
      if (cell.kind == workbook::CellKind::empty || cell.text.empty()) continue;
      if (pattern.matches(tidy_text(cell.text, storage))) return workbook::CellPlace{row, column};
    }
  }
  return std::nullopt;
}

std::optional<workbook::CellPlace> SheetMap::find_format(const Pattern& pattern, const Area& area) const {
  const auto rows = std::min(area.last_row + 1, grid_.row_count());
  const auto columns = std::min(area.last_column + 1, grid_.column_count());
  std::string_view refused;  // Cells of one format stand together.
  for (auto row = area.first_row; row < rows; ++row) {
    for (auto column = area.first_column; column < columns; ++column) {
      const auto cell = grid_.at(row, column);
      if (cell.kind == workbook::CellKind::empty || cell.format.empty() || cell.format == refused) continue;
      if (pattern.matches(cell.format)) return workbook::CellPlace{row, column};
      refused = cell.format;
    }
  }
  return std::nullopt;
}

std::optional<workbook::CellPlace> SheetMap::next_filled(workbook::CellPlace from, int rows, int columns, int steps_max) const {
  auto row = static_cast<std::int64_t>(from.row);
  auto column = static_cast<std::int64_t>(from.column);
  for (int step = 0; step < steps_max; ++step) {
    row += rows;
    column += columns;
    if (row < 0 || column < 0 || row >= grid_.row_count() || column >= grid_.column_count()) return std::nullopt;
    const workbook::CellPlace place{static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column)};
    if (is_filled(grid_.at(place.row, place.column))) return place;
  }
  return std::nullopt;
}

}  // namespace switchyard::pricing

#include "workbook/stored_grid.hpp"

#include <algorithm>
#include <tuple>

namespace switchyard::workbook {
namespace {

void put_ranges_in_order(std::vector<LineRange>& ranges) {
  std::sort(ranges.begin(), ranges.end(), [](const LineRange& a, const LineRange& b) { return a.first < b.first; });
  std::vector<LineRange> joined;
  for (const auto& range : ranges) {
    if (!joined.empty() && range.first <= joined.back().last + 1) {
      joined.back().last = std::max(joined.back().last, range.last);
    } else {
      joined.push_back(range);
    }
  }
  ranges = std::move(joined);
}

bool holds(const std::vector<LineRange>& ranges, std::uint32_t line) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), line,
                                      [](std::uint32_t value, const LineRange& range) { return value < range.first; });
  return after != ranges.begin() && line <= std::prev(after)->last;
}

constexpr int kStepsBack = 6;                     // Then bisection.
constexpr std::size_t kRowsAFilledRowMax = 16;

}  // namespace

const StoredGrid::RowStart* StoredGrid::row_start(std::uint32_t row) const {
  if (row < row_places_.size()) return row_places_[row] == kNoRow ? nullptr : &row_starts_[row_places_[row]];
  const auto end = row_starts_.end() - 1;
  const auto start = std::lower_bound(row_starts_.begin(), end, row, [](const RowStart& s, std::uint32_t value) { return s.row < value; });
  return start == end || start->row != row ? nullptr : &*start;
}

Cell StoredGrid::at(std::uint32_t row, std::uint32_t column) const {
  if (row >= row_count_ || column >= column_count_) return {};
  const RowStart* start = row_start(row);
  if (start == nullptr) return {};
  // The last of row_starts_ is one past the end, so a row that is found always has a next.
  const auto* first = cells_.data() + start->first_cell;
  const auto* last = cells_.data() + start[1].first_cell;
  if (column < first->column) return {};
  // Columns rise, so the cell stands no further right than this, and blanks before it put it further left.
  const PackedCell* cell = first + std::min<std::ptrdiff_t>(column - first->column, last - first - 1);
  for (int step = 0; step < kStepsBack && cell->column > column; ++step) --cell;
  if (cell->column > column) cell = std::lower_bound(first, cell, column, [](const PackedCell& c, std::uint32_t value) { return c.column < value; });
  if (cell->column != column) return {};
  return {.kind = cell->kind(), .text = texts_->pool.at(cell->text), .format = texts_->formats[cell->format()]};
}

bool StoredGrid::row_hidden(std::uint32_t row) const { return holds(hidden_rows_, row); }
bool StoredGrid::column_hidden(std::uint32_t column) const { return holds(hidden_columns_, column); }

std::optional<PageBox> StoredGrid::box_of(CellPlace place) const {
  const auto found = std::lower_bound(boxes_.begin(), boxes_.end(), place, [](const auto& entry, CellPlace value) { return entry.first < value; });
  if (found == boxes_.end() || found->first != place) return std::nullopt;
  return found->second;
}

void GridBuilder::hide_row(std::uint32_t row) {
  auto& rows = grid_.hidden_rows_;
  if (!rows.empty() && rows.back().last + 1 == row) {
    rows.back().last = row;
  } else {
    rows.push_back({row, row});
  }
}

void GridBuilder::start_row(std::uint32_t row) {
  auto& starts = grid_.row_starts_;
  ordered_ = ordered_ && (starts.empty() || starts.back().row < row);
  starts.push_back({.row = row, .first_cell = static_cast<std::uint32_t>(grid_.cells_.size())});
}

void GridBuilder::put_in_order() {
  struct Placed {
    std::uint32_t row;
    std::uint32_t turn;  // When it came.
    PackedCell cell;
  };
  std::vector<Placed> placed;
  placed.reserve(grid_.cells_.size());
  for (std::size_t i = 0; i < grid_.row_starts_.size(); ++i) {
    const auto end = i + 1 < grid_.row_starts_.size() ? grid_.row_starts_[i + 1].first_cell : grid_.cells_.size();
    for (std::size_t c = grid_.row_starts_[i].first_cell; c < end; ++c) {
      placed.push_back({grid_.row_starts_[i].row, static_cast<std::uint32_t>(c), grid_.cells_[c]});
    }
  }
  std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return std::tie(a.row, a.cell.column, a.turn) < std::tie(b.row, b.cell.column, b.turn);
  });
  grid_.cells_.clear();
  grid_.row_starts_.clear();
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const bool replaced =
        i + 1 < placed.size() && placed[i + 1].row == placed[i].row && placed[i + 1].cell.column == placed[i].cell.column;
    if (!replaced) add(placed[i].row, placed[i].cell);
  }
}

StoredGrid GridBuilder::finish() && {
  if (!ordered_) put_in_order();
  for (std::size_t i = 0; i < grid_.row_starts_.size(); ++i) {
    const auto end = i + 1 < grid_.row_starts_.size() ? grid_.row_starts_[i + 1].first_cell : grid_.cells_.size();
    grid_.column_count_ = std::max(grid_.column_count_, std::uint32_t{grid_.cells_[end - 1].column} + 1);
    grid_.row_count_ = std::max(grid_.row_count_, grid_.row_starts_[i].row + 1);
  }
  // A row's place straight away, unless a few rows far apart would make that large.
  if (grid_.row_count_ <= kRowsAFilledRowMax * (grid_.row_starts_.size() + 1)) {
    grid_.row_places_.assign(grid_.row_count_, StoredGrid::kNoRow);
    for (std::uint32_t i = 0; i < grid_.row_starts_.size(); ++i) grid_.row_places_[grid_.row_starts_[i].row] = i;
  }
  grid_.row_starts_.push_back({.row = grid_.row_count_, .first_cell = static_cast<std::uint32_t>(grid_.cells_.size())});
  if (grid_.cells_.capacity() > grid_.cells_.size() + grid_.cells_.size() / 4) grid_.cells_.shrink_to_fit();
  put_ranges_in_order(grid_.hidden_rows_);
  put_ranges_in_order(grid_.hidden_columns_);
  return std::move(grid_);
}

}  // namespace switchyard::workbook

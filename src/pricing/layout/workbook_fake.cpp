#include "pricing/layout/workbook_fake.hpp"

#include <algorithm>

#include "values/ensure.hpp"

namespace switchyard::pricing {

GridFake& GridFake::row(std::uint32_t row, const std::vector<std::string>& cells, std::uint32_t first_column) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    const workbook::CellPlace place{row, first_column + static_cast<std::uint32_t>(i)};
    row_count_ = std::max(row_count_, row + 1);
    column_count_ = std::max(column_count_, place.column + 1);
    Stored stored{workbook::CellKind::text, cells[i], {}};
    if (cells[i].starts_with('=')) {
      const auto bar = cells[i].find('|');
      stored = {workbook::CellKind::number, cells[i].substr(1, bar == std::string::npos ? bar : bar - 1), bar == std::string::npos ? "" : cells[i].substr(bar + 1)};
    }
    if (cells[i].starts_with('#')) stored.kind = workbook::CellKind::error;
    cells_[place] = std::move(stored);
  }
  return *this;
}

GridFake& GridFake::merge(std::string_view first, std::string_view last) {
  merged_.push_back({*workbook::place_of(first), *workbook::place_of(last)});
  return *this;
}

workbook::Cell GridFake::at(std::uint32_t row, std::uint32_t column) const {
  const auto found = cells_.find({row, column});
  if (found == cells_.end()) return {};
  return {found->second.kind, found->second.text, found->second.format};
}

workbook::CellPlace Insertions::moved(workbook::CellPlace original) const {
  const auto before = [](const std::vector<std::uint32_t>& at, std::uint32_t line) {
    return line + static_cast<std::uint32_t>(std::upper_bound(at.begin(), at.end(), line) - at.begin());
  };
  return {before(rows, original.row), before(columns, original.column)};
}

class MovedWorkbook::MovedGrid final : public workbook::Grid {
 public:
  MovedGrid(const workbook::Grid& original, const Insertions& insertions) : original_(original) {
    const auto origins = [](std::uint32_t count, const auto& moved_line) {
      std::vector<std::int64_t> lines;
      for (std::uint32_t line = 0; line < count; ++line) {
        lines.resize(moved_line(line) + 1, -1);
        lines.back() = line;
      }
      return lines;
    };
    rows_ = origins(original.row_count(), [&](std::uint32_t line) { return insertions.moved({line, 0}).row; });
    columns_ = origins(original.column_count(), [&](std::uint32_t line) { return insertions.moved({0, line}).column; });
    for (const auto& range : original.merged()) merged_.push_back({insertions.moved(range.first), insertions.moved(range.last)});
  }
  [[nodiscard]] std::string_view name() const override { return original_.name(); }
  [[nodiscard]] bool hidden() const override { return original_.hidden(); }
  [[nodiscard]] std::uint32_t row_count() const override { return static_cast<std::uint32_t>(rows_.size()); }
  [[nodiscard]] std::uint32_t column_count() const override { return static_cast<std::uint32_t>(columns_.size()); }
  [[nodiscard]] workbook::Cell at(std::uint32_t row, std::uint32_t column) const override {
    if (row >= rows_.size() || column >= columns_.size() || rows_[row] < 0 || columns_[column] < 0) return {};
    return original_.at(static_cast<std::uint32_t>(rows_[row]), static_cast<std::uint32_t>(columns_[column]));
  }
  [[nodiscard]] bool row_hidden(std::uint32_t) const override { return false; }
  [[nodiscard]] bool column_hidden(std::uint32_t) const override { return false; }
  [[nodiscard]] std::span<const workbook::MergedRange> merged() const override { return merged_; }
  [[nodiscard]] std::optional<workbook::PageBox> box_of(workbook::CellPlace place) const override {
    if (place.row >= rows_.size() || place.column >= columns_.size() || rows_[place.row] < 0 || columns_[place.column] < 0) return std::nullopt;
    return original_.box_of({static_cast<std::uint32_t>(rows_[place.row]), static_cast<std::uint32_t>(columns_[place.column])});
  }

 private:
  const workbook::Grid& original_;
  std::vector<std::int64_t> rows_, columns_;
  std::vector<workbook::MergedRange> merged_;
};

MovedWorkbook::MovedWorkbook(const workbook::Workbook& original, const Insertions& insertions) : original_(original) {
  for (std::size_t i = 0; i < original.sheet_count(); ++i) sheets_.push_back(std::make_unique<MovedGrid>(original.sheet(i), insertions));
}
MovedWorkbook::~MovedWorkbook() = default;
const workbook::Grid& MovedWorkbook::sheet(std::size_t index) const { return *sheets_.at(index); }

}  // namespace switchyard::pricing

// A grid in memory: eight bytes a filled cell and four a row. A row is found by its number, a column by a guess that is nearly
// right wherever cells are dense; both by bisection where they are far apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "workbook/grid.hpp"
#include "workbook/text_pool.hpp"

namespace switchyard::workbook {

// What the grids of one workbook share. Number formats: [0] is General, the empty code.
struct CellTexts {
  TextPool pool;
  std::vector<std::string> formats = {""};
};

struct PackedCell {
  static constexpr std::uint16_t kFormatCountMax = 8192;

  PackedCell() = default;
  PackedCell(TextPool::Ref text_ref, std::uint16_t column_index, CellKind kind, std::uint16_t format_index)
      : text(text_ref),
        column(column_index),
        kind_and_format(static_cast<std::uint16_t>(static_cast<unsigned>(kind) | format_index << 3)) {}

  [[nodiscard]] CellKind kind() const { return static_cast<CellKind>(kind_and_format & 7); }
  [[nodiscard]] std::uint16_t format() const { return kind_and_format >> 3; }

  TextPool::Ref text = 0;
  std::uint16_t column = 0;
  std::uint16_t kind_and_format = 0;
};

// Inclusive, zero-based.
struct LineRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

class StoredGrid final : public Grid {
 public:
  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] bool hidden() const override { return hidden_; }
  [[nodiscard]] std::uint32_t row_count() const override { return row_count_; }
  [[nodiscard]] std::uint32_t column_count() const override { return column_count_; }
  [[nodiscard]] Cell at(std::uint32_t row, std::uint32_t column) const override;
  [[nodiscard]] bool row_hidden(std::uint32_t row) const override;
  [[nodiscard]] bool column_hidden(std::uint32_t column) const override;
  [[nodiscard]] std::span<const MergedRange> merged() const override { return merged_; }
  [[nodiscard]] std::optional<PageBox> box_of(CellPlace place) const override;

 private:
  friend class GridBuilder;
  struct RowStart {
    std::uint32_t row = 0;
    std::uint32_t first_cell = 0;
  };
  static constexpr std::uint32_t kNoRow = 0xffffffff;
  explicit StoredGrid(const CellTexts& texts) : texts_(&texts) {}
  // Null where the row holds no cells.
  [[nodiscard]] const RowStart* row_start(std::uint32_t row) const;

  const CellTexts* texts_;
  std::string name_;
  bool hidden_ = false;
  std::uint32_t row_count_ = 0;
  std::uint32_t column_count_ = 0;
  std::vector<PackedCell> cells_;     // By row, then column.
  std::vector<RowStart> row_starts_;  // Rows that hold cells, and one past the last.
  std::vector<std::uint32_t> row_places_;  // By row: its place in row_starts_, or kNoRow. Empty where rows are far apart.
  std::vector<LineRange> hidden_rows_;
  std::vector<LineRange> hidden_columns_;
  std::vector<MergedRange> merged_;
  std::vector<std::pair<CellPlace, PageBox>> boxes_;  // By place; of a PDF.
};

// Cells in any order; of two for one place the later stays. `texts` must outlive what is built.
class GridBuilder {
 public:
  explicit GridBuilder(const CellTexts& texts) : grid_(texts) {}

  void name(std::string text) { grid_.name_ = std::move(text); }
  void hidden(bool is_hidden) { grid_.hidden_ = is_hidden; }
  void add(std::uint32_t row, PackedCell cell) {
    if (grid_.row_starts_.empty() || grid_.row_starts_.back().row != row) {
      start_row(row);
    } else if (grid_.cells_.back().column >= cell.column) {
      ordered_ = false;
    }
    grid_.cells_.push_back(cell);
  }
  void hide_row(std::uint32_t row);
  void hide_columns(LineRange columns) { grid_.hidden_columns_.push_back(columns); }
  void merge(MergedRange range) { grid_.merged_.push_back(range); }
  // In the order of places.
  void stands_at(CellPlace place, PageBox box) { grid_.boxes_.emplace_back(place, box); }

  [[nodiscard]] StoredGrid finish() &&;

 private:
  void start_row(std::uint32_t row);
  void put_in_order();

  StoredGrid grid_;
  bool ordered_ = true;
};

}  // namespace switchyard::workbook

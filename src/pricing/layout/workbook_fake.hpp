// Workbooks in memory for tests of layouts: grids written cell by cell, and one moved by inserted rows and columns.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "workbook/workbook.hpp"

namespace switchyard::pricing {

class GridFake final : public workbook::Grid {
 public:
  explicit GridFake(std::string name = "Sheet1") : name_(std::move(name)) {}
  // Text, unless it is written as "=0.0572" (a number), "=42401|m/d/yyyy" (one with a format) or "#N/A" (an error). "" is no cell.
  GridFake& row(std::uint32_t row, const std::vector<std::string>& cells, std::uint32_t first_column = 0);
  GridFake& merge(std::string_view first, std::string_view last);
  GridFake& hide() { return hidden_ = true, *this; }

  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] bool hidden() const override { return hidden_; }
  [[nodiscard]] std::uint32_t row_count() const override { return row_count_; }
  [[nodiscard]] std::uint32_t column_count() const override { return column_count_; }
  [[nodiscard]] workbook::Cell at(std::uint32_t row, std::uint32_t column) const override;
  [[nodiscard]] bool row_hidden(std::uint32_t) const override { return false; }
  [[nodiscard]] bool column_hidden(std::uint32_t) const override { return false; }
  [[nodiscard]] std::span<const workbook::MergedRange> merged() const override { return merged_; }

 private:
  struct Stored {
    workbook::CellKind kind;
    std::string text, format;
  };
  std::string name_;
  bool hidden_ = false;
  std::uint32_t row_count_ = 0, column_count_ = 0;
  std::map<workbook::CellPlace, Stored> cells_;
  std::vector<workbook::MergedRange> merged_;
};

class WorkbookFake final : public workbook::Workbook {
 public:
  GridFake& add(std::string name) { return sheets_.emplace_back(std::move(name)); }
  workbook::FileType file_type = workbook::FileType::xlsx;
  std::string member;
  bool since_1904 = false;

  [[nodiscard]] workbook::FileType type() const override { return file_type; }
  [[nodiscard]] std::string_view member_name() const override { return member; }
  [[nodiscard]] std::size_t sheet_count() const override { return sheets_.size(); }
  [[nodiscard]] const workbook::Grid& sheet(std::size_t index) const override { return sheets_[index]; }
  [[nodiscard]] bool dates_from_1904() const override { return since_1904; }

 private:
  std::deque<GridFake> sheets_;
};

// Empty rows and columns put in before these rows and columns of the original, in every sheet; merged ranges grow around them.
struct Insertions {
  std::vector<std::uint32_t> rows, columns;  // Ascending; one may stand several times.
  [[nodiscard]] workbook::CellPlace moved(workbook::CellPlace original) const;
};

class MovedWorkbook final : public workbook::Workbook {
 public:
  MovedWorkbook(const workbook::Workbook& original, const Insertions& insertions);
  ~MovedWorkbook() override;

  [[nodiscard]] workbook::FileType type() const override { return original_.type(); }
  [[nodiscard]] std::string_view member_name() const override { return original_.member_name(); }
  [[nodiscard]] std::size_t sheet_count() const override { return original_.sheet_count(); }
  [[nodiscard]] const workbook::Grid& sheet(std::size_t index) const override;
  [[nodiscard]] bool dates_from_1904() const override { return original_.dates_from_1904(); }

 private:
  class MovedGrid;
  const workbook::Workbook& original_;
  std::vector<std::unique_ptr<MovedGrid>> sheets_;
};

}  // namespace switchyard::pricing

// The one implementation of Workbook: grids in memory and the texts that they share; and the readers that make it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "workbook/archive.hpp"
#include "workbook/stored_grid.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::workbook {

// Filled by one reader, then const.
class OpenedWorkbook final : public Workbook {
 public:
  explicit OpenedWorkbook(FileType file_type) : type_(file_type) {}

  [[nodiscard]] FileType type() const override { return type_; }
  [[nodiscard]] std::string_view member_name() const override { return member_name_; }
  [[nodiscard]] std::size_t sheet_count() const override { return sheets_.size(); }
  [[nodiscard]] const Grid& sheet(std::size_t index) const override { return sheets_.at(index); }
  [[nodiscard]] bool dates_from_1904() const override { return dates_from_1904_; }
  [[nodiscard]] std::span<const std::string> notes() const override { return notes_; }

  [[nodiscard]] CellTexts& texts() { return texts_; }
  void add(StoredGrid grid) { sheets_.push_back(std::move(grid)); }
  void member_name(std::string name) { member_name_ = std::move(name); }
  void dates_from_1904(bool is_so) { dates_from_1904_ = is_so; }
  void note(std::string text) { notes_.push_back(std::move(text)); }

 private:
  FileType type_;
  std::string member_name_;
  bool dates_from_1904_ = false;
  CellTexts texts_;  // Its address must not change: the grids hold it.
  std::vector<StoredGrid> sheets_;
  std::vector<std::string> notes_;
};

// The archive is known to be an xlsx or xlsm.
Result<std::unique_ptr<OpenedWorkbook>> open_xlsx(Archive& archive, const Limits& limits);
// The archive is known to be an xlsb.
Result<std::unique_ptr<OpenedWorkbook>> open_xlsb(Archive& archive, const Limits& limits);
// The bytes are known to be a compound file, or a workbook's stream without one.
Result<std::unique_ptr<OpenedWorkbook>> open_xls(std::string_view bytes, const Limits& limits);
// The bytes are known to be text. One grid without a name; every cell is text, for a CSV says nothing of kinds.
Result<std::unique_ptr<OpenedWorkbook>> open_csv(std::string bytes, const Limits& limits);

// The bytes are known to begin as a PDF does.
Result<std::unique_ptr<OpenedWorkbook>> open_pdf(std::string_view bytes, const Limits& limits, const Tools& tools);

// What a zip is, by its list of content types.
[[nodiscard]] FileType type_of_archive(Archive& archive);

}  // namespace switchyard::workbook

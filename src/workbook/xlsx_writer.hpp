// Writes xlsx workbooks: exports, look-alike supplier files for demo and sandbox, and the workbooks of tests. The same calls
// give the same bytes.
//
//   XlsxWriter workbook;
//   auto& sheet = workbook.add_sheet("Rates");
//   sheet.text({0, 0}, "Term", {.bold = true});
//   sheet.number({1, 0}, "12");
//   sheet.number({1, 1}, "0.0662", {.number_format = "0.0000"});
//   sheet.date({1, 2}, start, {.number_format = "m/d/yyyy"});
//   const std::string bytes = workbook.bytes();
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "values/date.hpp"
#include "workbook/grid.hpp"

namespace switchyard::workbook {

struct CellStyle {
  std::string number_format = {};  // A code as in Cell::format; empty is General.
  bool bold = false;
  bool centered = false;
  bool wrapped = false;
  std::string fill_rgb = {};  // "FFE4B5"; empty is none.
  auto operator<=>(const CellStyle&) const = default;
};

// A sheet being filled. Places are in Excel's bounds (ENSURE); of two cells for one place the later stays.
class SheetWriter {
 public:
  SheetWriter(SheetWriter&&) noexcept = default;
  SheetWriter& operator=(SheetWriter&&) noexcept = default;

  [[nodiscard]] const std::string& name() const { return name_; }

  // UTF-8 (other bytes are read as Windows-1252); over 32'767 characters it is cut, for Excel opens no more.
  void text(CellPlace place, std::string_view text, CellStyle style = {});
  // `stored` as a decimal number is written ("0.0662", "5.72E-2"); anything else is a bug (ENSURE).
  void number(CellPlace place, std::string_view stored, CellStyle style = {});
  // From 1900-01-01 on (ENSURE); without a number format it is "m/d/yyyy".
  void date(CellPlace place, Date day, CellStyle style = {});
  void boolean(CellPlace place, bool value, CellStyle style = {});
  // "#N/A" and its like.
  void error(CellPlace place, std::string_view code, CellStyle style = {});
  // `expression` without '='; `result` is the stored number, empty for none (a program that never calculated).
  void formula(CellPlace place, std::string_view expression, std::string_view result, CellStyle style = {});
  // A cell that only looks.
  void blank(CellPlace place, CellStyle style);

  void merge(MergedRange range) { merged_.push_back(range); }
  void hide() { hidden_ = true; }
  void hide_row(std::uint32_t row) { hidden_rows_.push_back(row); }
  void hide_column(std::uint32_t column) { columns_.push_back({.column = column, .width = 9, .hidden = true}); }
  // In characters of the standard font, 1 to 255.
  void column_width(std::uint32_t column, std::uint32_t width) { columns_.push_back({.column = column, .width = width}); }
  // The first rows stay in view.
  void freeze_rows(std::uint32_t count) { frozen_rows_ = count; }

 private:
  friend class XlsxWriter;
  friend class SheetXml;
  enum class Kind : std::uint8_t { blank, shared_text, number, boolean, error, formula };
  struct Entry {
    CellPlace place;
    Kind kind = Kind::blank;
    std::uint32_t style = 0;
    std::string value = {};
    std::string expression = {};
  };
  struct Column {
    std::uint32_t column = 0;
    std::uint32_t width = 9;
    bool hidden = false;
  };
  struct Shared;
  SheetWriter(std::string name, Shared& shared) : name_(std::move(name)), shared_(&shared) {}
  void put(CellPlace place, Kind kind, std::string value, const CellStyle& style, std::string expression = {});

  std::string name_;
  Shared* shared_;  // The workbook's strings and styles; lives as long as the writer.
  bool hidden_ = false;
  std::uint32_t frozen_rows_ = 0;
  std::vector<Entry> entries_;
  std::vector<MergedRange> merged_;
  std::vector<std::uint32_t> hidden_rows_;
  std::vector<Column> columns_;
};

// Not for several threads at a time.
class XlsxWriter {
 public:
  XlsxWriter();
  ~XlsxWriter();
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;

  // A name that Excel does not take is made fit: []:*?/\ become spaces, 31 characters at most, "Sheet" for an empty one, and
  // a number behind one that is taken. The sheet lives as long as the writer.
  SheetWriter& add_sheet(std::string_view name);
  // Dates are stored since 1904. Before the first date.
  void dates_from_1904();
  // At least one sheet, and one that is not hidden (ENSURE).
  [[nodiscard]] std::string bytes() const;

 private:
  std::unique_ptr<SheetWriter::Shared> shared_;
  std::vector<std::unique_ptr<SheetWriter>> sheets_;
};

}  // namespace switchyard::workbook

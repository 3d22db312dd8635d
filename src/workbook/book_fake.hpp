// Workbooks for tests, written as Excel 97 (BIFF8), Excel 5 (BIFF5) and as an xlsb (BIFF12) would write them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "values/result.hpp"
#include "workbook/grid.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::workbook {

enum class FakeForm : std::uint8_t {
  blank,
  number,
  rk,
  shared_text,  // In BIFF5, which shares none, a LABEL.
  own_text,     // LABEL, BrtCellSt.
  rich_text,    // RSTRING, BrtCellRString.
  boolean,
  error,
  formula_number,
  formula_text,
  formula_boolean,
  formula_error,
  formula_empty_text,
};

struct CellFake {
  CellPlace place = {};
  FakeForm form = FakeForm::blank;
  double number = 0;
  std::uint32_t rk = 0;
  std::u16string text = {};  // In BIFF5 each character is a byte of the code page.
  std::uint8_t code = 0;     // Of a boolean or an error.
  std::uint16_t style = 0;
};

struct SheetFake {
  std::u16string name;
  std::uint8_t visibility = 0;  // 1 hidden, 2 very hidden.
  std::uint8_t kind = 0;        // 0 a worksheet, 2 a chart, 6 a module.
  std::vector<CellFake> cells = {};
  std::vector<MergedRange> merges = {};
  std::vector<std::uint16_t> hidden_rows = {};
  std::vector<std::pair<std::uint16_t, std::uint16_t>> hidden_columns = {};
  bool has_chart = false;  // With cells of its own, in the middle.

  SheetFake& add(std::string_view a1, CellFake cell);
  SheetFake& number(std::string_view a1, double value, std::uint16_t style = 0) {
    return add(a1, {.form = FakeForm::number, .number = value, .style = style});
  }
  SheetFake& text(std::string_view a1, std::u16string value) {
    return add(a1, {.form = FakeForm::shared_text, .text = std::move(value)});
  }
  SheetFake& rk(std::string_view a1, std::uint32_t value, std::uint16_t style = 0) {
    return add(a1, {.form = FakeForm::rk, .rk = value, .style = style});
  }
};

struct StyleFake {
  std::uint16_t format_id = 0;
  std::u16string code = {};  // Where not empty, the workbook defines it.
};

struct BookFake {
  std::vector<SheetFake> sheets;
  std::vector<StyleFake> styles = {{}};
  bool dates_from_1904 = false;
  bool has_password = false;
  bool has_short_cells = false;  // In an xlsb: without their columns where they follow each other.
  std::uint16_t code_page = 1252;
  std::size_t record_size_max = 8'224;  // Shared strings go on in CONTINUE records behind it.

  SheetFake& sheet(std::u16string name) { return sheets.emplace_back(SheetFake{.name = std::move(name)}); }

  [[nodiscard]] std::string biff8_stream() const;
  [[nodiscard]] std::string biff5_stream() const;
  [[nodiscard]] std::string biff8() const;  // In a compound file.
  [[nodiscard]] std::string biff5() const;
  [[nodiscard]] std::string biff12() const;
};

// What of a compound file a test may want otherwise.
struct CompoundFake {
  std::vector<std::pair<std::string, std::string>> streams;
  std::uint16_t sector_shift = 9;
  // Storages in the root that hold one stream of that name each.
  std::vector<std::pair<std::string, std::string>> inside_storages = {};
  [[nodiscard]] std::string bytes() const;
};

}  // namespace switchyard::workbook

// What xls (Excel 97 and Excel 5) and xlsb have in common: the same book, written three ways, reads the same.
#include <gtest/gtest.h>

#include "workbook/book_fake.hpp"
#include "workbook/package_fake.hpp"

namespace switchyard::workbook {
namespace {

enum class Way { biff8, biff5, biff12 };

class BinaryWorkbook : public testing::TestWithParam<Way> {
 protected:
  static std::string bytes_of(const BookFake& book) {
    switch (GetParam()) {
      case Way::biff8:
        return book.biff8();
      case Way::biff5:
        return book.biff5();
      case Way::biff12:
        break;
    }
    return book.biff12();
  }
  static Result<std::unique_ptr<Workbook>> opened(const BookFake& book, const Limits& limits = {}) {
    return open(bytes_of(book), limits);
  }
};

TEST_P(BinaryWorkbook, IsKnownByItsContent) {
  BookFake book;
  book.sheet(u"Rates").number("A1", 1);
  const auto bytes = bytes_of(book);
  EXPECT_EQ(type_of(bytes), GetParam() == Way::biff12 ? FileType::xlsb : FileType::xls);
  EXPECT_EQ((*open(bytes))->type(), type_of(bytes));
}

TEST_P(BinaryWorkbook, EachKindOfCellIsRead) {
  BookFake book;
  book.sheet(u"Rates")
      .number("A1", 5.7200000000000001E-2)
      .rk("B1", 12u << 2 | 2)
      .rk("C1", 1234u << 2 | 3)
      .rk("D1", 0x3FE0'0000)
      .text("A2", u"Term\r\nof months")
      .add("B2", {.form = FakeForm::own_text, .text = u" 76.86 "})
      .add("C2", {.form = FakeForm::rich_text, .text = u"in two fonts"})
      .text("D2", u"")
      .add("A3", {.form = FakeForm::boolean, .code = 1})
      .add("B3", {.form = FakeForm::boolean, .code = 0})
      .add("C3", {.form = FakeForm::error, .code = 0x2A})
      .add("D3", {.form = FakeForm::error, .code = 0x07})
      .add("A4", {.form = FakeForm::blank})
      .add("B4", {.form = FakeForm::blank})
      .add("Z4", {.form = FakeForm::blank});
  const auto book_opened = opened(book);
  EXPECT_EQ(seen(book_opened, "A1"), "number:0.0572");
  EXPECT_EQ(seen(book_opened, "B1"), "number:12");
  EXPECT_EQ(seen(book_opened, "C1"), "number:12.34");
  EXPECT_EQ(seen(book_opened, "D1"), "number:0.5");
  EXPECT_EQ(seen(book_opened, "A2"), "text:Term\nof months");
  EXPECT_EQ(seen(book_opened, "B2"), "text: 76.86 ");
  EXPECT_EQ(seen(book_opened, "C2"), "text:in two fonts");
  EXPECT_EQ(seen(book_opened, "D2"), "empty");
  EXPECT_EQ(seen(book_opened, "A3"), "boolean:1");
  EXPECT_EQ(seen(book_opened, "B3"), "boolean:0");
  EXPECT_EQ(seen(book_opened, "C3"), "error:#N/A");
  EXPECT_EQ(seen(book_opened, "D3"), "error:#DIV/0!");
  EXPECT_EQ(seen(book_opened, "B4"), "empty");
  EXPECT_EQ((*book_opened)->sheet(0).row_count(), 3u);
  EXPECT_EQ((*book_opened)->sheet(0).column_count(), 4u);
}

TEST_P(BinaryWorkbook, AFormulaIsItsStoredResult) {
  BookFake book;
  book.sheet(u"Rates")
      .add("A1", {.form = FakeForm::formula_number, .number = 0.0665})
      .add("B1", {.form = FakeForm::formula_text, .text = u"Fixed"})
      .add("C1", {.form = FakeForm::formula_boolean, .code = 1})
      .add("D1", {.form = FakeForm::formula_error, .code = 0x17})
      .add("E1", {.form = FakeForm::formula_empty_text})
      .number("F1", 7);
  const auto book_opened = opened(book);
  EXPECT_EQ(seen(book_opened, "A1"), "number:0.0665");
  EXPECT_EQ(seen(book_opened, "B1"), "text:Fixed");
  EXPECT_EQ(seen(book_opened, "C1"), "boolean:1");
  EXPECT_EQ(seen(book_opened, "D1"), "error:#REF!");
  EXPECT_EQ(seen(book_opened, "E1"), "empty");
  EXPECT_EQ(seen(book_opened, "F1"), "number:7");
}

TEST_P(BinaryWorkbook, StylesGiveEachCellItsNumberFormat) {
  BookFake book;
  book.styles = {{0}, {164, u"\"$\"0.00000"}, {14}, {2}, {165, u"GENERAL"}, {10, u"0.000%"}};
  auto& sheet = book.sheet(u"Rates");
  for (std::uint16_t style = 0; style < 6; ++style) sheet.number(std::string(1, static_cast<char>('A' + style)) + "1", 5, style);
  sheet.rk("A2", 6, 1).rk("B2", 6, 2);
  const auto book_opened = opened(book);
  EXPECT_EQ(seen(book_opened, "A1"), "number:5");
  EXPECT_EQ(seen(book_opened, "B1"), "number:5:\"$\"0.00000");
  EXPECT_EQ(seen(book_opened, "C1"), "number:5:mm-dd-yy");
  EXPECT_EQ(seen(book_opened, "D1"), "number:5:0.00");
  EXPECT_EQ(seen(book_opened, "E1"), "number:5");
  EXPECT_EQ(seen(book_opened, "F1"), "number:5:0.000%");
  EXPECT_EQ(seen(book_opened, "A2"), "number:1:\"$\"0.00000");
  EXPECT_EQ(seen(book_opened, "B2"), "number:1:mm-dd-yy");
}

TEST_P(BinaryWorkbook, SheetsKeepTheirOrderNamesAndHiding) {
  BookFake book;
  book.sheet(u"First").number("A1", 1);
  book.sheet(u"Chart").kind = 2;
  book.sheet(u"Hidden").number("A1", 2).visibility = 1;
  book.sheet(u"Very hidden").number("A1", 3).visibility = 2;
  book.sheet(u"Caf\u00E9").number("A1", 4);
  const auto book_opened = opened(book);
  ASSERT_TRUE(book_opened) << outcome_of(book_opened);
  ASSERT_EQ((*book_opened)->sheet_count(), 4u);
  EXPECT_EQ((*book_opened)->sheet(0).name(), "First");
  EXPECT_EQ((*book_opened)->sheet(3).name(), "Caf\xC3\xA9");
  EXPECT_FALSE((*book_opened)->sheet(0).hidden());
  EXPECT_TRUE((*book_opened)->sheet(1).hidden());
  EXPECT_TRUE((*book_opened)->sheet(2).hidden());
  EXPECT_EQ(seen(book_opened, "A1", 3), "number:4");
}

TEST_P(BinaryWorkbook, HiddenLinesAndMergedRangesAreTold) {
  BookFake book;
  auto& sheet = book.sheet(u"Rates");
  sheet.number("A1", 1).number("C9", 2);
  sheet.hidden_rows = {2, 3, 5};
  sheet.hidden_columns = {{1, 1}, {4, 200}};
  sheet.merges = {{.first = {1, 1}, .last = {2, 3}}, {.first = {8, 0}, .last = {8, 5}}};
  const auto book_opened = opened(book);
  ASSERT_TRUE(book_opened) << outcome_of(book_opened);
  const Grid& grid = (*book_opened)->sheet(0);
  for (std::uint32_t row = 0; row < 8; ++row) EXPECT_EQ(grid.row_hidden(row), row == 2 || row == 3 || row == 5) << row;
  for (std::uint32_t column = 0; column < 8; ++column)
    EXPECT_EQ(grid.column_hidden(column), column == 1 || column >= 4) << column;
  ASSERT_EQ(grid.merged().size(), 2u);
  EXPECT_EQ(a1_of(grid.merged()[0].first) + ":" + a1_of(grid.merged()[0].last), "B2:D3");
  EXPECT_EQ(a1_of(grid.merged()[1].first) + ":" + a1_of(grid.merged()[1].last), "A9:F9");
}

TEST_P(BinaryWorkbook, DatesFrom1904AreTold) {
  BookFake book;
  book.sheet(u"Rates").number("A1", 1);
  EXPECT_FALSE((*opened(book))->dates_from_1904());
  book.dates_from_1904 = true;
  EXPECT_TRUE((*opened(book))->dates_from_1904());
}

TEST_P(BinaryWorkbook, StandsInAZipToo) {
  BookFake book;
  book.sheet(u"Rates").number("A1", 1);
  PackageFake zip;
  zip.parts = {{"matrix.dat", bytes_of(book)}, {"read me.pdf", "%PDF-1.4"}};
  const auto book_opened = zip.open();
  EXPECT_EQ(seen(book_opened, "A1"), "number:1");
  EXPECT_EQ((*book_opened)->member_name(), "matrix.dat");
}

TEST_P(BinaryWorkbook, EachLimitIsKeptAndNamed) {
  BookFake book;
  book.sheet(u"Rates").rk("J10", 6).add("K10", {.form = FakeForm::own_text, .text = u"12345678"});
  const auto refusal = [&](const Limits& limits) {
    const auto outcome = outcome_of(opened(book, limits));
    const auto colon = outcome.rfind(": ");
    return outcome.substr(0, 19) + outcome.substr(colon == std::string::npos ? 0 : colon + 2);
  };
  EXPECT_EQ(refusal({.cell_count_max = 1}),
            "workbook_too_large:the number of cells up to K10 is over the limit cell_count_max = 1");
  EXPECT_TRUE(refusal({.row_count_max = 9}).ends_with("10 is over the limit row_count_max = 9"));
  EXPECT_EQ(refusal({.column_count_max = 10}), "workbook_too_large:cell K10 is over the limit column_count_max = 10");
  EXPECT_EQ(refusal({.cell_text_size_max = 7}), "workbook_too_large:cell K10 is over the limit cell_text_size_max = 7");
  EXPECT_TRUE(refusal({.sheet_count_max = 0}).ends_with("the number of sheets is over the limit sheet_count_max = 0"));
  EXPECT_TRUE(refusal({.file_size_max = 100}).ends_with("the file is over the limit file_size_max = 100"));
  EXPECT_EQ(
      outcome_of(opened(
          book,
          {.cell_count_max = 2, .sheet_count_max = 1, .row_count_max = 10, .column_count_max = 11, .cell_text_size_max = 8})),
      "opened");
}

TEST_P(BinaryWorkbook, WhatACellCannotMeanIsRefusedWithItsPlace) {
  const auto refusal = [](const CellFake& cell) {
    BookFake book;
    book.sheet(u"Rates").add("B3", cell);
    const auto outcome = outcome_of(opened(book));
    EXPECT_TRUE(outcome.starts_with("workbook_unreadable: sheet \"Rates\"")) << outcome;
    return outcome.substr(std::min(outcome.find("cell "), outcome.size()));
  };
  EXPECT_EQ(refusal({.form = FakeForm::number, .number = 1e308 * 10}),
            "cell B3: stored as a number and is none (infinite, or not a number)");
  EXPECT_EQ(refusal({.form = FakeForm::boolean, .code = 7}), "cell B3: 7 is stored as true or false and is neither");
  EXPECT_EQ(refusal({.form = FakeForm::error, .code = 1}), "cell B3: the error 0x01 does not exist");
  EXPECT_EQ(refusal({.form = FakeForm::number, .style = 9}), "cell B3: its style 9 does not exist, there are 1");
  EXPECT_EQ(refusal({.form = FakeForm::own_text, .text = std::u16string(1, u'\0')}), "cell B3: a NUL in its text");
}

std::string name_of(const testing::TestParamInfo<Way>& tested) {
  if (tested.param == Way::biff8) return "Biff8";
  return tested.param == Way::biff5 ? "Biff5" : "Biff12";
}

INSTANTIATE_TEST_SUITE_P(Ways, BinaryWorkbook, testing::Values(Way::biff8, Way::biff5, Way::biff12), name_of);

}  // namespace
}  // namespace switchyard::workbook

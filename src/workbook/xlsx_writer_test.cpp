#include "workbook/xlsx_writer.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "values/ensure.hpp"
#include "workbook/describe.hpp"
#include "workbook/package_fake.hpp"

namespace switchyard::workbook {
namespace {

Date date(std::string_view text) { return Date::parse(text).value(); }

void fill(XlsxWriter& writer) {
  auto& rates = writer.add_sheet("Rates");
  rates.text({0, 0}, "Term", {.bold = true, .centered = true, .wrapped = true, .fill_rgb = "FFE4B5"});
  rates.text({0, 1}, "a & b <c>\nsecond line \"q\"");
  rates.number({1, 0}, "12");
  rates.number({1, 1}, "0.0662", {.number_format = "\"$\"0.0000"});
  rates.number({1, 2}, "0.05", {.number_format = "0.00%"});
  rates.date({1, 3}, date("2026-11-24"));
  rates.date({1, 4}, date("2026-12-01"), {.number_format = "mmm-yy"});
  rates.boolean({2, 0}, true);
  rates.error({2, 1}, "#N/A");
  rates.formula({2, 2}, "A2*2", "24");
  rates.formula({2, 3}, "NOW()", "");
  rates.blank({2, 4}, {.fill_rgb = "000000"});
  rates.merge({.first = {4, 0}, .last = {5, 1}});
  rates.hide_row(1);
  rates.hide_row(8);
  rates.hide_column(2);
  rates.column_width(1, 30);
  rates.freeze_rows(1);
  writer.add_sheet("Look-up").hide();
}

TEST(XlsxWriter, WhatIsWrittenReadsBack) {
  XlsxWriter writer;
  fill(writer);
  const auto opened = open(writer.bytes());
  EXPECT_EQ(seen(opened, "A1"), "text:Term");
  EXPECT_EQ(seen(opened, "B1"), "text:a & b <c>\nsecond line \"q\"");
  EXPECT_EQ(seen(opened, "A2"), "number:12");
  EXPECT_EQ(seen(opened, "B2"), "number:0.0662:\"$\"0.0000");
  EXPECT_EQ(seen(opened, "C2"), "number:0.05:0.00%");
  EXPECT_EQ(seen(opened, "D2"), "number:46350:m/d/yyyy");
  EXPECT_EQ(seen(opened, "E2"), "number:46357:mmm-yy");
  EXPECT_EQ(seen(opened, "A3"), "boolean:1");
  EXPECT_EQ(seen(opened, "B3"), "error:#N/A");
  EXPECT_EQ(seen(opened, "C3"), "number:24");
  EXPECT_EQ(seen(opened, "D3"), "empty");
  EXPECT_EQ(seen(opened, "E3"), "empty");
  ASSERT_TRUE(opened);
  const Grid& grid = (*opened)->sheet(0);
  EXPECT_TRUE(grid.row_hidden(1));
  EXPECT_TRUE(grid.row_hidden(8));
  EXPECT_FALSE(grid.row_hidden(2));
  EXPECT_TRUE(grid.column_hidden(2));
  EXPECT_FALSE(grid.column_hidden(1));
  ASSERT_EQ(grid.merged().size(), 1u);
  EXPECT_EQ(a1_of(grid.merged()[0].last), "B6");
  EXPECT_FALSE(grid.hidden());
  EXPECT_TRUE((*opened)->sheet(1).hidden());
}

TEST(XlsxWriter, TheSameCallsGiveTheSameBytes) {
  XlsxWriter a;
  XlsxWriter b;
  fill(a);
  fill(b);
  EXPECT_EQ(a.bytes(), b.bytes());
  EXPECT_EQ(a.bytes(), a.bytes());
}

TEST(XlsxWriter, DatesFrom1904AreWrittenAndTold) {
  XlsxWriter writer;
  writer.dates_from_1904();
  writer.add_sheet("S").date({0, 0}, date("2016-01-05"));
  const auto opened = open(writer.bytes());
  EXPECT_EQ(seen(opened, "A1"), "number:40912:m/d/yyyy");
  EXPECT_TRUE((*opened)->dates_from_1904());
}

TEST(XlsxWriter, CellsMayComeInAnyOrderAndTheLaterOfTwoStays) {
  XlsxWriter writer;
  auto& sheet = writer.add_sheet("S");
  sheet.number({3, 3}, "1");
  sheet.number({0, 5}, "2");
  sheet.number({3, 3}, "3");
  const auto opened = open(writer.bytes());
  EXPECT_EQ(seen(opened, "D4"), "number:3");
  EXPECT_EQ(seen(opened, "F1"), "number:2");
}

TEST(XlsxWriter, AnyTextReadsBackAsItWas) {
  XlsxWriter writer;
  auto& sheet = writer.add_sheet("S");
  sheet.text({0, 0}, "_x0041_ and \x07 bell");
  sheet.text({1, 0}, " spaces ");
  sheet.text({2, 0}, "caf\xE9");
  sheet.text({3, 0}, std::string(40'000, 'x'));
  const auto opened = open(writer.bytes());
  EXPECT_EQ(seen(opened, "A1"), "text:_x0041_ and \x07 bell");
  EXPECT_EQ(seen(opened, "A2"), "text: spaces ");
  EXPECT_EQ(seen(opened, "A3"), "text:caf\xC3\xA9");
  EXPECT_EQ(seen(opened, "A4").size(), 32'767u + 5);
}

TEST(XlsxWriter, SheetNamesAreMadeFitAndKeptApart) {
  XlsxWriter writer;
  EXPECT_EQ(writer.add_sheet("PA [Duquesne]: 1/2").name(), "PA  Duquesne   1 2");
  EXPECT_EQ(writer.add_sheet("").name(), "Sheet");
  EXPECT_EQ(writer.add_sheet("sheet").name(), "sheet (2)");
  EXPECT_EQ(writer.add_sheet(std::string(40, 'n')).name(), std::string(31, 'n'));
  EXPECT_EQ(writer.add_sheet(std::string(40, 'n')).name(), std::string(27, 'n') + " (2)");
}

TEST(XlsxWriter, WhatCannotBeAWorkbookIsABug) {
  XlsxWriter writer;
  EXPECT_THROW(static_cast<void>(writer.bytes()), Bug);
  auto& sheet = writer.add_sheet("S");
  EXPECT_THROW(sheet.number({0, 0}, "1,5"), Bug);
  EXPECT_THROW(sheet.number({0, 16'384}, "1"), Bug);
  EXPECT_THROW(sheet.date({0, 0}, date("1899-12-31")), Bug);
  sheet.hide();
  EXPECT_THROW(static_cast<void>(writer.bytes()), Bug);
}

TEST(Describe, SaysWhatAReaderSees) {
  XlsxWriter writer;
  fill(writer);
  std::ostringstream out;
  describe(**open(writer.bytes()), out);
  EXPECT_EQ(out.str(),
            "# type xlsx\n# note: 1 formulas have no stored result and are read as empty cells, the first at Rates!D3\n"
            "# sheet 1 of 2, \"Rates\", 3 rows, 5 columns, hidden rows 2, hidden columns C, merged A5:B6\n"
            "A1\ttext\tTerm\t\nB1\ttext\ta & b <c>\\nsecond line "
            "\"q\"\t\nA2\tnumber\t12\t\nB2\tnumber\t0.0662\t\"$\"0.0000\nC2\tnumber\t0.05\t0.00%\n"
            "D2\tnumber\t46350\tm/d/yyyy\nE2\tnumber\t46357\tmmm-yy\nA3\tboolean\t1\t\nB3\terror\t#N/A\t\nC3\tnumber\t24\t\n"
            "# sheet 2 of 2, \"Look-up\", hidden, 0 rows, 0 columns\n");
}

}  // namespace
}  // namespace switchyard::workbook

#include <gtest/gtest.h>

#include "workbook/package_fake.hpp"

namespace switchyard::workbook {
namespace {

using namespace std::string_literals;

// Rows by '/', fields by '^'.
std::string table_of(std::string bytes, const Limits& limits = {}) {
  const auto opened = open(std::move(bytes), limits);
  if (!opened) return outcome_of(opened);
  if ((*opened)->type() != FileType::csv || (*opened)->sheet_count() != 1) return "no csv";
  const Grid& grid = (*opened)->sheet(0);
  std::string out;
  for (std::uint32_t row = 0; row < grid.row_count(); ++row) {
    if (row > 0) out += '/';
    for (std::uint32_t column = 0; column < grid.column_count(); ++column) {
      if (column > 0) out += '^';
      out += grid.at(row, column).text;
    }
  }
  return out;
}

TEST(Csv, FieldsAreTextWithoutAFormat) {
  const auto opened = open("term,price\r\n12,0.0662\r\n");
  EXPECT_EQ(seen(opened, "A1"), "text:term");
  EXPECT_EQ(seen(opened, "B2"), "text:0.0662");
  ASSERT_TRUE(opened);
  EXPECT_EQ((*opened)->sheet(0).name(), "");
  EXPECT_EQ((*opened)->sheet(0).row_count(), 2u);
  EXPECT_EQ((*opened)->member_name(), "");
  EXPECT_FALSE((*opened)->sheet(0).hidden());
}

TEST(Csv, EachLineBreakEndsALine) {
  EXPECT_EQ(table_of("a,b\r\nc,d\r\n"), "a^b/c^d");
  EXPECT_EQ(table_of("a,b\nc,d"), "a^b/c^d");
  EXPECT_EQ(table_of("a,b\rc,d\r"), "a^b/c^d");
  EXPECT_EQ(table_of("a,b\n\n\nc,d\n"), "a^b/^/^/c^d");
}

TEST(Csv, QuotedFieldsHoldDelimitersQuotesAndLineBreaks) {
  EXPECT_EQ(table_of("\"a,1\",\"say \"\"hi\"\"\"\n\"two\r\nlines\",\"\"\n"), "a,1^say \"hi\"/two\nlines^");
  EXPECT_EQ(table_of("\"x\ry\",b\n"), "x\ny^b");
}

TEST(Csv, QuotesInTheMiddleStandForThemselves) {
  EXPECT_EQ(table_of("5\" pipe,a\"b\"c\n"), "5\" pipe^a\"b\"c");
  EXPECT_EQ(table_of("\"Big\" Corp,\"a\"b\"c\",d\n"), "Big Corp^ab\"c\"^d");
  EXPECT_EQ(table_of("a, \"b\"\n"), "a^ \"b\"");
}

TEST(Csv, AQuoteThatIsNeverClosedIsRefusedWithItsPlace) {
  EXPECT_EQ(table_of("a,b\nc,\"d\ne,f\n"), "workbook_unreadable: the quote that opens at line 2, field 2 is never closed");
}

TEST(Csv, LinesMayDifferInWidth) { EXPECT_EQ(table_of("a\nb,c,d\ne,f\n"), "a^^/b^c^d/e^f^"); }

TEST(Csv, TheDelimiterIsFound) {
  EXPECT_EQ(table_of("a;b;c\n1;2;3\n"), "a^b^c/1^2^3");
  EXPECT_EQ(table_of("a\tb\n1\t2\n"), "a^b/1^2");
  EXPECT_EQ(table_of("a|b\n1|2\n"), "a^b/1^2");
  EXPECT_EQ(table_of("a;b\n0,05;0,06\n0,07;0,08\n"), "a^b/0,05^0,06/0,07^0,08");
  EXPECT_EQ(table_of("1,2\n3,4\n"), "1^2/3^4");
  EXPECT_EQ(table_of("Rates; all, of them\na,b,c\nd,e,f\n"), "Rates; all^ of them^/a^b^c/d^e^f");
  EXPECT_EQ(table_of("\"x;y;z\",b\n\"x;y;z\",d\n"), "x;y;z^b/x;y;z^d");
  EXPECT_EQ(table_of("one column\nof words\n"), "one column/of words");
}

TEST(Csv, ADeclaredDelimiterIsObeyedAndItsLineLeftOut) {
  EXPECT_EQ(table_of("sep=;\r\na;b,c\r\n"), "a^b,c");
  EXPECT_EQ(table_of("sep=long\na,b\n"), "sep=long^/a^b");
}

TEST(Csv, EncodingsBecomeUtf8) {
  EXPECT_EQ(table_of("\xEF\xBB\xBF"
                     "a,b\n"),
            "a^b");
  EXPECT_EQ(table_of("\xFF\xFE"
                     "a\0,\0\xE9\0\n\0"s),
            "a^\xC3\xA9");
  EXPECT_EQ(table_of("\xFE\xFF\0a\0,\0\xE9\0\n"s), "a^\xC3\xA9");
  EXPECT_EQ(table_of("caf\xE9,\x93q\x94\n"), "caf\xC3\xA9^\xE2\x80\x9Cq\xE2\x80\x9D");
}

TEST(Csv, AnEndOfFileMarkIsNoCell) { EXPECT_EQ(table_of("a,b\r\n\x1A"), "a^b"); }

TEST(Csv, EachLimitIsKeptAndNamed) {
  EXPECT_EQ(table_of("a,b\nc,d\n", {.cell_count_max = 3}),
            "workbook_too_large: the number of fields up to line 2 is over the limit cell_count_max = 3");
  EXPECT_EQ(table_of("a\nb\nc\n", {.row_count_max = 2}),
            "workbook_too_large: the number of lines is over the limit row_count_max = 2");
  EXPECT_EQ(table_of("a,b,c\n", {.column_count_max = 2}), "workbook_too_large: line 1 is over the limit column_count_max = 2");
  EXPECT_EQ(table_of("a,bcd\n", {.cell_text_size_max = 2}),
            "workbook_too_large: the field at B1 is over the limit cell_text_size_max = 2");
  EXPECT_EQ(table_of("a,b\n", {.file_size_max = 3}), "workbook_too_large: the file is over the limit file_size_max = 3");
  EXPECT_EQ(table_of("a,b\n", {.unpacked_size_max = 3}), "workbook_too_large: the text is over the limit unpacked_size_max = 3");
  EXPECT_EQ(table_of("a,b\n", {.file_size_max = 4,
                               .unpacked_size_max = 4,
                               .cell_count_max = 2,
                               .row_count_max = 1,
                               .column_count_max = 2,
                               .cell_text_size_max = 1}),
            "a^b");
}

}  // namespace
}  // namespace switchyard::workbook

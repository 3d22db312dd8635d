#include <gtest/gtest.h>

#include "workbook/book_fake.hpp"
#include "workbook/package_fake.hpp"
#include "workbook/xlsb_parts.hpp"

namespace switchyard::workbook {
namespace {

using namespace std::string_literals;

const SheetEntry kEntry{.name = "Rates", .relationship_id = "r", .hidden = false};

// "kind:text" of A1, or why the part is refused.
std::string read(const std::string& part) {
  CellTexts texts;
  const Limits limits;
  const std::vector<std::uint16_t> formats = {0};
  SheetContext context{.limits = limits, .texts = texts, .shared_strings = {}, .style_formats = formats};
  const auto grid = read_xlsb_sheet(part, kEntry, context);
  if (!grid) return grid.error().message;
  return std::string(grid->at(0, 0).text);
}

const std::string kBegin = "\x91\x01\x00"s;
const std::string kEnd = "\x92\x01\x00"s;
const std::string kRow = "\x00\x0C"s + std::string(12, '\0');

TEST(Xlsb, CellsWithoutAColumnFollowEachOther) {
  BookFake book;
  book.has_short_cells = true;
  book.sheet(u"Rates")
      .number("A1", 1)
      .rk("B1", 10)
      .text("C1", u"three")
      .number("E1", 5)
      .add("F1", {.form = FakeForm::error, .code = 0x2A});
  const auto opened = open(book.biff12());
  EXPECT_EQ(seen(opened, "A1"), "number:1");
  EXPECT_EQ(seen(opened, "B1"), "number:2");
  EXPECT_EQ(seen(opened, "C1"), "text:three");
  EXPECT_EQ(seen(opened, "D1"), "empty");
  EXPECT_EQ(seen(opened, "E1"), "number:5");
  EXPECT_EQ(seen(opened, "F1"), "error:#N/A");
}

TEST(Xlsb, ModulesHaveAnEntryAndNoPart) {
  BookFake book;
  book.sheet(u"Module1").kind = 6;
  book.sheet(u"Rates").number("A1", 1);
  const auto opened = open(book.biff12());
  ASSERT_TRUE(opened) << outcome_of(opened);
  EXPECT_EQ((*opened)->sheet_count(), 1u);
  EXPECT_EQ(seen(opened, "A1"), "number:1");
}

TEST(Xlsb, RecordsThatAreCutOffOrOutOfPlaceAreRefusedWithTheirByte) {
  const auto cell = "\x05\x10"s + std::string(14, '\0') + "\xF0\x3F"s;
  EXPECT_EQ(read(kBegin + kRow + cell + kEnd), "1");
  EXPECT_EQ(read(kBegin + kRow + cell), "at byte 35: the sheet is cut off");
  EXPECT_EQ(read(kBegin + kRow + cell.substr(0, 10)), "at byte 17: a record is cut off");
  EXPECT_EQ(read(kBegin + "\xFF\xFF\xFF"s), "at byte 3: a record is cut off");
  EXPECT_EQ(read(kBegin + cell + kEnd), "at byte 3 (record 5): too short or out of place");
  EXPECT_EQ(read(kBegin + kRow + "\x05\x08"s + std::string(8, '\0') + kEnd), "at byte 17 (record 5): too short or out of place");
  EXPECT_EQ(read(kBegin + kRow + "\x07\x0C"s + std::string(12, '\0') + kEnd),
            "at byte 17 (record 7): cell A1: shared string 0 does not exist, there are 0");
  EXPECT_EQ(read(kBegin + "\x00\x0C\xFF\xFF\xFF\xFF"s + std::string(8, '\0') + kEnd),
            "at byte 3 (record 0): row 4294967296 is over the limit row_count_max = 1048576");
  EXPECT_EQ(read("\x3C\x12\x05\0\0\0\x04\0\0\0"s + std::string(10, '\0')), "at byte 0 (record 60): columns without a range");
  EXPECT_EQ(read("\xB0\x01\x04\0\0\0\0"s), "at byte 0 (record 176): too short or out of place");
}

TEST(Xlsb, WhatIsBrokenInAPartIsNamed) {
  CellTexts texts;
  const Limits limits;
  EXPECT_EQ(read_xlsb_shared_strings("\x13\x05\0\xFF\xFF\xFF\x7F"s, limits, texts).error().message,
            "at byte 0: shared string 0 is cut off or malformed");
  EXPECT_EQ(read_xlsb_shared_strings("\x13\x07\0\x01\0\0\0a\0"s, {.cell_text_size_max = 0}, texts).error().message,
            "shared string 0 is over the limit cell_text_size_max = 0");
  EXPECT_EQ(read_xlsb_styles("\x2C\x02\xA4\0"s, texts).error().message, "at byte 0: a record that is too short");
  EXPECT_EQ(read_xlsb_workbook_part("\x9C\x01\x04\0\0\0\0"s, limits).error().message, "at byte 0: a record that is too short");
}

}  // namespace
}  // namespace switchyard::workbook

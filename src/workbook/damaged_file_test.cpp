// Damaged workbooks: each is opened or refused with a code and a message, none crashes or hangs.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "workbook/damaged_file_fake.hpp"
#include "workbook/package_fake.hpp"
#include "workbook/xlsx_writer.hpp"

namespace switchyard::workbook {
namespace {

std::string good_workbook() {
  XlsxWriter writer;
  for (const auto* name : {"PA", "OH", "Look-up"}) {
    auto& sheet = writer.add_sheet(name);
    for (std::uint32_t row = 0; row < 40; ++row) {
      sheet.text({row, 0}, "Utility " + std::to_string(row % 7), {.bold = row == 0});
      sheet.date({row, 1}, Date::from_days(20'000 + static_cast<std::int32_t>(row)));
      for (std::uint32_t column = 2; column < 8; ++column) {
        sheet.number({row, column}, "0.0" + std::to_string(5'000 + row * 13 + column), {.number_format = "0.00000"});
      }
    }
    sheet.merge({.first = {50, 0}, .last = {50, 7}});
    sheet.hide_row(3);
    sheet.hide_column(6);
  }
  return writer.bytes();
}

PackageFake good_parts() {
  PackageFake package;
  package.shared_strings("<si><t>Term</t></si><si><r><t>Pri</t></r><r><t>ce</t></r></si>");
  package.styles(
      R"(<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0000"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>)");
  package.rows(
      R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>12</v></c><c r="B2" s="1"><v>0.0662</v></c></row>)",
      R"(<mergeCells count="1"><mergeCell ref="A4:B5"/></mergeCells>)", R"(<cols><col min="1" max="2" width="9"/></cols>)");
  return package;
}

TEST(DamagedFile, FlippedBitsAreSurvived) {
  const auto good = good_workbook();
  std::mt19937 random(20'261'124);
  for (int i = 0; i < 400; ++i) {
    auto bytes = good;
    const auto flips = 1 + random() % 8;
    for (std::uint32_t k = 0; k < flips; ++k) bytes[random() % bytes.size()] ^= static_cast<char>(1u << random() % 8);
    expect_decent(std::move(bytes));
  }
}

TEST(DamagedFile, TruncationIsSurvived) {
  const auto good = good_workbook();
  for (std::size_t i = 0; i < 100; ++i) expect_decent(good.substr(0, good.size() * i / 100));
  expect_decent(good.substr(good.size() / 2));
}

TEST(DamagedFile, PartsThatAreMissingEmptyOrSwappedAreSurvived) {
  const auto package = good_parts();
  for (const auto& [name, content] : package.parts) {
    expect_decent(PackageFake(package).part(name, "").bytes());
    expect_decent(PackageFake(package).part(name, " ").bytes());
    for (const auto& [other_name, other_content] : package.parts) {
      if (name == other_name) continue;
      expect_decent(PackageFake(package).part(name, other_content).part(other_name, content).bytes());
    }
  }
}

TEST(DamagedFile, ChangedBytesWithinPartsAreSurvived) {
  const auto package = good_parts();
  std::mt19937 random(7);
  constexpr std::string_view kBytes = "<>/&\"'=;:_x-0919AZ \n\xFF";
  for (int i = 0; i < 600; ++i) {
    auto damaged = package;
    auto part = std::next(damaged.parts.begin(), static_cast<std::ptrdiff_t>(random() % damaged.parts.size()));
    auto& content = part->second;
    const auto at = random() % content.size();
    switch (random() % 4) {
      case 0:
        content[at] = kBytes[random() % kBytes.size()];
        break;
      case 1:
        content.erase(at, 1 + random() % 20);
        break;
      case 2:
        content.insert(at, content.substr(random() % content.size(), 1 + random() % 40));
        break;
      default:
        content.insert(at, 1, kBytes[random() % kBytes.size()]);
    }
    expect_decent(damaged.bytes());
  }
}

TEST(DamagedFile, HugeNumbersAreSurvived) {
  const auto package = good_parts();
  std::size_t damaged_count = 0;
  for (const auto& [name, content] : package.parts) {
    for (std::size_t at = content.find_first_of("0123456789"); at != std::string::npos;
         at = content.find_first_of("0123456789", at + 1)) {
      for (const auto* number : {"4294967296", "18446744073709551616", "1048576", "-1"}) {
        expect_decent(PackageFake(package).part(name, std::string(content).replace(at, 1, number)).bytes());
        ++damaged_count;
      }
    }
  }
  EXPECT_GT(damaged_count, 200u);
}

TEST(DamagedFile, AFewBytesThatClaimMuchTakeLittle) {
  // A cell in the far corner of each of 200 sheets, and hidden columns and merges over everything.
  PackageFake package;
  std::string sheets;
  for (int i = 0; i < 200; ++i) sheets += "<sheet name='s" + std::to_string(i) + "' r:id='rId1'/>";
  package.part("xl/workbook.xml", "<workbook><sheets>" + sheets + "</sheets></workbook>");
  package.rows(R"(<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>)",
               R"(<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>)",
               R"(<cols><col min="1" max="999999999" hidden="1"/></cols>)");
  const auto opened = package.open();
  ASSERT_TRUE(opened) << outcome_of(opened);
  EXPECT_EQ((*opened)->sheet(199).row_count(), 1'048'576u);
  EXPECT_EQ(seen(opened, "XFD1048576", 199), "number:1");
  EXPECT_TRUE((*opened)->sheet(0).column_hidden(16'383));
}

TEST(DamagedFile, DamagedTablesAreSurvived) {
  const std::string good = "a,\"b\nc\",d\r\n1,2,3\r\n";
  std::mt19937 random(11);
  for (int i = 0; i < 500; ++i) {
    auto bytes = good;
    for (int k = 0; k < 3; ++k) bytes[random() % bytes.size()] = "\",;\t|\r\n\xFE\xFF\0a"[random() % 11];
    expect_decent(std::move(bytes));
  }
}

}  // namespace
}  // namespace switchyard::workbook

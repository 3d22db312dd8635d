// Each source and modifier of the language, on workbooks of a few cells.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pricing/layout/layout_sample_fake.hpp"

namespace switchyard::pricing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The zones of all rates, as the field reads them; "-" where it says nothing.
std::vector<std::string> zones(const std::string& field, const workbook::Workbook& book, const std::string& table = {}, std::string_view file = "rates.xlsx") {
  SampleLayout sample;
  sample.fields = "      zone: " + field + "\n";
  sample.table = table;
  const auto reading = read_sample(sample, book, file);
  std::vector<std::string> all;
  for (const auto& row : reading.rows) all.emplace_back(row.zone == 0 ? "-" : reading.texts.text(row.zone));
  return all;
}

WorkbookFake with_column(const std::string& header, const std::string& first, const std::string& second) {
  WorkbookFake book;
  book.add("Rates")
      .row(0, {"Valid from", "3/1/2026"})
      .row(3, {"Utility", "Term", header, "Price"})
      .row(4, {"ComEd", "=12", first, "=0.0572"})
      .row(5, {"PECO", "=24", second, "=0.0613"});
  return book;
}

TEST(Source, ColumnIsFoundByItsHeader) {
  EXPECT_THAT(zones("{column: '^Zone$'}", with_column("Zone", " NI  hub ", "PE")), ElementsAre("NI hub", "PE"));
}

TEST(Source, ColumnIsCountedFromTheAnchor) { EXPECT_THAT(zones("{column: 2}", with_column("?", "NI", "PE")), ElementsAre("NI", "PE")); }

TEST(Source, CellIsCountedFromTheAnchor) { EXPECT_THAT(zones("{cell: {row: -3, column: 1}}", sample_workbook()), ElementsAre("3/1/2026", "3/1/2026")); }

TEST(Source, LabelHasItsValueRightBelowLeftOrInItself) {
  auto book = sample_workbook();
  const_cast<GridFake&>(static_cast<const GridFake&>(book.sheet(0))).row(1, {"", "West", "Zone:", "", "East"}).row(2, {"", "", "South"});
  EXPECT_THAT(zones("{label: '^Zone:$', within: sheet}", book), ElementsAre("East", "East"));
  EXPECT_THAT(zones("{label: '^Zone:$', at: below, within: sheet}", book), ElementsAre("South", "South"));
  EXPECT_THAT(zones("{label: '^Zone:$', at: left, within: sheet}", book), ElementsAre("West", "West"));
  EXPECT_THAT(zones("{label: '^Zone:$', at: here, within: sheet, regex: '^(\\w+)'}", book), ElementsAre("Zone", "Zone"));
}

TEST(Source, LabelCanAskForALaterCell) {
  auto book = sample_workbook();
  const_cast<GridFake&>(static_cast<const GridFake&>(book.sheet(0))).row(1, {"Zones:", "", "West", "East"});
  EXPECT_THAT(zones("{label: '^Zones:$', nth: 2, within: sheet}", book), ElementsAre("East", "East"));
  EXPECT_THAT(zones("{label: '^Zones:$', nth: 3, within: sheet, optional: true}", book), ElementsAre("-", "-"));
}

TEST(Source, TheNextLabelIsNoValue) {
  auto book = sample_workbook();
  const_cast<GridFake&>(static_cast<const GridFake&>(book.sheet(0))).row(1, {"Zone:", "", "Class:", "GS"});
  EXPECT_THAT(zones("{label: '^Zone:$', within: sheet, optional: true}", book), ElementsAre("-", "-"));
}

TEST(Source, LabelCanStandInANumberFormat) {
  auto book = sample_workbook();
  const_cast<GridFake&>(static_cast<const GridFake&>(book.sheet(0))).row(1, {"=7|\"Zone number \"0"});
  EXPECT_THAT(zones("{label: 'Zone number', at: format, within: sheet}", book), ElementsAre("7", "7"));
  EXPECT_THAT(zones("{label: 'Zone number', at: format_text, within: sheet, regex: '(number)'}", book), ElementsAre("number", "number"));
}

TEST(Source, SheetAndFileNameAndConstant) {
  EXPECT_THAT(zones("{sheet_name: true}", sample_workbook()), ElementsAre("Rates", "Rates"));
  EXPECT_THAT(zones("{file_name: true, regex: '^(\\w+)\\.'}", sample_workbook()), ElementsAre("rates", "rates"));
  EXPECT_THAT(zones("Z", sample_workbook()), ElementsAre("Z", "Z"));
}

TEST(Source, ScanFindsTheFirstTextOfTheSheet) {
  auto book = sample_workbook();
  const_cast<GridFake&>(static_cast<const GridFake&>(book.sheet(0))).row(20, {"All prices are for zone NI alone."});
  EXPECT_THAT(zones("{scan: 'for zone (?<value>\\w+)'}", book), ElementsAre("NI", "NI"));
}

TEST(Source, ScanAndLabelCanLookAtAnotherSheetHiddenOnlyWhenSaid) {
  auto book = sample_workbook();
  book.add("Notes").row(0, {"Zone", "NI"}).hide();
  EXPECT_THAT(zones("{label: '^Zone$', sheet: '^Notes$', hidden: true}", book), ElementsAre("NI", "NI"));
  EXPECT_THAT(zones("{label: '^Zone$', sheet: '^Notes$', optional: true}", book), ElementsAre("-", "-"));
}

TEST(Source, LookupReadsATableOfTheWorkbook) {
  auto book = sample_workbook();
  book.add("Zones").row(0, {"Who", "Where"}).row(1, {"ComEd", "NI"}).row(2, {"PECO", "PE"});
  EXPECT_THAT(zones("{lookup: {sheet: '^Zones$', key: '^Who$', value: '^Where$', by: {column: '^Utility$'}}}", book), ElementsAre("NI", "PE"));
}

TEST(Source, BesideIsTheNearestColumnOfThatHeader) {
  WorkbookFake book;
  book.add("Rates")
      .row(0, {"Valid from", "3/1/2026"})
      .row(3, {"Utility", "Term", "Price", "Term", "Price"})
      .row(4, {"ComEd", "=12", "=0.0572", "=21", "=0.0555"});
  SampleLayout sample;
  sample.term = "{beside: '^Term$', at: left}";
  const auto reading = read_sample(sample, book);
  ASSERT_EQ(reading.rows.size(), 2u);
  EXPECT_EQ(reading.rows[0].term_months, 12);
  EXPECT_EQ(reading.rows[1].term_months, 21);
  sample.term = "{beside: -1}";
  EXPECT_EQ(read_sample(sample, book).rows[1].term_months, 21);
}

TEST(Source, RowIsTheAxisOverThePrice) {
  WorkbookFake book;
  book.add("Rates")
      .row(0, {"Valid from", "3/1/2026"})
      .row(2, {"", "Fixed", "", "Green"})
      .row(3, {"Utility", "=12", "=24", "=12"})
      .row(4, {"ComEd", "=0.0572", "=0.0561", "=0.0599"})
      .merge("B3", "C3");
  SampleLayout sample;
  sample.header = "'^\\d+$'";
  sample.term = "{row: 0}";
  sample.fields = "      product: {row: '^Fixed$', fill: merge}\n";
  const auto reading = read_sample(sample, book);
  ASSERT_EQ(reading.rows.size(), 3u);
  EXPECT_EQ(reading.rows[1].term_months, 24);
  EXPECT_EQ(reading.texts.text(reading.rows[1].product), "Fixed");
  EXPECT_EQ(reading.texts.text(reading.rows[2].product), "Green");
  sample.fields = "      product: {row: -1, fill: right}\n";
  EXPECT_EQ(reading.texts.text(read_sample(sample, book).rows[1].product), "Fixed");
}

TEST(Modifier, FillTakesTheValueFromAboveOrFromTheMergedRange) {
  EXPECT_THAT(zones("{column: '^Zone$', fill: down}", with_column("Zone", "NI", "")), ElementsAre("NI", "NI"));
  WorkbookFake book;
  book.add("Rates")
      .row(0, {"Valid from", "3/1/2026"})
      .row(3, {"Utility", "Term", "Zone", "Price"})
      .row(4, {"ComEd", "=12", "NI", "=0.0572"})
      .row(5, {"PECO", "=24", "", "=0.0613"})
      .row(6, {"PECO", "=36", "", "=0.0620"})
      .merge("C5", "C6");
  EXPECT_THAT(zones("{column: '^Zone$', fill: merge, optional: true}", book), ElementsAre("NI", "NI", "-"));
}

TEST(Modifier, RegexMapAndGroupMakeTheText) {
  const auto book = with_column("Zone", "Zone 1 (NI)", "Zone 2 (PE)");
  EXPECT_THAT(zones("{column: '^Zone$', regex: '\\((\\w+)\\)'}", book), ElementsAre("NI", "PE"));
  EXPECT_THAT(zones("{column: '^Zone$', regex: 'Zone (?<number>\\d) \\((?<code>\\w+)\\)', group: number}", book), ElementsAre("1", "2"));
  EXPECT_THAT(zones("{column: '^Zone$', regex: '\\((\\w+)\\)', map: {NI: north, PE: east}}", book), ElementsAre("north", "east"));
  EXPECT_THAT(zones("{column: '^Zone$', regex: '\\((\\w+)\\)', map: {NI: north}, map_else: keep}", book), ElementsAre("north", "PE"));
}

TEST(Modifier, WhatTheMapDoesNotKnowIsNotGuessed) {
  SampleLayout sample;
  sample.fields = "      zone: {column: '^Zone$', map: {NI: north}}\n";
  const auto reading = read_sample(sample, with_column("Zone", "NI", "PE"));
  EXPECT_EQ(reading.rows.size(), 1u);
  // Half of the block misses a field: the other half is not trusted either.
  ASSERT_EQ(reading.withheld.size(), 2u);
  EXPECT_EQ(reading.withheld[0].cell, "D6");
  EXPECT_EQ(reading.withheld[0].code, "field_unreadable");
  EXPECT_EQ(reading.withheld[1].cell, "D5");
  EXPECT_EQ(reading.withheld[1].code, "field_missing");
  ASSERT_EQ(reading.holds.items().size(), 1u);
  EXPECT_TRUE(reading.holds.items()[0].is_table);
}

TEST(Modifier, FirstOfAndJoinCombineFields) {
  const auto book = with_column("Zone", "NI", "");
  EXPECT_THAT(zones("{first_of: [{column: '^Zone$'}, none]}", book), ElementsAre("NI", "none"));
  EXPECT_THAT(zones("{join: [{column: '^Utility$'}, {column: '^Zone$'}], separator: '/'}", book), ElementsAre("ComEd/NI", "PECO"));
}

TEST(Modifier, WhenAsksAnotherFieldOrThePriceCell) {
  const auto book = with_column("Zone", "NI", "PE");
  EXPECT_THAT(zones("{column: '^Zone$', when: {field: {column: '^Utility$'}, matches: '^ComEd$'}, optional: true}", book), ElementsAre("NI", "-"));
  EXPECT_THAT(zones("{column: '^Zone$', when: {matches: '^0\\.06'}, optional: true}", book), ElementsAre("-", "PE"));
}

TEST(Modifier, DatesBandsAndPercentAreRead) {
  WorkbookFake book;
  book.add("Rates")
      .row(0, {"Valid from", "3/1/2026"})
      .row(3, {"Utility", "Term", "Start", "Size", "Green", "Price"})
      .row(4, {"ComEd", "=12", "=46143|mmm-yy", "0-25 MWh", "50", "=0.0572"})
      .row(5, {"ComEd", "=12", "Jun-26", "26-50 MWh", "12.5", "=0.0561"});
  SampleLayout sample;
  sample.fields = "      start: {column: '^Start$', forms: [serial, MMM-YY]}\n      band: {column: '^Size$'}\n      green_percent: {column: '^Green$'}\n";
  const auto reading = read_sample(sample, book);
  ASSERT_EQ(reading.rows.size(), 2u);
  EXPECT_EQ(reading.rows[0].start_from.text(), "2026-05-01");
  EXPECT_EQ(reading.rows[0].start_until.text(), "2026-06-01");
  EXPECT_EQ(reading.rows[1].start_from.text(), "2026-06-01");
  EXPECT_EQ(reading.rows[1].band.min_milli, 25'000);
  EXPECT_EQ(reading.rows[1].band.unit, EnergyUnit::mwh);
  EXPECT_TRUE(reading.rows[0].band.max_printed_inclusive);
  EXPECT_EQ(reading.rows[1].green_percent_hundredths, 1250);
  EXPECT_THAT(reading.errors, IsEmpty());
}

TEST(Modifier, ASerialNeedsADateFormatAndADayNumberDoesNot) {
  SampleLayout sample;
  sample.fields = "      start: {column: '^Start$', forms: [serial]}\n";
  EXPECT_THAT(read_sample(sample, with_column("Start", "=46143", "=46174")).rows, IsEmpty());
  sample.fields = "      start: {column: '^Start$', forms: [day_number]}\n";
  EXPECT_EQ(read_sample(sample, with_column("Start", "=46143", "=46174")).rows.size(), 2u);
}

}  // namespace
}  // namespace switchyard::pricing

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "pricing/layout/trace/cell_ledger.hpp"
#include "pricing/layout/trace/cell_ranges.hpp"
#include "pricing/layout/trace/price_look.hpp"
#include "pricing/layout/trace/price_trace.hpp"
#include "pricing/layout/trace/reading_summary.hpp"
#include "pricing/layout/workbook_fake.hpp"

namespace switchyard::pricing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kYaml = R"(
layout: sample
supplier: harborlight
supplier_name: Harborlight Energy
open: {types: [xlsx]}
match: {says: ['^Start$']}
valid: {from: {label: '^Effective$', forms: [M/D/YYYY]}, at: '17:00 America/New_York'}
scope: []
price: {scale: 0.01, no_offer: [zero, {says: '^NA$'}], basis: displayed}
tables:
  - name: daily
    sheets: {exclude: '^Notes$'}
    anchor: {says: '^Start$'}
    rows: {until: '^Terms$', skip_if: [{field: {column: '^Class$'}, matches: CUSTOM}]}
    fields:
      commodity: electric
      customer_class: commercial
      utility: {label: '^Utility$', within: sheet}
      rate_class: {column: '^Class$', fill: down}
      start: {column: '^Start$', forms: [MMM-YY]}
      price_unit: $/kWh
    prices:
      - {header: '^\d+$', fields: {term: {row: 0}}}
)";

class Trace : public ::testing::Test {
 protected:
  Trace() {
    book_.add("Daily")
        .row(0, {"Effective", "3/2/2026", "Utility", "ComEd"})
        .row(1, {"Start", "Class", "=12", "=24", "Adder"})
        .row(2, {"Apr-26", "Small", "=5.125|0.00", "=5.25|0.00", "=0.125"})
        .row(3, {"May-26", "", "=0", "NA", "=0.125"})
        .row(4, {"May-26", "CUSTOM", "=6.125|0.00", "=6.25|0.00"})
        .row(5, {"Jun-26", "Small", "soon", "=6.5|0.00"})
        .row(6, {"Terms"})
        .row(7, {"x", "", "=7.125"});
    book_.add("Notes").row(0, {"Old", "=0.0575|0.00000"});
    book_.add("Inner").hide().row(0, {"=0.0575|0.00000"});
  }
  [[nodiscard]] Layout layout() const { return Layout::parse("sample", kYaml).value(); }
  [[nodiscard]] CellTrace trace(std::string_view cell) const {
    const auto reading = read(layout(), book_, "f.xlsx").value();
    const auto place = find_cell(book_, cell).value();
    return trace_cell(layout(), book_, "f.xlsx", reading, place.sheet, place.place);
  }
  WorkbookFake book_;
};

TEST_F(Trace, EachCellHasItsFate) {
  const auto reading = read(layout(), book_, "f.xlsx").value();
  std::map<std::string, std::string> fates;
  keep_ledger(layout(), book_, "f.xlsx", reading, [&](const CellRecord& cell) {
    fates[std::string(book_.sheet(cell.sheet).name()) + "!" + workbook::a1_of(cell.place)] =
        std::string(text_of(cell.fate)) + (cell.reason.empty() ? "" : ": " + std::string(cell.reason));
  });
  EXPECT_EQ(fates.at("Daily!C3"), "read");
  EXPECT_EQ(fates.at("Daily!D1"), "field");
  EXPECT_EQ(fates.at("Daily!B2"), "header: daily");
  EXPECT_EQ(fates.at("Daily!E3"), "other_column: under 'Adder'");
  EXPECT_EQ(fates.at("Daily!C4"), "no_offer: '0'");
  EXPECT_EQ(fates.at("Daily!D4"), "no_offer: 'NA'");
  EXPECT_EQ(fates.at("Daily!C5"), "skipped: rows.skip_if: column '^Class$' says 'CUSTOM'");
  EXPECT_EQ(fates.at("Daily!C6"), "withheld: price_unreadable");
  EXPECT_EQ(fates.at("Daily!C8"), "skipped: below '^Terms$', which ends the table");
  EXPECT_EQ(fates.at("Notes!B1"), "left_out_sheet");
  EXPECT_EQ(fates.at("Inner!A1"), "hidden_sheet");
}

TEST_F(Trace, APriceSaysEachFieldWithItsCellAndEachStep) {
  const auto made = trace("Daily!C3");
  EXPECT_EQ(made.table, "daily");
  EXPECT_EQ(made.anchor, "A2 'Start'");
  EXPECT_EQ(made.header, "C2 '12'");
  EXPECT_THAT(made.fields, Contains(::testing::AllOf(Field(&FieldTrace::field, "utility"), Field(&FieldTrace::cells, ElementsAre("D1 'ComEd'")))));
  EXPECT_THAT(made.fields, Contains(::testing::AllOf(Field(&FieldTrace::field, "start"), Field(&FieldTrace::value, "the month 2026-04"))));
  EXPECT_THAT(made.steps, ElementsAre("stored '5.125', times 0.01 = 0.05125 $/kWh", "sold from 0.0513 $/kWh (the digits of the number format '0.00')",
                                      "the contract price has 5 decimals"));
  EXPECT_THAT(made.reasons, IsEmpty());
}

TEST_F(Trace, ACellThatIsNoPriceSaysWhy) {
  EXPECT_THAT(trace("Daily!E3").reasons, ElementsAre(HasSubstr("its column's header is E2 'Adder'")));
  EXPECT_THAT(trace("Daily!C4").reasons, ElementsAre(HasSubstr("no offer: '0'")));
  EXPECT_THAT(trace("Daily!C5").reasons, ElementsAre(HasSubstr("rows.skip_if")));
  EXPECT_THAT(trace("Daily!A2").reasons, ElementsAre(HasSubstr("a header, axis or label")));
  EXPECT_THAT(trace("Daily!A1").reasons, ElementsAre("it stands in no table; the nearest is daily, which begins at A2 'Start'"));
  EXPECT_THAT(trace("Notes!B1").reasons, ElementsAre(HasSubstr("left out")));
  EXPECT_THAT(trace("Inner!A1").reasons, ElementsAre(HasSubstr("hidden")));
  EXPECT_THAT(trace("Daily!C6").reasons, Contains(HasSubstr("'soon' is no price")));
}

TEST_F(Trace, AnUnknownCellIsRefusedWithTheSheetsThereAre) {
  EXPECT_EQ(find_cell(book_, "C3").error().code, "cell_unknown");
  EXPECT_THAT(find_cell(book_, "Dayly!C3").error().message, HasSubstr("Daily, Notes, Inner"));
  EXPECT_EQ(find_cell(book_, "Daily!3C").error().code, "cell_unknown");
  EXPECT_TRUE(find_cell(book_, "'Daily'!$C$3"));
}

TEST_F(Trace, CurvesAreTheRatesThatDifferInMonthAndTermAlone) {
  const auto curves = summarise_reading(read(layout(), book_, "f.xlsx").value());
  ASSERT_EQ(curves.size(), 1u);
  EXPECT_EQ(curves[0].count, 3u);
  EXPECT_THAT(curves[0].starts, ElementsAre("2026-04", "2026-06"));
  EXPECT_THAT(curves[0].terms, ElementsAre(12, 24));
  EXPECT_EQ(curves[0].min_micros, 51'250);
  EXPECT_EQ(curves[0].example, "Daily!C3");
}

TEST(CellRanges, RunsOfTheSameColumnsGrowDown) {
  CellRanges ranges(10);
  for (std::uint32_t row = 1; row < 4; ++row) {
    for (std::uint32_t column = 2; column < 5; ++column) ranges.add({row, column});
    if (row == 2) ranges.add({row, 8});
  }
  EXPECT_THAT(ranges.texts(), ElementsAre("C2:E4", "I3"));
}

TEST(CellRanges, MoreThanTheLimitIsCut) {
  CellRanges ranges(2);
  for (std::uint32_t row = 0; row < 10; row += 2) ranges.add({row, 0});
  EXPECT_THAT(ranges.texts(), ElementsAre("A1", "A3", "…"));
}

TEST(PriceLook, TakesNumbersAsPricesAreWritten) {
  using workbook::CellKind;
  EXPECT_TRUE(looks_like_price({CellKind::number, "0.0572", ""}));
  EXPECT_TRUE(looks_like_price({CellKind::number, "0.05", "0.00000"}));
  EXPECT_TRUE(looks_like_price({CellKind::text, " $0.10288 ", ""}));
  EXPECT_TRUE(looks_like_price({CellKind::number, "64.6", ""}));
  EXPECT_FALSE(looks_like_price({CellKind::number, "0.5", "0%"}));
  EXPECT_FALSE(looks_like_price({CellKind::number, "42401.5", "m/d/yyyy"}));
  EXPECT_FALSE(looks_like_price({CellKind::number, "12", ""}));
  EXPECT_FALSE(looks_like_price({CellKind::text, "0-25 MWh", ""}));
}

}  // namespace
}  // namespace switchyard::pricing

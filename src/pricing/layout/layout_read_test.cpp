// Blocks, prices, doubt and validity, on workbooks of a few cells.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pricing/layout/canonical_csv.hpp"
#include "pricing/layout/layout_sample_fake.hpp"

namespace switchyard::pricing {
namespace {

using ::testing::IsEmpty;

std::string first_code(const std::vector<CellNote>& notes) { return notes.empty() ? "none" : notes.front().code; }

GridFake& rates(WorkbookFake& book) { return const_cast<GridFake&>(static_cast<const GridFake&>(book.sheet(0))); }

TEST(Reading, TellsWhereEachRateStoodAndWhatItIs) {
  const auto reading = read_sample({}, sample_workbook());
  ASSERT_EQ(reading.rows.size(), 2u);
  EXPECT_EQ(ref_of(reading, reading.rows[0]), "C5");
  EXPECT_EQ(reading.texts.text(reading.rows[1].utility_alias), "PECO");
  EXPECT_EQ(reading.rows[1].stored_price_micros, 61'300);
  EXPECT_EQ(reading.texts.text(reading.rows[1].price_text), "0.0613");
  EXPECT_EQ(reading.valid_from.text(), "2026-03-01");
  EXPECT_EQ(reading.valid_until.text(), "2026-03-02");
  EXPECT_EQ(reading.sellable_from->text(), "2026-03-01T05:00:00Z");
  EXPECT_EQ(reading.sellable_until->text(), "2026-03-01T22:00:00Z");
  EXPECT_EQ(reading.layout, "sample@1");
  EXPECT_THAT(reading.errors, IsEmpty());
}

TEST(Reading, HasTheCanonicalColumns) {
  const auto reading = read_sample({}, sample_workbook());
  std::string csv;
  append_canonical_row(csv, reading, reading.rows[0], "rates, new.xlsx");
  EXPECT_EQ(csv, "\"rates, new.xlsx\",Rates,Sample Energy,electric,ComEd,,,,,,,,12,,,,0.0572,$/kWh,2026-03-01,2026-03-02,,,C5,2026-03-01T22:00:00Z,commercial\n");
}

TEST(Reading, RefsNameTheSheetWhereThereAreSeveral) {
  auto book = sample_workbook();
  book.add("Notes").hide();
  const auto reading = read_sample({}, book);
  EXPECT_EQ(ref_of(reading, reading.rows[0]), "Rates!C5");
  SampleLayout sample;
  sample.top = "refs: cell";
  EXPECT_EQ(ref_of(read_sample(sample, book), read_sample(sample, book).rows[0]), "C5");
}

TEST(Blocks, StandDownAndAcrossASheet) {
  WorkbookFake book;
  book.add("Rates")
      .row(0, {"Valid from", "3/1/2026"})
      .row(3, {"Utility", "Term", "Price", "", "Utility", "Term", "Price"})
      .row(4, {"ComEd", "=12", "=0.0572", "", "PECO", "=12", "=0.0613"})
      .row(8, {"Utility", "Term", "Price"})
      .row(9, {"AMEREN", "=12", "=0.0601"});
  const auto reading = read_sample({}, book);
  ASSERT_EQ(reading.rows.size(), 3u);
  EXPECT_EQ(reading.texts.text(reading.rows[1].utility_alias), "PECO");
  EXPECT_EQ(reading.texts.text(reading.rows[2].utility_alias), "AMEREN");
}

TEST(Blocks, HiddenSheetsAreNotRead) {
  auto book = sample_workbook();
  book.add("Old").row(3, {"Utility", "Term", "Price"}).row(4, {"ComEd", "=12", "=0.0999"}).hide();
  EXPECT_EQ(read_sample({}, book).rows.size(), 2u);
}

TEST(Blocks, EndAndSkipRowsAsDeclared) {
  auto book = sample_workbook();
  rates(book).row(6, {"PECO", "=36", "=0.0640"}).row(7, {"Index products"}).row(8, {"PECO", "=12", "=0.0100"});
  SampleLayout sample;
  sample.table = "    rows: {until: '^Index products$', skip_if: [{field: {column: '^Term$'}, matches: '^36$'}]}\n";
  EXPECT_EQ(read_sample(sample, book).rows.size(), 2u);
}

TEST(Blocks, KeepsTheRowsThatTheLayoutDoubtsAndTakesTheirPriceOffSale) {
  auto book = sample_workbook();
  rates(book).row(6, {"PECO", "=36", "=0.0640"});
  SampleLayout sample;
  sample.table = "    rows: {doubt_if: [{when: {field: {column: '^Term$'}, matches: '^36$'}, because: ask for its unit}]}\n";
  const auto reading = read_sample(sample, book);
  ASSERT_EQ(reading.rows.size(), 3u);
  EXPECT_EQ(reading.rows[2].stored_price_micros, 64'000);
  EXPECT_EQ(reading.rows[2].basis_price_micros, RateRow::kNoBasis);
  EXPECT_NE(reading.rows[1].basis_price_micros, RateRow::kNoBasis);
  ASSERT_EQ(reading.withheld.size(), 1u);
  EXPECT_EQ(reading.withheld[0].code, "doubted_by_layout");
  EXPECT_EQ(reading.withheld[0].message, "ask for its unit");
}

TEST(Blocks, PricesBelowADeclaredTextAreListedAndNotSoldAndContradictNothing) {
  auto book = sample_workbook();
  rates(book).row(6, {"", "", "BEFORE TAX"}).row(7, {"ComEd", "=12", "=0.0538"}).row(8, {"PECO", "=36", "=0.0601"});
  SampleLayout sample;
  sample.table = "    rows: {not_sold_below: '^BEFORE TAX$'}\n";
  sample.price = "{no_offer: [{says: '^BEFORE TAX$'}], range: {min: 0.01, max: 2.00}}";
  const auto reading = read_sample(sample, book);
  ASSERT_EQ(reading.rows.size(), 4u);
  EXPECT_EQ(reading.rows[0].basis_price_micros, 57'200);
  EXPECT_EQ(reading.rows[2].basis_price_micros, RateRow::kNoBasis);
  EXPECT_EQ(reading.rows[2].stored_price_micros, 53'800);
  EXPECT_EQ(reading.rows[3].basis_price_micros, RateRow::kNoBasis);
  ASSERT_EQ(reading.warnings.size(), 1u);
  EXPECT_EQ(reading.warnings[0].cell + " " + reading.warnings[0].code, "C7 listed_only");
  EXPECT_EQ(reading.withheld.size(), 2u);
  EXPECT_THAT(reading.errors, IsEmpty());
}

TEST(Blocks, AHeaderThatMovedTooFarRefusesTheSheet) {
  WorkbookFake book;
  book.add("Rates").row(0, {"Valid from", "3/1/2026"}).row(3, {"Utility", "Term"}).row(5, {"", "", "Price"}).row(6, {"ComEd", "=12", "=0.0572"});
  EXPECT_EQ(first_code(read_sample({}, book).errors), "header_missing");
  SampleLayout sample;
  sample.table = "    header: {within: 2}\n";
  EXPECT_EQ(read_sample(sample, book).rows.size(), 1u);
}

TEST(Blocks, ASheetWithoutTheTableRefusesTheFile) {
  auto book = sample_workbook();
  book.add("More").row(0, {"Call us"});
  EXPECT_EQ(first_code(read_sample({}, book).errors), "table_missing");
  SampleLayout sample;
  sample.table = "    optional: true\n";
  EXPECT_THAT(read_sample(sample, book).errors, IsEmpty());
}

TEST(Blocks, AFieldThatMostRowsMissRefusesTheFile) {
  SampleLayout sample;
  sample.fields = "      zone: {column: '^Zone$'}\n";
  EXPECT_EQ(first_code(read_sample(sample, sample_workbook()).errors), "field_missing");
}

TEST(Price, WhatIsNoOfferIsDeclared) {
  auto book = sample_workbook();
  rates(book).row(6, {"PECO", "=36", " "}).row(7, {"PECO", "=48", "=0"}).row(8, {"PECO", "=60", "N/A"}).row(9, {"PECO", "=60", "=999"}).row(10, {"PECO", "=60", "#N/A"}).row(11, {"PECO", "=60", "=-0.995"});
  SampleLayout sample;
  sample.price = "{no_offer: [blank, zero, negative, error, {says: '^N/A$'}, {from: 999}]}";
  const auto reading = read_sample(sample, book);
  EXPECT_EQ(reading.rows.size(), 2u);
  EXPECT_THAT(reading.withheld, IsEmpty());
}

TEST(Price, WhatIsNotDeclaredIsWithheldAndNamed) {
  auto book = sample_workbook();
  rates(book).row(6, {"PECO", "=36", "call"});
  const auto reading = read_sample({}, book);
  EXPECT_EQ(reading.rows.size(), 2u);
  ASSERT_EQ(reading.withheld.size(), 1u);
  EXPECT_EQ(reading.withheld[0].cell, "C7");
  EXPECT_EQ(reading.withheld[0].message, "'call' is no price");
}

TEST(Price, OutOfRangeIsKeptWithoutABasis) {
  auto book = sample_workbook();
  rates(book).row(6, {"PECO", "=36", "=5.72"}).row(7, {"PECO", "=48", "=0.06"}).row(8, {"PECO", "=60", "=0.06"});
  const auto reading = read_sample({}, book);
  ASSERT_EQ(reading.rows.size(), 5u);
  EXPECT_EQ(reading.rows[2].stored_price_micros, 5'720'000);
  EXPECT_EQ(reading.rows[2].basis_price_micros, RateRow::kNoBasis);
  EXPECT_EQ(first_code(reading.withheld), "price_out_of_range");
  EXPECT_THAT(reading.errors, IsEmpty());
}

TEST(Price, IsSoldAtTheDigitsShownAndExportedAsStored) {
  WorkbookFake book;
  book.add("Rates").row(0, {"Valid from", "3/1/2026"}).row(3, {"Utility", "Term", "Price"}).row(4, {"ComEd", "=12", "=0.0742649|0.0000"});
  const auto shown = read_sample({}, book).rows.at(0);
  EXPECT_EQ(shown.stored_price_micros, 74'265);
  EXPECT_EQ(shown.basis_price_micros, 74'300);
  EXPECT_EQ(shown.price_decimals, 5);
  SampleLayout sample;
  sample.price = "{basis: stored}";
  EXPECT_EQ(read_sample(sample, book).rows.at(0).basis_price_micros, 74'265);
  sample.price = "{basis: displayed(3), decimals: 4}";
  EXPECT_EQ(read_sample(sample, book).rows.at(0).basis_price_micros, 74'000);
  EXPECT_EQ(read_sample(sample, book).rows.at(0).price_decimals, 4);
}

TEST(Price, CentsAreScaledAndRoundedAsTheCellShowsThem) {
  WorkbookFake book;
  book.add("Rates").row(0, {"Valid from", "3/1/2026"}).row(3, {"Utility", "Term", "Price"}).row(4, {"ComEd", "=12", "=5.928047597260274|0.00\"\xC2\xA2\""}).row(5, {"ComEd", "=24", "=0.06|0.00"});
  SampleLayout sample;
  sample.price = "{scale: [{when: {format: '\xC2\xA2'}, scale: 0.01}, {when: {format: '.'}, scale: 1}]}";
  const auto reading = read_sample(sample, book);
  EXPECT_EQ(reading.rows.at(0).stored_price_micros, 59'280);
  EXPECT_EQ(reading.rows.at(0).basis_price_micros, 59'300);
  EXPECT_EQ(reading.rows.at(1).stored_price_micros, 60'000);
}

TEST(Price, WithoutAScaleThatFitsIsWithheld) {
  SampleLayout sample;
  sample.price = "{scale: [{when: {format: 'cents'}, scale: 0.01}]}";
  const auto reading = read_sample(sample, sample_workbook());
  EXPECT_THAT(reading.rows, IsEmpty());
  EXPECT_EQ(first_code(reading.withheld), "field_unreadable");
}

TEST(Doubt, OverAQuarterOfThePricesHoldsTheSheet) {
  auto book = sample_workbook();
  rates(book).row(6, {"PECO", "=36", "call"});
  EXPECT_EQ(first_code(read_sample({}, book).errors), "too_doubtful");
  rates(book).row(7, {"PECO", "=48", "=0.06"}).row(8, {"PECO", "=60", "=0.06"});
  EXPECT_THAT(read_sample({}, book).errors, IsEmpty());
}

TEST(Doubt, ARepeatedRateWarnsAndTwoPricesForOneKeyAreKeptAndNamed) {
  auto book = sample_workbook();
  rates(book).row(6, {"ComEd", "=12", "=0.0572"}).row(7, {"PECO", "=24", "=0.0999"});
  const auto reading = read_sample({}, book);
  EXPECT_EQ(reading.rows.size(), 4u);
  std::vector<std::string> codes;
  for (const auto& note : reading.warnings) codes.push_back(note.cell + " " + note.code);
  EXPECT_THAT(codes, ::testing::UnorderedElementsAre("C7 rate_repeated", "C8 rate_conflict"));
}

TEST(Doubt, BandsThatOverlapAreTakenOffSaleAndGapsWhereTheLayoutSaysSo) {
  const auto book_with = [](const std::string& first, const std::string& second) {
    WorkbookFake book;
    book.add("Rates").row(0, {"Valid from", "3/1/2026"}).row(3, {"Utility", "Term", "Size", "Price"});
    auto& sheet = rates(book);
    sheet.row(4, {"ComEd", "=12", first, "=0.0572"}).row(5, {"ComEd", "=12", second, "=0.0561"});
    for (std::uint32_t i = 0; i < 8; ++i) sheet.row(6 + i, {"PECO", "=" + std::to_string(12 + i), "0-25 MWh", "=0.06"});
    return book;
  };
  SampleLayout sample;
  sample.fields = "      band: {column: '^Size$'}\n";
  const auto overlap = read_sample(sample, book_with("0-50 MWh", "25-100 MWh"));
  EXPECT_EQ(overlap.rows.size(), 10u);
  EXPECT_EQ(overlap.rows[0].basis_price_micros, RateRow::kNoBasis);
  EXPECT_EQ(overlap.withheld.size(), 2u);
  const auto gap = read_sample(sample, book_with("0-50 MWh", "100-250 MWh"));
  EXPECT_EQ(first_code(gap.warnings), "band_gap");
  EXPECT_EQ(gap.rows[0].basis_price_micros, 57'200);
  sample.top = "bands: contiguous";
  EXPECT_EQ(read_sample(sample, book_with("0-50 MWh", "100-250 MWh")).rows[0].basis_price_micros, RateRow::kNoBasis);
}

TEST(Validity, WithoutADayTheSheetIsHeld) {
  WorkbookFake book;
  book.add("Rates").row(3, {"Utility", "Term", "Price"}).row(4, {"ComEd", "=12", "=0.0572"});
  const auto reading = read_sample({}, book, "rates 2026-03-01.xlsx");
  EXPECT_EQ(first_code(reading.errors), "validity_missing");
  EXPECT_FALSE(reading.sellable_until.has_value());
  EXPECT_EQ(reading.rows.size(), 1u);
}

TEST(Validity, TwoSheetsThatSayTwoDaysHoldTheFile) {
  auto book = sample_workbook();
  book.add("More").row(0, {"Valid from", "3/2/2026"}).row(3, {"Utility", "Term", "Price"}).row(4, {"AMEREN", "=12", "=0.0572"});
  EXPECT_EQ(first_code(read_sample({}, book).errors), "validity_differs");
}

TEST(Validity, ADayThatCannotBeReadIsNamed) {
  auto book = sample_workbook();
  rates(book).row(0, {"Valid from", "soon"});
  EXPECT_EQ(first_code(read_sample({}, book).errors), "validity_unreadable");
}

TEST(Checks, WhatTheSheetMustSayIsAsked) {
  SampleLayout sample;
  sample.top = "checks: {name: no fee, field: {label: '^Fee$'}, matches: '^0$', because: a fee is inside}";
  auto book = sample_workbook();
  EXPECT_EQ(first_code(read_sample(sample, book).errors), "check_failed");
  rates(book).row(1, {"Fee", "=3"});
  EXPECT_EQ(first_code(read_sample(sample, book).errors), "check_failed");
  rates(book).row(1, {"Fee", "=0"});
  EXPECT_THAT(read_sample(sample, book).errors, IsEmpty());
}

TEST(Match, AsksTypeSheetsAndTexts) {
  const auto layout = Layout::parse("sample", SampleLayout{}.yaml()).value();
  auto book = sample_workbook();
  EXPECT_TRUE(match(layout, book, "any.xlsx").matches);
  book.file_type = workbook::FileType::pdf;
  EXPECT_FALSE(match(layout, book, "any.xlsx").matches);
  WorkbookFake other;
  other.add("Rates").row(0, {"Hello"});
  const auto verdict = match(layout, other, "any.xlsx");
  EXPECT_FALSE(verdict.matches);
  EXPECT_EQ(verdict.against.at(0).message, "sample: no cell near the top says ^Utility$");
}

TEST(Match, AFileThatNoLayoutKnowsGetsAReasonFromEach) {
  const auto library = LayoutLibrary::load({}).value();
  WorkbookFake other;
  other.add("Rates").row(0, {"Hello"});
  const auto recognition = library.recognise(other, "hello.xlsx");
  EXPECT_EQ(recognition.layout, nullptr);
  EXPECT_EQ(recognition.reasons.size(), library.layouts().size());
}

TEST(Library, ReadsAFolderThatOverridesAndRefusesOneThatIsNotThere) {
  EXPECT_EQ(LayoutLibrary::load("/no/such/folder").error().code, "layout_invalid");
  EXPECT_TRUE(LayoutLibrary::load(std::string(SWITCHYARD_SOURCE_DIR) + "/layouts").has_value());
}

}  // namespace
}  // namespace switchyard::pricing

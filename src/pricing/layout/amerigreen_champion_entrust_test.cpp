// Look-alikes of the formats of Amerigreen, Champion and Entrust, with invented numbers: what is read, and what holds or refuses a file.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "pricing/layout/layout.hpp"
#include "pricing/layout/workbook_fake.hpp"

namespace switchyard::pricing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

SheetReading read_as(std::string_view layout, const WorkbookFake& book, std::string_view file_name) {
  const auto library = LayoutLibrary::load({}).value();
  const auto recognised = library.recognise(book, file_name);
  EXPECT_TRUE(recognised.layout != nullptr && recognised.layout->name() == layout) << (recognised.reasons.empty() ? "another" : recognised.reasons.front().message);
  return read(*library.find(layout), book, file_name).value();
}

// "F13 electric O & R NY 2026-04 12 [0,100000) therm 0.5010 $/therm" and the like, without what is empty.
std::string line_of(const SheetReading& reading, const RateRow& row) {
  std::string line = workbook::a1_of(row.cell);
  for (const auto id : {row.utility_alias, row.rate_class_alias, row.zone, row.state, row.product}) {
    if (const auto text = reading.texts.text(id); !text.empty()) line += " | " + std::string(text);
  }
  line += " | " + row.start_from.text().substr(0, 7) + " +" + std::to_string(row.term_months);
  line += " | " + std::to_string(row.band.min_milli / 1000) + ".." + std::to_string(row.band.max_milli_exclusive / 1000) + " " + std::string(text_of(row.band.unit));
  return line + " | " + std::to_string(row.stored_price_micros) + " a " + std::string(text_of(row.price_unit));
}

std::vector<std::string> lines_of(const SheetReading& reading) {
  std::vector<std::string> lines;
  for (const auto& row : reading.rows) lines.push_back(line_of(reading, row));
  return lines;
}

std::vector<std::string> codes_of(const std::vector<CellNote>& notes) {
  std::vector<std::string> codes;
  for (const auto& note : notes) codes.push_back(note.code);
  return codes;
}

struct Amerigreen {
  std::string fee_sentence = "The Matrix Rates do not include a Broker Fee";
  std::string units_sentence = "O&R and PECO rates are in Ccf's, all others are in Therms";
  std::string typed_fee = "=0", total_fee = "=0", day = "=46083.4|mm-dd-yy";  // 2 March 2026.

  [[nodiscard]] WorkbookFake book() const {
    WorkbookFake made;
    made.add("Sheet1")
        .row(0, {"AMERIgreen Energy Daily Matrix Pricing"})
        .row(1, {"Today's Date:", day})
        .row(2, {fee_sentence})
        .row(3, {"Quotes are valid through the end of the business day"})
        .row(4, {"Valid for accounts with annual volume of up to 100,000 therms"})
        .row(5, {units_sentence})
        .row(6, {"Please Enter Broker Fee per Therm:\nFinal Rate will adjust", "", "", typed_fee})
        .row(7, {"", "", "", "", "", "", "Final Price"})
        .row(8, {"LDC", "State", "Start Month", "Term (Months)", "Fixed Heat", "Total Fee", "Heat", "Flat"})
        .row(9, {"Con Ed", "NY", "=46113|mmm-yy", "=12", "=0.6|0.0000", total_fee, "=0.5123456|0.0000", "=0.4711|0.0000"})
        .row(10, {"O & R", "NY", "=46113|mmm-yy", "=24", "=0.6|0.0000", total_fee, "=0.5010|0.0000", ""})
        .row(12, {"Current NYMEX Prices", "", "", "NYMEX Strip Prices"})
        .row(13, {"=46113|mmm-yy", "=2.7", "", "=6", "", "", "=2.9", "=0.1"})
        .merge("G8", "H8");
    return made;
  }
};

constexpr std::string_view kAmerigreenFile = "Amerigreen Matrix 3-2-2026.xlsx";

TEST(AmerigreenLayout, ReadsFinalPricesInTheUnitsThatTheSheetStates) {
  const auto reading = read_as("amerigreen-gas-matrix", Amerigreen{}.book(), kAmerigreenFile);
  EXPECT_THAT(reading.errors, IsEmpty());
  EXPECT_THAT(lines_of(reading), ElementsAre("G10 | Con Ed | Heat | NY | Fixed Heat | 2026-04 +12 | 0..100000 therm | 512346 a therm",
                                             "H10 | Con Ed | Flat | NY | Fixed Flat | 2026-04 +12 | 0..100000 therm | 471100 a therm",
                                             "G11 | O & R | Heat | NY | Fixed Heat | 2026-04 +24 | 0..100000 therm | 501000 a therm"));
  // The sheet contradicts itself on O & R: its rate is exported and not sold.
  EXPECT_EQ(reading.rows[2].basis_price_micros, RateRow::kNoBasis);
  EXPECT_THAT(codes_of(reading.withheld), ElementsAre("doubted_by_layout"));
  EXPECT_EQ(reading.rows[0].basis_price_micros, 512'300);
  EXPECT_EQ(reading.sellable_until->text(), "2026-03-02T22:00:00Z");
}

TEST(AmerigreenLayout, HoldsPricesThatIncludeABrokerFeeAndRefusesTypedOnes) {
  EXPECT_THAT(codes_of(read_as("amerigreen-gas-matrix", Amerigreen{.fee_sentence = "The Matrix Rates include a $0.0300/therm Broker Fee", .total_fee = "=0.03"}.book(), kAmerigreenFile).errors),
              ElementsAre("check_doubtful", "check_doubtful"));
  EXPECT_THAT(codes_of(read_as("amerigreen-gas-matrix", Amerigreen{.typed_fee = "=0.01"}.book(), kAmerigreenFile).errors), ElementsAre("check_failed"));
  EXPECT_THAT(codes_of(read_as("amerigreen-gas-matrix", Amerigreen{.units_sentence = "PECO rates are in Ccf's, all others are in Therms"}.book(), kAmerigreenFile).errors),
              ElementsAre("check_failed"));
}

TEST(AmerigreenLayout, TakesTheDayFromTheFilesNameSinceTheSheetsIsThatOfTheLastCalculation) {
  EXPECT_THAT(codes_of(read_as("amerigreen-gas-matrix", Amerigreen{.day = "=46085.4|mm-dd-yy"}.book(), kAmerigreenFile).errors), ElementsAre("validity_differs"));
  EXPECT_THAT(codes_of(read_as("amerigreen-gas-matrix", Amerigreen{}.book(), "matrix.xlsx").errors), ElementsAre("validity_missing"));
}

struct Champion {
  std::string fee = "=0", unit = "Prices in $/MWh", second_title = "Contract Term (months) - $/MWh", matrix_first = "Fixed -Contract Term (months) - $/MWh",
              matrix_second = "Real time SPP - Contract Term(months) - $/MWh", price = "=71.34";

  void add_sheet(WorkbookFake& book, const std::string& name, const std::string& place, const std::string& first, const std::string& second) const {
    book.add(name)
        .row(1, {"", "", "Broker Fee ($/MWh):", fee, "", "", "", unit})
        .row(4, {"", "", "MM PJM Fixed-Index-24 Matrix Pricing"})
        .row(5, {"", "", "=46083|mm-dd-yy"})
        .row(8, {"", "", place, "", "", "", "", "", first, "", second})
        .row(9, {"", "", "Start Date", "State", "EDC", "Rate Class", "Description", "MWh/YR", "12 mths", "24 mths", "12 mths", "24 mths"})
        .row(10, {"", "x", "April-2026", "OH", "Dayton", "SS", "Sec. Service", "0-100 MWh", price, "=70.12", "=31.5", "=32.5"})
        .row(11, {"", "x", "April-2026", "OH", "Dayton", "SS", "Sec. Service", "100-500 MWh", "=69.5", "", "=30.5", "=31.5"})
        .row(13, {"", "", "Mass Markets Matrix Pricing Parameters:"})
        .row(14, {"", "", "> Prices above include no mils for brokers/consultants (please add accordingly)."})
        .row(15, {"", "", "> Contracts must be received by 4:00 PM (CST) to be accepted (Fax: 555-0100)"});
  }
  [[nodiscard]] WorkbookFake book() const {
    WorkbookFake made;
    add_sheet(made, "Matrix", "PJM / MISO", matrix_first, matrix_second);
    add_sheet(made, "OH", "Ohio", "Contract Term (months) - $/MWh", second_title);
    return made;
  }
};

TEST(ChampionLayout, ReadsTheFixedPricesOfTheStatesAndNoIndexProduct) {
  const auto reading = read_as("champion-fixed-index", Champion{}.book(), "Champion Matrix 2026-03-02.xlsm");
  EXPECT_THAT(reading.errors, IsEmpty());
  EXPECT_THAT(lines_of(reading), ElementsAre("I11 | Dayton | SS Sec. Service | OH | Fixed | 2026-04 +12 | 0..100 MWh | 71340 a kWh",
                                             "J11 | Dayton | SS Sec. Service | OH | Fixed | 2026-04 +24 | 0..100 MWh | 70120 a kWh",
                                             "I12 | Dayton | SS Sec. Service | OH | Fixed | 2026-04 +12 | 100..500 MWh | 69500 a kWh"));
  EXPECT_EQ(reading.sellable_until->text(), "2026-03-02T22:00:00Z");
}

TEST(ChampionLayout, FollowsTheSwitchToDollarsAKwh) {
  const auto reading = read_as("champion-fixed-index", Champion{.unit = "Prices in $/kWh", .price = "=0.07134"}.book(), "matrix.xlsm");
  EXPECT_EQ(reading.rows.front().stored_price_micros, 71'340);
}

TEST(ChampionLayout, RefusesAFileWhoseIndexProductMayStandFirstOrThatHoldsAFee) {
  const Champion swapped{.matrix_first = "Real time SPP - Contract Term(months) - $/MWh", .matrix_second = "Fixed -Contract Term (months) - $/MWh"};
  EXPECT_THAT(codes_of(read_as("champion-fixed-index", swapped.book(), "matrix.xlsm").errors), ElementsAre("check_failed"));
  EXPECT_THAT(codes_of(read_as("champion-fixed-index", Champion{.fee = "=5"}.book(), "matrix.xlsm").errors), ElementsAre("check_failed"));
}

WorkbookFake sweet_spots() {
  WorkbookFake book;
  book.add("NY - ConEd - J - Matrix")
      .row(3, {"", "", "", "", "Pricing for Commercial Customers\n for Monday March 02, 2026"})
      .row(5, {"", "", "", "Utility", "ConEd Zone J", "", "", "", "ConEd Zone J"})
      .row(6, {"", "", "", "Annual Usage", "< 20,000 kWh Annually", "", "", "", "20,000 < kWh Annualy  < 90,000 "})
      .row(7, {"", "", "", "Term (months)", "=12", "Sweet Spot", "", "", "=12", "Sweet Spot"})
      .row(8, {"", "", "Start Month", "=46082|mm-dd-yy", "=0.07123456|$#,##0.0000", "=0.0702|$#,##0.0000", "21 Months", "", "=0.0698|$#,##0.0000", "=0.0688|$#,##0.0000", "19 Months"})
      .row(9, {"", "", "", "=46113|mm-dd-yy", "=0.0715|$#,##0.0000", "", "", "", "=0.0699|$#,##0.0000"})
      .merge("E6", "G6")
      .merge("E7", "G7")
      .merge("F8", "G8")
      .merge("I6", "K6")
      .merge("I7", "K7")
      .merge("J8", "K8");
  return book;
}

TEST(EntrustSweetSpotLayout, TakesTheTermFromTheCellBesideThePrice) {
  const auto reading = read_as("entrust-sweet-spot", sweet_spots(), "Entrust Pricing 2026 03 02.xlsx");
  EXPECT_THAT(reading.errors, IsEmpty());
  EXPECT_THAT(lines_of(reading), ElementsAre("E9 | ConEd Zone J | J | NY | Fixed | 2026-03 +12 | 0..20000 kWh | 71235 a kWh",
                                             "F9 | ConEd Zone J | J | NY | Sweet Spot | 2026-03 +21 | 0..20000 kWh | 70200 a kWh",
                                             "I9 | ConEd Zone J | J | NY | Fixed | 2026-03 +12 | 20000..90000 kWh | 69800 a kWh",
                                             "J9 | ConEd Zone J | J | NY | Sweet Spot | 2026-03 +19 | 20000..90000 kWh | 68800 a kWh",
                                             "E10 | ConEd Zone J | J | NY | Fixed | 2026-04 +12 | 0..20000 kWh | 71500 a kWh",
                                             "I10 | ConEd Zone J | J | NY | Fixed | 2026-04 +12 | 20000..90000 kWh | 69900 a kWh"));
  EXPECT_EQ(reading.rows[0].basis_price_micros, 71'200);
  EXPECT_EQ(reading.sellable_until->text(), "2026-03-02T23:00:00Z");
}

TEST(EntrustSweetSpotLayout, FindsTheTermAlsoBehindAnEmptyColumn) {
  const auto book = sweet_spots();
  const MovedWorkbook moved(book, {.rows = {}, .columns = {6}});
  const auto library = LayoutLibrary::load({}).value();
  const auto reading = read(*library.find("entrust-sweet-spot"), moved, "Entrust Pricing 2026 03 02.xlsx").value();
  EXPECT_THAT(reading.withheld, IsEmpty());
  EXPECT_EQ(reading.rows.at(1).term_months, 21);
}

WorkbookFake small_tables() {
  WorkbookFake book;
  book.add("PA - Duquesne Matrix")
      .row(0, {"=10", "=1"})
      .row(3, {"", "", "Pricing for Commercial Customers for Monday March 02, 2026"})
      .row(5, {"", "", "", "", "Duquesne Light (GS)", "", "", "", "Duquesne Light (GM<25)"})
      .row(6, {"", "", "", "", "Term (Months)", "", "", "", "Term (Months)"})
      .row(7, {"", "", "", "Start Month", "=12", "=24", "", "Start Month", "=12"})
      .row(8, {"", "", "0 - 100,000 kWh", "=46113|mm-dd-yy", "=0.0741|$#,##0.0000", "=0.0752|$#,##0.0000", "0 - 100,000 kWh", "=46113|mm-dd-yy", "=0.0701|$#,##0.0000"})
      .row(9, {"", "", "", "=46143|mm-dd-yy", "=0.0743|$#,##0.0000", "", "", "=46143|mm-dd-yy", ""})
      .row(10, {"", "", "", "", "Term (Months)", "", "", "", "Term (Months)"})
      .row(11, {"", "", "", "Start Month", "=12", "=24", "", "Start Month", "=12"})
      .row(12, {"", "", "100,000 - 300,000 kWh", "=46113|mm-dd-yy", "=0.0721|$#,##0.0000", "", "100,000 - 300,000 kWh", "=46113|mm-dd-yy", "=0.0681|$#,##0.0000"})
      .merge("E6", "F6")
      .merge("C9", "C10")
      .merge("G9", "G10");
  return book;
}

TEST(EntrustCommercialLayout, FindsTheUtilityOverTheFirstTableOfTheColumns) {
  const auto reading = read_as("entrust-commercial-matrix", small_tables(), "Entrust Pricing_03022026.xlsx");
  EXPECT_THAT(reading.errors, IsEmpty());
  EXPECT_THAT(reading.withheld, IsEmpty());
  auto lines = lines_of(reading);
  std::sort(lines.begin(), lines.end());
  EXPECT_THAT(lines, ElementsAre("E10 | Duquesne Light (GS) | PA | Fixed | 2026-05 +12 | 0..100000 kWh | 74300 a kWh",
                                 "E13 | Duquesne Light (GS) | PA | Fixed | 2026-04 +12 | 100000..300000 kWh | 72100 a kWh",
                                 "E9 | Duquesne Light (GS) | PA | Fixed | 2026-04 +12 | 0..100000 kWh | 74100 a kWh",
                                 "F9 | Duquesne Light (GS) | PA | Fixed | 2026-04 +24 | 0..100000 kWh | 75200 a kWh",
                                 "I13 | Duquesne Light (GM<25) | PA | Fixed | 2026-04 +12 | 100000..300000 kWh | 68100 a kWh",
                                 "I9 | Duquesne Light (GM<25) | PA | Fixed | 2026-04 +12 | 0..100000 kWh | 70100 a kWh"));
}

TEST(EntrustCommercialLayout, HoldsAFileWhoseNameSaysAnotherDay) {
  EXPECT_THAT(codes_of(read_as("entrust-commercial-matrix", small_tables(), "Entrust Pricing_03032026.xlsx").errors), ElementsAre("validity_differs"));
}

}  // namespace
}  // namespace switchyard::pricing

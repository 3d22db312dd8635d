// A PDF of rack rates with invented numbers, in the form that Great Eastern prints: by the program, the grid and the layout.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/poppler/poppler_words.hpp"
#include "pricing/layout/layout.hpp"
#include "pricing/layout/trace/price_trace.hpp"
#include "workbook/pdf_fake.hpp"

namespace switchyard::pricing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using workbook::PdfFake;

// Two rows under the headings; "Fixed" stands over the middle of its six columns, and between two of them.
PdfFake rack_rates(const std::string& title = "NJ Commercial", int fixed_at = 560) {
  PdfFake pdf;
  pdf.page()
      .line(40, {{20, "1/7/2026"}, {380, title}})
      .line(52, {{370, "0 - 999 Dth Annually"}})
      .line(64, {{270, "Nymex PLUS"}, {fixed_at, "Fixed"}})
      .line(76, {{220, "Term (Months)"}, {372, "Sweet Spot"}, {490, "Term (Months)"}, {614, "Sweet Spot"}})
      .line(88, {{20, "Utility"}, {60, "Load Type"}, {110, "Start Date"}, {170, "6"}, {215, "12"}, {360, "Term"}, {400, "Price"},
                 {450, "6"}, {495, "12"}, {605, "Term"}, {640, "Price"}})
      .line(100, {{20, "Etown"}, {60, "Non-Heat"}, {110, "Jan-26"}, {166, "1.111"}, {211, "1.222"}, {364, "11"}, {400, "0.999"},
                  {446, "3.111"}, {491, "3.222"}, {609, "10"}, {640, "3.009"}})
      .line(112, {{20, "NJNG"}, {60, "Heating"}, {110, "Feb-26"}, {166, "1.333"}, {211, "1.444"}, {364, "9"}, {400, "0.888"},
                  {446, "3.333"}, {491, "3.444"}, {611, "9"}, {640, "3.008"}});
  return pdf;
}

Result<SheetReading> reading_of(const PdfFake& pdf) {
  const adapters::PopplerWords words;
  const auto library = LayoutLibrary::load({}).value();
  const auto book = workbook::open(pdf.bytes(), {}, {.pdf_words = &words}).value();
  const auto recognised = library.recognise(*book, "rates.pdf");
  EXPECT_NE(recognised.layout, nullptr);
  EXPECT_EQ(recognised.layout->name(), "great-eastern-gas");
  return read(*recognised.layout, *book, "rates.pdf");
}

std::vector<std::string> rates_of(const SheetReading& reading) {
  std::vector<std::string> rates;
  for (const auto& row : reading.rows) {
    rates.push_back(ref_of(reading, row) + " " + std::string(reading.texts.text(row.utility_alias)) + " " + std::string(reading.texts.text(row.product)) + " " +
                    std::to_string(row.term_months) + " " + std::to_string(row.stored_price_micros));
  }
  return rates;
}

TEST(PdfLayout, ReadsTheFixedPricesWithTheirPlacesOnThePage) {
  const auto reading = reading_of(rack_rates()).value();

  EXPECT_THAT(reading.errors, IsEmpty());
  EXPECT_THAT(rates_of(reading), ElementsAre("p1@446,94 Etown NJ Commercial Fixed 6 3111000", "p1@491,94 Etown NJ Commercial Fixed 12 3222000",
                                             "p1@640,94 Etown NJ Commercial Fixed Sweet Spot 10 3009000", "p1@446,106 NJNG NJ Commercial Fixed 6 3333000",
                                             "p1@491,106 NJNG NJ Commercial Fixed 12 3444000", "p1@640,106 NJNG NJ Commercial Fixed Sweet Spot 9 3008000"));
  EXPECT_EQ(reading.valid_from, Date::parse("2026-01-07").value());
  EXPECT_EQ(reading.rows[0].start_from, Date::parse("2026-01-01").value());
  EXPECT_EQ(reading.rows[0].band.max_milli_exclusive, 1'000'000);
}

TEST(PdfLayout, APriceIsExplainedByItsPlaceOnThePage) {
  const adapters::PopplerWords words;
  const auto book = workbook::open(rack_rates().bytes(), {}, {.pdf_words = &words}).value();
  const auto library = LayoutLibrary::load({}).value();
  const auto& layout = *library.find("great-eastern-gas");
  const auto reading = read(layout, *book, "rates.pdf").value();
  const auto place = find_cell(*book, "p1@491,94").value();
  const auto trace = trace_cell(layout, *book, "rates.pdf", reading, place.sheet, place.place);

  EXPECT_EQ(trace.cell, "p1@491,94");
  EXPECT_EQ(trace.stored, "3.222");
  ASSERT_TRUE(trace.rate);
  EXPECT_EQ(trace.rate->term_months, 12);
  EXPECT_EQ(find_cell(*book, "p1@1,1").error().code, "cell_unknown");
}

TEST(PdfLayout, AHeadingThatStandsOverTheOtherGroupRefusesTheFile) {
  // Both headings over the adders.
  const auto reading = reading_of(rack_rates("NJ Commercial", 400)).value();
  ASSERT_FALSE(reading.errors.empty());
  EXPECT_EQ(reading.errors[0].code, "header_missing");
  EXPECT_EQ(reading.errors[0].cell, "p1@400,58");
  EXPECT_THAT(reading.rows, IsEmpty());
}

TEST(PdfLayout, AnUnknownKindOfPageRefusesTheFile) {
  const auto reading = reading_of(rack_rates("NJ Vineyards")).value();
  ASSERT_FALSE(reading.errors.empty());
  EXPECT_EQ(reading.errors[0].code, "field_missing");
}

TEST(PdfLayout, PricesRunTogetherAreWithheldAndNeverGuessed) {
  auto pdf = rack_rates();
  pdf.line(124, {{20, "SJG"}, {60, "Heating"}, {110, "Mar-26"}, {446, "3.555"}, {467, "3.666"}, {611, "9"}, {640, "3.007"}});
  const auto reading = reading_of(pdf).value();
  ASSERT_EQ(reading.withheld.size(), 1u);
  EXPECT_EQ(reading.withheld[0].cell, "p1@446,118");
  EXPECT_EQ(reading.withheld[0].code, "price_unreadable");
}

}  // namespace
}  // namespace switchyard::pricing

#include "app/demo/look_alike.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "pricing/layout/layout.hpp"
#include "pricing/layout/proposal/proposal.hpp"

namespace switchyard::app {
namespace {

const Date kSaturday = *Date::from_parts(2026, 3, 7);
const Date kTuesday = *Date::from_parts(2026, 11, 24);

pricing::SheetReading reading_of(const LookAlikeFile& file) {
  const auto library = pricing::LayoutLibrary::load({}).value();
  const auto workbook = workbook::open(file.bytes).value();
  const auto recognised = library.recognise(*workbook, file.file_name);
  if (recognised.layout == nullptr) throw std::runtime_error(file.file_name + ": " + recognised.reasons.front().message);
  return pricing::read(*recognised.layout, *workbook, file.file_name).value();
}

// What is bought, with the month of the year alone, to the price in micro-dollars.
using Prices = std::map<std::string, std::int64_t>;
Prices prices_of(const pricing::SheetReading& reading) {
  Prices prices;
  for (const pricing::RateRow& row : reading.rows) {
    prices[fmt::format("{}|{}|{}|{}|{}|{}|{}|{}", reading.texts.text(row.utility_alias), reading.texts.text(row.state), reading.texts.text(row.zone),
                       reading.texts.text(row.rate_class_alias), reading.texts.text(row.product), row.band.min_milli / 1000, row.start_from.month(),
                       row.term_months)] = row.basis_price_micros;
  }
  return prices;
}

std::vector<LookAlikeFile> every_file(Date today) {
  auto files = look_alike_files(today);
  files.push_back(wayside_withdrawn_file(today));
  files.push_back(quicksilver_file(std::int64_t{today.days()} * 1440 + 600));
  return files;
}

TEST(LookAlike, EveryFileIsReadWholeByTheLayoutOfItsSupplier) {
  std::vector<std::string> seen;
  for (const LookAlikeFile& file : every_file(kTuesday)) {
    const auto reading = reading_of(file);
    EXPECT_TRUE(reading.errors.empty()) << file.file_name << ": " << reading.errors.front().message;
    EXPECT_TRUE(reading.withheld.empty()) << file.file_name << ": " << reading.withheld.front().message;
    EXPECT_EQ(reading.supplier, file.supplier);
    EXPECT_EQ(prices_of(reading).size(), reading.rows.size()) << file.file_name;
    seen.push_back(fmt::format("{} {} {}", reading.layout, reading.rows.size(), reading.sellable_until->text()));
  }
  EXPECT_THAT(seen, ::testing::ElementsAre("harborlight-daily@1 1440 2026-11-26T22:00:00Z", "prairie-crown-csv@1 1296 2026-11-26T23:00:00Z",
                                           "bluestem-rack@1 288 2026-11-26T22:00:00Z", "keystone-lantern-matrix@1 1152 2026-11-26T23:00:00Z",
                                           "northgate-list@1 384 2026-11-26T21:00:00Z", "wayside-list@1 180 2026-11-26T22:00:00Z",
                                           "wayside-list@1 36 2026-11-26T22:00:00Z", "quicksilver-flash@1 24 2026-11-24T10:01:00Z"));
}

TEST(LookAlike, TheNumbersAreTheSameEveryDay) {
  const auto saturday = every_file(kSaturday);
  const auto tuesday = every_file(kTuesday);
  ASSERT_EQ(saturday.size(), tuesday.size());
  for (std::size_t i = 0; i < saturday.size(); ++i) {
    EXPECT_EQ(prices_of(reading_of(saturday[i])), prices_of(reading_of(tuesday[i]))) << saturday[i].supplier;
    EXPECT_NE(saturday[i].bytes, tuesday[i].bytes);
  }
}

TEST(LookAlike, TheSameDayMakesTheSameBytes) {
  const auto once = every_file(kTuesday);
  const auto again = every_file(kTuesday);
  for (std::size_t i = 0; i < once.size(); ++i) EXPECT_EQ(once[i].bytes, again[i].bytes) << once[i].supplier;
}

TEST(LookAlike, ResidentialLinesAreMarkedSo) {
  const auto reading = reading_of(wayside_file(kTuesday));
  const auto residential = std::ranges::count_if(reading.rows, [](const auto& row) { return row.customer_class == pricing::CustomerClass::residential; });
  EXPECT_EQ(residential, 36);
}

TEST(LookAlike, AFlashSheetOfTheLastMinuteOfADayEndsAtMidnight) {
  const auto reading = reading_of(quicksilver_file(std::int64_t{kTuesday.days()} * 1440 + 1439));
  EXPECT_EQ(reading.sellable_from->text(), "2026-11-24T00:00:00Z");
  EXPECT_EQ(reading.sellable_until->text(), "2026-11-25T00:00:00Z");
}

TEST(LookAlike, TheExampleOfTheGuideAsksForTheScopeAndTheLoadGroupWithoutWhichRatesStandTwice) {
  const auto file = sycamore_file(kTuesday);
  const auto workbook = workbook::open(file.bytes).value();
  pricing::ProposalRequest request;
  request.file_name = file.file_name;
  request.layout = "sycamore";
  request.supplier = "sycamore";
  request.supplier_name = "Sycamore Power & Light";
  const auto proposal = pricing::propose_layout(*workbook, request).value();

  ASSERT_EQ(proposal.questions.size(), 3u);
  EXPECT_EQ(proposal.questions[0].at, "tables");
  EXPECT_EQ(proposal.questions[1].at, "scope");
  EXPECT_EQ(proposal.questions[2].at, "tables.prices.fields");
  EXPECT_EQ(proposal.reading.valid_from.text(), "2026-11-24");
  EXPECT_EQ(proposal.reading.valid_until.text(), "2026-11-27");
  EXPECT_EQ(proposal.reading.sellable_until->text(), "2026-11-26T21:00:00Z");
}

}  // namespace
}  // namespace switchyard::app

#include "pricing/book/shared_words.hpp"

#include <gtest/gtest.h>

#include "pricing/book/market_fake.hpp"
#include "pricing/book/random_sheets_fake.hpp"
#include "pricing/book/reading_fake.hpp"
#include "pricing/book/sheet_format.hpp"
#include "pricing/book/told_apart_fake.hpp"

namespace switchyard::pricing {
namespace {

// "Com North" and "Com South" are comed to this market, and nothing more.
std::shared_ptr<FakeMarket> blurred_market() {
  auto market = small_market();
  market->add_alias("Com North", {"comed"});
  market->add_alias("Com South", {"comed"});
  return market;
}

Compilation compiled(const SheetReading& reading) { return compile_sheet(reading, facts_of(1), *blurred_market()); }

std::vector<std::string> cells_of(const Compilation& compilation) {
  std::vector<std::string> cells;
  for (const CellNote& note : compilation.withheld) cells.push_back(note.cell + " " + note.code);
  return cells;
}

TEST(SharedWords, TwoWordsOfOneClassWithTwoPricesSellNeither) {
  const Compilation compilation = compiled(reading_of({{.rate_class = "SL", .price = 61'000}, {.rate_class = "GS-1", .price = 64'000}, {.utility = "jcpl"}}));
  EXPECT_EQ(compilation.sellable_count, 1U);
  EXPECT_EQ(cells_of(compilation), (std::vector<std::string>{"Prices!C2 words_shared", "Prices!C3 words_shared"}));
  EXPECT_EQ(compilation.withheld[0].message, "\"comed / SL\" and \"comed / GS-1\" (Prices!C3) are both known as comed / Small Load, and their prices differ; none of them is sold.");
  EXPECT_EQ(compilation.withheld[1].message, "\"comed / GS-1\" and \"comed / SL\" (Prices!C2) are both known as comed / Small Load, and their prices differ; none of them is sold.");
}

TEST(SharedWords, WhatOnlyOneOfTheWordsHasIsNotSoldEither) {
  const Compilation compilation =
      compiled(reading_of({{.rate_class = "SL", .price = 61'000}, {.rate_class = "SL", .term = 24}, {.rate_class = "GS-1", .price = 64'000}}));
  EXPECT_EQ(compilation.sellable_count, 0U);
  EXPECT_EQ(compilation.withheld_count, 3U);
}

TEST(SharedWords, WordsThatNeverDisagreeAreBothSold) {
  EXPECT_EQ(compiled(reading_of({{.rate_class = "SL"}, {.rate_class = "GS-1"}, {.rate_class = "GS-1", .term = 24}})).sellable_count, 3U);
}

TEST(SharedWords, ClassesThatMarketDoesNotKnowAreToldApartByTheirWordsUnlessASearchFoldsThem) {
  EXPECT_EQ(compiled(reading_of({{.rate_class = "GM<25", .price = 61'000}, {.rate_class = "GM>25", .price = 64'000}})).sellable_count, 2U);
  EXPECT_EQ(compiled(reading_of({{.rate_class = "GM-25", .price = 61'000}, {.rate_class = "gm 25", .price = 64'000}})).sellable_count, 0U);
}

TEST(SharedWords, WhatAPartnerReadsTellsOffersApart) {
  const auto both = [](RowWords other) {
    other.rate_class = "GS-1";
    other.price = 64'000;
    return compiled(reading_of({{.rate_class = "SL", .band = band(0, 100), .price = 61'000}, other})).sellable_count;
  };
  EXPECT_EQ(both({.zone = "Chicago", .band = band(0, 100)}), 2U);
  EXPECT_EQ(both({.product = "Green", .band = band(0, 100)}), 2U);
  EXPECT_EQ(both({.band = band(0, 100), .green = 10'000}), 2U);
  EXPECT_EQ(both({.band = band(0, 100), .customer_class = CustomerClass::multifamily}), 2U);
  EXPECT_EQ(both({.term = 24, .band = band(0, 100)}), 2U);
  EXPECT_EQ(both({.start = "2026-04", .band = band(0, 100)}), 2U);
  EXPECT_EQ(both({.band = band(100, 200)}), 2U);
  EXPECT_EQ(both({.start_months = 3, .band = band(0, 100)}), 0U);  // The starts meet in March.
  EXPECT_EQ(both({.band = band(50, 200)}), 0U);                    // The bands meet.
}

// comed with two zones whose words are in the utility's word, and a part of one that is told by both words.
std::shared_ptr<FakeMarket> zoned_market() {
  auto market = blurred_market();
  market->add_zone("comed", "N", {"Com North"});
  market->add_zone("comed", "S", {"Com South"});
  market->add_zone("comed", "N/Lake", {"N Com Lake"});
  market->add_alias("Com Lake", {"comed"});
  return market;
}

TEST(SharedWords, AZoneThatTheUtilitysWordTellsIsShownAndTellsOffersApart) {
  const auto market = zoned_market();
  const SheetReading reading = reading_of({{.utility = "Com North", .price = 61'000}, {.utility = "Com South", .price = 64'000}});
  const auto sheet = sheet_of(reading, *market);
  const sheet_format::Tables& tables = *sheet->tables();
  ASSERT_EQ(tables.curves.size(), 2U);
  EXPECT_EQ(tables.text(tables.curves[0].zone_code), "N");
  EXPECT_EQ(tables.text(tables.curves[1].zone_code), "S");
  EXPECT_EQ(tables.text(tables.curves[0].zone_word), "");
}

TEST(SharedWords, TheSheetsOwnZoneGoesBeforeThatOfTheUtilitysWordUnlessBothAreAPart) {
  const auto market = zoned_market();
  const SheetReading reading = reading_of({{.utility = "Com North", .zone = "S", .price = 61'000}, {.utility = "Com Lake", .zone = "N", .price = 64'000}});
  const auto sheet = sheet_of(reading, *market);
  const sheet_format::Tables& tables = *sheet->tables();
  ASSERT_EQ(tables.curves.size(), 2U);
  EXPECT_EQ(tables.text(tables.curves[0].zone_code), "S");
  EXPECT_EQ(tables.text(tables.curves[1].zone_code), "N/Lake");
}

TEST(SharedWords, PricesInTwoUnitsAreComparedInOne) {
  EXPECT_EQ(compiled(reading_of({{.rate_class = "SL", .price = 61'200}, {.rate_class = "GS-1", .price = 61'200'000, .unit = EnergyUnit::mwh}})).sellable_count, 2U);
  EXPECT_EQ(compiled(reading_of({{.rate_class = "SL", .price = 61'200}, {.rate_class = "GS-1", .price = 61'300'000, .unit = EnergyUnit::mwh}})).sellable_count, 0U);
}

TEST(SharedWords, NoTwoRatesOnSaleOfARandomSheetReadAlikeAndCostDifferently) {
  const auto market = blurred_market();
  std::size_t sold = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    for (const BookEntry& entry : random_sheets(seed, *market).entries) {
      EXPECT_EQ(rates_not_told_apart(*entry.sheet), std::vector<std::string>()) << seed;
      sold += entry.sheet->tables()->head->priced_count;
    }
  }
  EXPECT_GT(sold, 10'000U);
}

}  // namespace
}  // namespace switchyard::pricing

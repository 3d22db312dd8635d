#include "pricing/book/class_in_word.hpp"

#include <gtest/gtest.h>

#include "market/loaded_market.hpp"
#include "pricing/book/market_fake.hpp"
#include "pricing/book/reading_fake.hpp"
#include "pricing/search.hpp"

namespace switchyard::pricing {
namespace {

using Outcome = market::Resolution::Outcome;

UtilityWord understood(std::string_view word, bool reads_class = true) {
  return understand_utility_word(*small_market(), {.supplier = "liberty", .alias = word, .commodity = Commodity::electric}, reads_class);
}

TEST(ClassInWord, IsTakenFromTheBracketsBehindAKnownUtility) {
  const auto word = understood("ComEd Co (GS-1)");
  EXPECT_EQ(word.utility.code, "comed");
  EXPECT_EQ(word.rate_class, "Small Load");
  EXPECT_EQ(understood("ComEd Co (GS-1) (SL) ").rate_class, "Small Load");
}

TEST(ClassInWord, ThatIsNotKnownLeavesTheWordUnknown) {
  EXPECT_EQ(understood("ComEd Co (GS-9)").utility.outcome, Outcome::unknown);
  EXPECT_EQ(understood("ComEd Co (GS-1) (LL)").utility.outcome, Outcome::unknown);
  EXPECT_EQ(understood("ComEd Co ()").utility.outcome, Outcome::unknown);
  EXPECT_EQ(understood("(GS-1)").utility.outcome, Outcome::unknown);
  EXPECT_EQ(understood("Nowhere (GS-1)").utility.outcome, Outcome::unknown);
}

TEST(ClassInWord, IsNotLookedForWhereTheSheetTellsClassesApart) {
  EXPECT_EQ(understood("ComEd Co (GS-1)", false).utility.outcome, Outcome::unknown);
}

TEST(ClassInWord, OfAnAmbiguousUtilityIsAmbiguous) {
  const auto word = understood("NJ (GLP)");
  EXPECT_EQ(word.utility.outcome, Outcome::ambiguous);
  EXPECT_EQ(word.utility.candidates.size(), 2U);
}

TEST(ClassInWord, TellsBelowFromAboveInTheReferenceData) {
  const auto class_of = [](std::string_view word) {
    return understand_utility_word(*market::embedded_market(), {.supplier = "entrust", .alias = word, .commodity = Commodity::electric, .state = "PA"}, true).rate_class;
  };
  EXPECT_EQ(class_of("Duquesne Light (GM<25)"), "GM<25");
  EXPECT_EQ(class_of("Duquesne Light (GM>25)"), "GM>25");
}

TEST(ClassInWord, SellsThePriceToThatClassAlone) {
  const auto market = small_market();
  const auto book = book_of({{.utility = "ComEd Co (SL)", .price = 61'000}, {.utility = "ComEd Co (LL)", .price = 52'000}}, *market);
  const PriceQuery query{.utility_code = "comed", .annual_usage = Energy::from_milli(50'000'000, EnergyUnit::kwh), .rate_class = "Small Load", .rate_class_code = "Small Load"};
  const auto page = search(*book, query, on_sale_instant(), SearchMode::sell).value();
  ASSERT_EQ(page.offers.size(), 1U);
  EXPECT_EQ(page.offers[0].rate_class, "Small Load");
  EXPECT_EQ(page.offers[0].price_micros, 61'000);
}

TEST(ClassInWord, ThatAnotherWordStandsForTooIsNotSold) {
  const Compilation compilation = compile_sheet(reading_of({{.utility = "ComEd Co (SL)"}, {.utility = "ComEd Co (GS-1)"}, {.utility = "ComEd Co (LL)"}}), facts_of(1), *small_market());
  EXPECT_EQ(compilation.sellable_count, 1U);
  ASSERT_EQ(compilation.withheld.size(), 2U);
  EXPECT_EQ(compilation.withheld[0].code, "class_shared");
}

TEST(ClassInWord, TellsWhichOfSeveralClassesAWordMeans) {
  const auto market = market::embedded_market();
  const auto book = book_of({{.utility = "Ameren_Zone_1_CIPS", .rate_class = "DS2|SECONDARY", .state = "IL", .price = 61'000},
                             {.utility = "Ameren_Zone_2_CILCO", .rate_class = "DS2|SECONDARY", .state = "IL", .price = 52'000},
                             {.utility = "Ameren", .rate_class = "DS2|SECONDARY", .state = "IL", .price = 50'000}}, *market);
  const PriceQuery query{.utility_code = "ameren-il", .annual_usage = Energy::from_milli(50'000'000, EnergyUnit::kwh), .rate_class = "DS2 zone 2 CILCO", .rate_class_code = "DS2 zone 2 CILCO"};
  const auto page = search(*book, query, on_sale_instant(), SearchMode::sell).value();
  ASSERT_EQ(page.offers.size(), 1U);
  EXPECT_EQ(page.offers[0].price_micros, 52'000);
}

}  // namespace
}  // namespace switchyard::pricing

#include "app/demo/price_model.hpp"

#include <gtest/gtest.h>

namespace switchyard::app {
namespace {

const Month kJanuary = Date::from_parts(2027, 1, 1)->month_of();

TEST(PriceModel, ThePriceFollowsFromTheParts) {
  // 68,300 x (1000 + 34 for January + 24 for the class - 31 for the band + 8 for the term) / 1000 = 70,690.5, cut to tens.
  EXPECT_EQ(model_price_micros({.base_micros = 68'300, .rate_class = 1, .band = 1, .term_months = 24, .start = kJanuary}), 70'690);
}

TEST(PriceModel, TheYearOfTheStartDoesNotCount) {
  const ModelPoint point{.base_micros = 98'400, .start = kJanuary};
  ModelPoint later = point;
  later.start = kJanuary + Months{12};
  EXPECT_EQ(model_price_micros(point), 101'740);
  EXPECT_EQ(model_price_micros(later), 101'740);
}

TEST(PriceModel, ABiggerBandIsCheaperAndPricesKeepTheSheetsDigits) {
  EXPECT_EQ(model_price_micros({.base_micros = 4'930'000, .band = 0, .start = kJanuary, .quantum_micros = 1'000}), 5'097'000);
  EXPECT_EQ(model_price_micros({.base_micros = 4'930'000, .band = 1, .start = kJanuary, .quantum_micros = 1'000}), 4'944'000);
}

TEST(PriceModel, StartsAreTheTwelveMonthsAfterToday) {
  const auto months = start_months(*Date::from_parts(2026, 12, 31));
  ASSERT_EQ(months.size(), 12u);
  EXPECT_EQ(short_month_text(months.front()), "Jan-27");
  EXPECT_EQ(short_month_text(months.back()), "Dec-27");
}

TEST(PriceModel, TextsAreThoseOfThePrintedSheet) {
  EXPECT_EQ(dollars_text(66'200, 5), "0.06620");
  EXPECT_EQ(us_date_text(*Date::from_parts(2026, 3, 7)), "3/7/2026");
}

}  // namespace
}  // namespace switchyard::app

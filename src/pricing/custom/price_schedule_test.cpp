#include "pricing/custom/price_schedule.hpp"

#include <gtest/gtest.h>


namespace switchyard::pricing {
namespace {

ScheduleLeg fixed(std::int32_t from, std::int32_t months, std::int64_t micros = 60'000) {
  return {.kind = LegKind::fixed, .from_month = from, .months = months, .price = LegPrice{micros, 5}};
}
ScheduleLeg index_plus(std::int32_t from, std::int32_t months, std::int64_t micros = 5'000) {
  return {.kind = LegKind::index, .from_month = from, .months = months, .adder = LegPrice{micros, 4}, .index = "PJM COMED day-ahead"};
}
// "pointer code", or "sound".
std::string verdict(const std::vector<ScheduleLeg>& legs, const ScheduleRules& rules = {}) {
  const auto checked = check_schedule({.term_months = 24, .start_month = *Month::parse("2027-01"), .legs = legs}, rules);
  if (checked) return "sound";
  return checked.error().fields.front().pointer + " " + checked.error().code;
}

TEST(PriceSchedule, LegsCoverTheTermExactly) {
  EXPECT_EQ(verdict({fixed(1, 24)}), "sound");
  EXPECT_EQ(verdict({fixed(1, 12), index_plus(13, 12)}), "sound");
  EXPECT_EQ(verdict({fixed(1, 12), fixed(14, 11)}), "/schedule/legs/1/fromMonth leg_gap");
  EXPECT_EQ(verdict({fixed(2, 23)}), "/schedule/legs/0/fromMonth leg_gap");
  EXPECT_EQ(verdict({fixed(1, 12), fixed(12, 13)}), "/schedule/legs/1/fromMonth leg_overlap");
  EXPECT_EQ(verdict({fixed(1, 25)}), "/schedule/legs/0/months term_not_covered");
  EXPECT_EQ(verdict({fixed(1, 23)}), "/schedule/legs term_not_covered");
}

TEST(PriceSchedule, EachLegHasWhatItsKindNeedsAndNothingElse) {
  ScheduleLeg bare = fixed(1, 24);
  bare.price.reset();
  EXPECT_EQ(verdict({bare}), "/schedule/legs/0/price leg_price_missing");
  ScheduleLeg with_adder = fixed(1, 24);
  with_adder.adder = LegPrice{1'000, 3};
  EXPECT_EQ(verdict({with_adder}), "/schedule/legs/0/adder leg_price_excess");
  ScheduleLeg with_index = fixed(1, 24);
  with_index.index = "NYMEX";
  EXPECT_EQ(verdict({with_index}), "/schedule/legs/0/index leg_price_excess");
  ScheduleLeg nameless = index_plus(1, 24);
  nameless.index.clear();
  EXPECT_EQ(verdict({nameless}), "/schedule/legs/0/index leg_price_missing");
  ScheduleLeg priced = index_plus(1, 24);
  priced.price = LegPrice{60'000, 2};
  EXPECT_EQ(verdict({priced}), "/schedule/legs/0/price leg_price_excess");
  ScheduleLeg nymex{.kind = LegKind::nymex_plus, .from_month = 1, .months = 24, .adder = LegPrice{90'000, 2}};
  EXPECT_EQ(verdict({nymex}, {.price_unit = EnergyUnit::therm}), "sound");
  ScheduleLeg twice = fixed(1, 24);
  twice.components = {{"capacity", false}, {"capacity", true}};
  EXPECT_EQ(verdict({twice}), "/schedule/legs/0/components/1/name repeated");
}

TEST(PriceSchedule, PricesAreSaneOrConfirmed) {
  EXPECT_EQ(verdict({fixed(1, 24, 10'000)}), "sound");
  EXPECT_EQ(verdict({fixed(1, 24, 9'999)}), "/schedule/legs/0/price price_out_of_range");
  EXPECT_EQ(verdict({fixed(1, 24, 1'000'001)}), "/schedule/legs/0/price price_out_of_range");
  EXPECT_EQ(verdict({fixed(1, 24, 6'620'000)}, {.is_confirmed = true}), "sound");
  // 60 dollars a MWh are 6 cents a kWh; 60 dollars a kWh are a slip.
  EXPECT_EQ(verdict({fixed(1, 24, 60'000'000)}, {.price_unit = EnergyUnit::mwh}), "sound");
  EXPECT_EQ(verdict({fixed(1, 24, 60'000'000)}), "/schedule/legs/0/price price_out_of_range");
  EXPECT_EQ(verdict({index_plus(1, 24, -100'001)}), "/schedule/legs/0/adder price_out_of_range");
}

TEST(PriceSchedule, PricesOfSitesGoWithOneFixedLegAlone) {
  ScheduleLeg bare = fixed(1, 24);
  bare.price.reset();
  EXPECT_EQ(verdict({bare}, {.prices_are_of_sites = true}), "sound");
  EXPECT_EQ(verdict({fixed(1, 24)}, {.prices_are_of_sites = true}), "/schedule/legs/0/price leg_price_excess");
  EXPECT_EQ(verdict({bare, bare}, {.prices_are_of_sites = true}), "/sites leg_price_excess");
}

TEST(PriceSchedule, PricesKeepTheDigitsTheyWereWrittenWith) {
  EXPECT_EQ(*parse_leg_price("0.0595"), (LegPrice{59'500, 4}));
  EXPECT_EQ(*parse_leg_price("-0.10"), (LegPrice{-100'000, 2}));
  EXPECT_EQ(parse_leg_price("0.0595001").error().code, "invalid_decimal");
  EXPECT_EQ(parse_leg_price("1000.01").error().code, "out_of_range");
  EXPECT_EQ(parse_leg_price("5,95").error().code, "invalid_number");
}

TEST(PriceSchedule, OnlyOneFixedPriceWithoutAFeeIsAQuotesLine) {
  PriceSchedule schedule{.term_months = 24, .start_month = *Month::parse("2027-01"), .legs = {fixed(1, 24)}};
  EXPECT_TRUE(is_one_fixed_price(schedule));
  schedule.monthly_fee_cents = 995;
  EXPECT_FALSE(is_one_fixed_price(schedule));
  schedule.monthly_fee_cents = 0;
  EXPECT_TRUE(is_one_fixed_price(schedule));
  schedule.legs = {fixed(1, 12), fixed(13, 12)};
  EXPECT_FALSE(is_one_fixed_price(schedule));
}

}  // namespace
}  // namespace switchyard::pricing

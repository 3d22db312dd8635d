#include "pricing/portfolio/blend.hpp"

#include <gtest/gtest.h>

namespace switchyard::pricing {
namespace {

// money.md section 8.3 and scenario S15.
TEST(Blend, TwoAccountsBlendToFiveDecimalsAndTheDifferenceIsRoundingAlone) {
  const BlendPart parts[] = {{.usage_base_milli = 500'000'000, .price_micros = 71'000}, {.usage_base_milli = 250'000'000, .price_micros = 68'500}};
  const auto blend = blend_of(parts);
  ASSERT_TRUE(blend.has_value());
  EXPECT_EQ(blend->price_micros, 70'170);
  EXPECT_EQ(blend->exact_cost_cents, 5'262'500);
  EXPECT_EQ(blend->blended_cost_cents, 5'262'750);
}

TEST(Blend, PricesOfLargerUnitsCountByTheirBaseUnit) {
  const BlendPart parts[] = {{.usage_base_milli = 1'000'000, .price_micros = 70'000, .price_unit = EnergyUnit::kwh},
                             {.usage_base_milli = 1'000'000, .price_micros = 60'000'000, .price_unit = EnergyUnit::mwh}};
  EXPECT_EQ(blend_of(parts)->price_micros, 65'000);
}

TEST(Blend, WithoutUsageThereIsNoPrice) {
  EXPECT_EQ(blend_of({})->price_micros, 0);
}

TEST(Blend, UsageOutOfAllBoundsIsRefused) {
  const BlendPart parts[] = {{.usage_base_milli = 9'000'000'000'000'000'000, .price_micros = 1}, {.usage_base_milli = 9'000'000'000'000'000'000, .price_micros = 1}};
  EXPECT_EQ(blend_of(parts).error().code, "overflow");
}

// money.md section 8.1: 60,000 kWh at 0.0662 over 24 months.
TEST(TermCost, CountsMonthsOfAYear) {
  EXPECT_EQ(term_cost_cents(60'000'000, 66'200, EnergyUnit::kwh, 24).value(), 794'400);
  EXPECT_EQ(term_cost_cents(60'000'000, 66'200, EnergyUnit::kwh, 12).value(), 397'200);
  EXPECT_EQ(term_cost_cents(1'000'000, 2'400'000, EnergyUnit::mcf, 6).value(), 12'000);
}

}  // namespace
}  // namespace switchyard::pricing

// The worked numbers of money.md sections 5 and 8 that concern fees.
#include "pricing/terms/share_rule.hpp"

#include <gtest/gtest.h>

#include <array>

#include "pricing/search.hpp"

namespace switchyard::pricing {
namespace {

const ShareRule kHalfAboveSeven{.tiers = {{.from_micros = 0, .share_millionths = 1'000'000}, {.from_micros = 7'000, .share_millionths = 500'000}},
                                .realized_max_micros = 12'000};
const ShareRule kTwoThirdsAboveThreeCents{.tiers = {{.from_micros = 0, .share_millionths = 1'000'000}, {.from_micros = 30'000, .share_millionths = 677'000}}};

TEST(ShareRule, HalfOfWhatIsAboveSevenMilsIsTheBrokersUpToTwelve) {
  EXPECT_EQ(realized_micros(kHalfAboveSeven, 7'000), 7'000);
  EXPECT_EQ(realized_micros(kHalfAboveSeven, 10'000), 8'500);
  EXPECT_EQ(realized_micros(kHalfAboveSeven, 17'000), 12'000);
  EXPECT_EQ(realized_micros(kHalfAboveSeven, 20'000), 12'000);
}

TEST(ShareRule, AShareOfWhatIsAboveThreeCentsATherm) {
  EXPECT_EQ(realized_micros(kTwoThirdsAboveThreeCents, 30'000), 30'000);
  EXPECT_EQ(realized_micros(kTwoThirdsAboveThreeCents, 40'000), 36'770);
}

TEST(ShareRule, WithoutTiersAllIsRealized) { EXPECT_EQ(realized_micros({}, 5'000), 5'000); }

TEST(ShareRule, UnsoundTiersAreRefused) {
  EXPECT_EQ(check_share({.tiers = {{.from_micros = 1}}}).error().code, "share_unsound");
  EXPECT_EQ(check_share({.tiers = {{}, {}}}).error().code, "share_unsound");
  EXPECT_EQ(check_share({.tiers = {{.share_millionths = 1'000'001}}}).error().code, "share_unsound");
  EXPECT_TRUE(check_share(kHalfAboveSeven).has_value());
}

// money.md section 8, number 1: 60,000 kWh at 0.06120 and 5 mils.
TEST(WorkedNumbers, TwoMetersOfComEd) {
  const std::int64_t price = price_micros_of({.transfer_micros = 61'200, .partner_margin_micros = 5'000});
  EXPECT_EQ(price, 66'200);
  EXPECT_EQ(*annual_cost_cents(60'000'000, price, EnergyUnit::kwh), 397'200);
  EXPECT_EQ(*commission_cents(60'000'000, 5'000), 30'000);
  EXPECT_EQ(*commission_cents(120'000'000, 5'000), 60'000);
}

// Number 2: 4,800 Ccf at 0.4190 and 3 cents.
TEST(WorkedNumbers, GasByTheCcf) {
  EXPECT_EQ(*annual_cost_cents(4'800'000, 419'000, EnergyUnit::ccf), 201'120);
  EXPECT_EQ(*commission_cents(4'800'000, 30'000), 14'400);
}

// Number 4: 60/25/15 of $100.01.
TEST(WorkedNumbers, ASplitSumsToTheLineByLargestRemainder) {
  const std::array<std::int64_t, 3> shares = {60, 25, 15};
  EXPECT_EQ(split_by_largest_remainder(10'001, shares), (std::vector<std::int64_t>{6'001, 2'500, 1'500}));
  EXPECT_EQ(split_by_largest_remainder(-10'001, shares), (std::vector<std::int64_t>{-6'001, -2'500, -1'500}));
  const std::array<std::int64_t, 3> thirds = {1, 1, 1};
  EXPECT_EQ(split_by_largest_remainder(100, thirds), (std::vector<std::int64_t>{34, 33, 33}));
}

TEST(WorkedNumbers, ACommissionLineIsRoundedHalfEven) {
  EXPECT_EQ(*commission_cents(1'000, 5'000), 0);   // Half a cent.
  EXPECT_EQ(*commission_cents(3'000, 5'000), 2);   // A cent and a half.
}

}  // namespace
}  // namespace switchyard::pricing

#include "rules/price_instants.hpp"

#include <gtest/gtest.h>

#include "rules/contract_facts_fake.hpp"

namespace switchyard::rules {
namespace {

Instant at(std::string_view text) { return Instant::parse(text).value(); }

PriceInstants of(std::string_view supplier, std::string_view valid_until) {
  return price_instants(product_rules(), product_market(), supplier, at(valid_until), test_day()).value();
}

// S10.
TEST(PriceInstants, ASignatureInTimeIsEnoughWhereTheSupplierSaysSo) {
  const auto instants = of("us-gas-electric", "2026-11-24T16:00:00-05:00");
  EXPECT_EQ(instants.sign_by, at("2026-11-24T21:00:00Z"));
  EXPECT_FALSE(instants.submit_by);
  EXPECT_TRUE(instants.may_reaffirm);
}

TEST(PriceInstants, ASupplierThatNobodyKnowsWantsItByTheCutOff) {
  const auto instants = of("nobody", "2026-11-24T16:00:00-05:00");
  EXPECT_EQ(instants.rule, PriceRule::received_by_cutoff);
  EXPECT_EQ(instants.submit_by, at("2026-11-24T21:00:00Z"));
  EXPECT_TRUE(instants.is_default);
  EXPECT_EQ(instants.confidence, RuleConfidence::assumed);
}

TEST(PriceInstants, BusinessHoursAreTheSuppliersAndSkipNightsAndWeekends) {
  // Four hours from 16:00 Central on a Friday: one that day, three from 08:00 on Monday.
  EXPECT_EQ(of("bluestem-gas", "2026-11-20T16:00:00-06:00").submit_by, at("2026-11-23T11:00:00-06:00"));
  EXPECT_EQ(of("bluestem-gas", "2026-11-23T09:00:00-06:00").submit_by, at("2026-11-23T13:00:00-06:00"));
  EXPECT_EQ(of("bluestem-gas", "2026-11-23T13:00:00-06:00").submit_by, at("2026-11-23T17:00:00-06:00"));
  EXPECT_EQ(of("bluestem-gas", "2026-11-23T05:00:00-06:00").submit_by, at("2026-11-23T12:00:00-06:00"));
}

TEST(PriceInstants, ASuppliersOwnHolidaysCount) {
  // 24 hours of 08:30 to 17:30 from Wednesday 18:00: Thanksgiving and the Friday after are none.
  EXPECT_EQ(of("keystone-lantern", "2026-11-25T18:00:00-05:00").submit_by, at("2026-12-02T14:30:00-05:00"));
}

TEST(PriceInstants, AChangeOfClocksKeepsTheHourOnTheWall) {
  // Friday 16:00 Central standard time before clocks go on; three hours of Monday are in daylight time.
  EXPECT_EQ(of("bluestem-gas", "2027-03-12T16:00:00-06:00").submit_by, at("2027-03-15T11:00:00-05:00"));
}

}  // namespace
}  // namespace switchyard::rules

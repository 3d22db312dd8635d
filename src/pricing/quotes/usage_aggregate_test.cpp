#include "pricing/quotes/usage_aggregate.hpp"

#include <gtest/gtest.h>

#include "pricing/book/reading_fake.hpp"

namespace switchyard::pricing {
namespace {

LineFacts facts(const std::string& supplier, const std::string& utility, const std::string& rate_class = "", EnergyUnit unit = EnergyUnit::kwh) {
  return {.supplier = supplier, .commodity = commodity_of(unit), .utility_code = utility, .rate_class = rate_class, .price_unit = unit};
}

class Aggregates : public ::testing::Test {
 protected:
  LineFacts comed_small = facts("liberty", "comed", "Small");
  LineFacts comed_large = facts("liberty", "comed", "Large");
  LineFacts pseg = facts("liberty", "pseg", "Small");
  LineFacts other = facts("atlas", "comed", "Small");
  LineFacts gas = facts("liberty", "coh", "", EnergyUnit::ccf);

  // Lines of sites of their own: 10, 200, 3'000, 40'000 and 500'000.
  std::vector<SiteLine> five(std::string_view rule) {
    return {{&comed_small, "a", "", 10, rule}, {&comed_large, "b", "", 200, rule}, {&pseg, "c", "", 3'000, rule}, {&other, "a", "", 40'000, rule}, {&gas, "d", "", 500'000, rule}};
  }
  using Sums = std::vector<std::int64_t>;
};

TEST_F(Aggregates, FollowTheSuppliersRuleAndNeverAddUpCommoditiesOrSuppliers) {
  EXPECT_EQ(*aggregates_of(five("contract")), (Sums{3'210, 3'210, 3'210, 40'000, 500'000}));
  EXPECT_EQ(*aggregates_of(five("")), (Sums{3'210, 3'210, 3'210, 40'000, 500'000}));
  EXPECT_EQ(*aggregates_of(five("contract+utility")), (Sums{210, 210, 3'000, 40'000, 500'000}));
  EXPECT_EQ(*aggregates_of(five("contract+utility+rate_class")), (Sums{10, 200, 3'000, 40'000, 500'000}));
  EXPECT_EQ(*aggregates_of(five("account")), (Sums{10, 200, 3'000, 40'000, 500'000}));
}

TEST_F(Aggregates, ASiteWithSeveralOffersCountsOnce) {
  const std::vector<SiteLine> lines = {{&comed_small, "a", "", 10, "contract"}, {&comed_small, "a", "other address", 10, "contract"},
                                       {&comed_small, "", "1 Main St.", 200, "contract"}, {&comed_large, "", "1 MAIN ST", 200, "contract"},
                                       {&comed_small, "", "", 3'000, "contract"}, {&comed_small, "", "", 3'000, "contract"}};
  EXPECT_EQ(*aggregates_of(lines), Sums(6, 3'210));
  EXPECT_TRUE(differing_sites(lines).empty());
}

TEST_F(Aggregates, ASiteWithTwoUsagesIsSaid) {
  const std::vector<SiteLine> lines = {{&comed_small, "", "", 38'400, "contract"}, {&comed_small, "", "", 21'600, "contract"}, {&pseg, "", "", 1, "contract"}};
  EXPECT_EQ(differing_sites(lines), std::vector<std::size_t>{1});
}

TEST_F(Aggregates, OneStatedAggregateNeedsOneRuleForAllLines) {
  auto lines = five("contract");
  EXPECT_FALSE(is_one_aggregate(lines));  // Gas beside electricity.
  lines.pop_back();
  EXPECT_TRUE(is_one_aggregate(lines));
  EXPECT_FALSE(is_one_aggregate(std::vector<SiteLine>{{&comed_small, "a", "", 1, "contract+utility"}, {&pseg, "b", "", 1, "contract+utility"}}));
  EXPECT_TRUE(is_one_aggregate(std::vector<SiteLine>{{&comed_small, "a", "", 1, "contract+utility"}, {&comed_large, "b", "", 1, "contract+utility"}}));
  EXPECT_FALSE(is_one_aggregate(std::vector<SiteLine>{{&comed_small, "a", "", 1, "account"}}));
}

TEST_F(Aggregates, SumsBeyondExactnessAreRefused) {
  constexpr std::int64_t kHuge = 9'000'000'000'000'000'000;
  EXPECT_EQ(aggregates_of(std::vector<SiteLine>{{&comed_small, "a", "", kHuge, "contract"}, {&comed_small, "b", "", kHuge, "contract"}}).error().code, "overflow");
}

TEST(Bands, HoldFromTheirLowerEndToBelowTheirUpper) {
  LineFacts line = facts("liberty", "comed");
  line.band = band(75, 150, EnergyUnit::mwh);
  EXPECT_FALSE(check_band(line, 74'999'999));
  EXPECT_TRUE(check_band(line, 75'000'000));
  EXPECT_TRUE(check_band(line, 149'999'999));
  EXPECT_FALSE(check_band(line, 150'000'000));
  EXPECT_EQ(check_band(line, 150'000'000).error().message,
            "The rate is for a contract of 75 to 150 MWh, and this contract's aggregate with the supplier is 150000 kWh.");
  line.band.max_printed_inclusive = true;
  EXPECT_TRUE(check_band(line, 150'000'000));
  EXPECT_FALSE(check_band(line, 150'000'001));
  line.band_min_is_of_lower_band = true;
  EXPECT_FALSE(check_band(line, 75'000'000));
  line.band = band(1'000, std::nullopt, EnergyUnit::mwh);
  EXPECT_TRUE(check_band(line, 1'000'000'000'000'000));
  EXPECT_EQ(band_text(line.band), "from 1000 MWh");
  line.band = {};
  EXPECT_TRUE(check_band(line, 0));
}

}  // namespace
}  // namespace switchyard::pricing

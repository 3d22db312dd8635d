#include "market/spelling.hpp"

#include <gtest/gtest.h>

#include "market/loaded_market.hpp"

namespace switchyard::market {
namespace {

TEST(Spelling, CountsLettersThatDiffer) {
  EXPECT_EQ(spelling_distance("DUQUESNE", "DUQUESNE", 3), 0u);
  EXPECT_EQ(spelling_distance("DUQUENSNE", "DUQUESNE", 3), 1u);
  EXPECT_EQ(spelling_distance("DUQUENSE", "DUQUESNE", 3), 1u);
  EXPECT_EQ(spelling_distance("COMET", "COMED", 3), 1u);
  EXPECT_EQ(spelling_distance("", "AB", 3), 2u);
  EXPECT_GT(spelling_distance("PECO", "COMED", 2), 2u);
  EXPECT_GT(spelling_distance("A", "ABCDEFGH", 3), 3u);
}

TEST(Suggestions, NameTheUtilityThatIsSpelledAlmostSo) {
  const auto market = embedded_market();
  const AliasQuestion question{.supplier = "guttman", .alias = "Duquensne", .commodity = Commodity::electric, .state = ""};
  EXPECT_EQ(market->resolve_utility(question).outcome, Resolution::Outcome::unknown);
  const auto suggested = market->suggest_utilities(question);
  ASSERT_FALSE(suggested.empty());
  EXPECT_EQ(market->utility(suggested.front())->name.substr(0, 8), "Duquesne");
}

TEST(Suggestions, AreNoneForWordsThatAreLikeNothing) {
  const auto market = embedded_market();
  EXPECT_TRUE(market->suggest_utilities({.supplier = "", .alias = "Xyzzy Quux Power Works", .commodity = Commodity::electric}).empty());
  EXPECT_TRUE(market->suggest_utilities({.supplier = "", .alias = "XY", .commodity = Commodity::electric}).empty());
}

TEST(Suggestions, KeepToTheCommodityAndState) {
  const auto market = embedded_market();
  EXPECT_TRUE(market->suggest_utilities({.supplier = "", .alias = "Duquensne", .commodity = Commodity::gas}).empty());
  EXPECT_TRUE(market->suggest_utilities({.supplier = "", .alias = "Duquensne", .commodity = Commodity::electric, .state = "TX"}).empty());
}

}  // namespace
}  // namespace switchyard::market

#include "market/number_pattern.hpp"

#include <gtest/gtest.h>

namespace switchyard::market {
namespace {

NumberPattern pattern(std::string_view text) {
  auto parsed = NumberPattern::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text << (parsed ? "" : parsed.error().message);
  return *parsed;
}

TEST(NumberPattern, FixedCharactersAndDigitsMatchTheWholeText) {
  const NumberPattern pod = pattern("^PE\\d{18}$");
  EXPECT_TRUE(pod.matches("PE000001000000000000"));
  EXPECT_FALSE(pod.matches("PG000001000000000000"));
  EXPECT_FALSE(pod.matches("PE00000100000000000"));
  EXPECT_FALSE(pod.matches("PE0000010000000000000"));
  EXPECT_FALSE(pod.matches(""));
}

TEST(NumberPattern, ARangeOfLengthsTakesBothEnds) {
  const NumberPattern digits = pattern("^\\d{9,11}$");
  EXPECT_FALSE(digits.matches("12345678"));
  EXPECT_TRUE(digits.matches("123456789"));
  EXPECT_TRUE(digits.matches("12345678901"));
  EXPECT_FALSE(digits.matches("123456789012"));
}

TEST(NumberPattern, AlternativesAndGroupsAreTriedAll) {
  const NumberPattern esi = pattern("^(1044372|1017699)\\d{10}$");
  EXPECT_TRUE(esi.matches("10443720009876543"));
  EXPECT_TRUE(esi.matches("10176990009876543"));
  EXPECT_FALSE(esi.matches("10089010009876543"));
  const NumberPattern two = pattern("^\\d{22}$|^\\d{12}$");
  EXPECT_TRUE(two.matches("123456789012"));
  EXPECT_FALSE(two.matches("1234567890123"));
  const NumberPattern mixed = pattern("^(\\d{10}|\\d{10}Z\\d{9,11})$");
  EXPECT_TRUE(mixed.matches("1234567890Z123456789"));
  EXPECT_FALSE(mixed.matches("1234567890Z12345678"));
}

TEST(NumberPattern, SetsHoldCharactersAndRanges) {
  const NumberPattern last = pattern("^\\d{11}[0-9Y]$");
  EXPECT_TRUE(last.matches("12345678901Y"));
  EXPECT_TRUE(last.matches("123456789012"));
  EXPECT_FALSE(last.matches("12345678901Z"));
}

TEST(NumberPattern, ATextOverTheLimitMatchesNothing) {
  const NumberPattern digits = pattern("^\\d{1,64}$");
  EXPECT_TRUE(digits.matches(std::string(64, '1')));
  EXPECT_FALSE(digits.matches(std::string(65, '1')));
}

TEST(NumberPattern, WordsAreWhatPeopleSay) {
  EXPECT_EQ(pattern("^\\d{10}$").words(), "10 digits");
  EXPECT_EQ(pattern("^05\\d{20}$").words(), "05 and 20 digits");
  EXPECT_EQ(pattern("^(\\d{10}|\\d{13})$").words(), "10 or 13 digits");
  EXPECT_EQ(pattern("^(1044372|1017699)\\d{10}$").words(), "1044372 or 1017699 and 10 digits");
  EXPECT_EQ(pattern("^\\d{11}[0-9Y]$").words(), "11 digits and 1 of [0-9Y]");
  EXPECT_EQ(pattern("^\\d{9,14}$").words(), "9 to 14 digits");
}

TEST(NumberPattern, DistinctiveIsWhatBeginsWithTwoFixedCharacters) {
  EXPECT_TRUE(pattern("^PE\\d{18}$").is_distinctive());
  EXPECT_TRUE(pattern("^(1044372|1017699)\\d{10}$").is_distinctive());
  EXPECT_FALSE(pattern("^1\\d{14}$").is_distinctive());
  EXPECT_FALSE(pattern("^08\\d{18}$|^\\d{10}$").is_distinctive());
}

TEST(NumberPattern, WhatIsNotUnderstoodIsRefusedWithItsPlace) {
  for (const char* wrong : {"", "\\d{10}", "^\\d{10}", "^$", "^\\w$", "^\\d*$", "^\\d+$", "^.$", "^(\\d{2}){3}$", "^\\d{65}$", "^\\d{3,2}$", "^[a-z]$",
                            "^[$", "^[]$", "^(1$", "^1$x", "^1|2$", "^\\d{0}$", "^(((((1)))))$", "^(?=1)$", "^\\d{2", "^[0-"}) {
    const auto parsed = NumberPattern::parse(wrong);
    ASSERT_FALSE(parsed.has_value()) << wrong;
    EXPECT_EQ(parsed.error().code, "invalid_pattern") << wrong;
  }
  EXPECT_FALSE(NumberPattern::parse("^" + std::string(200, '1') + "$").has_value());
}

}  // namespace
}  // namespace switchyard::market

#include "values/decimal.hpp"

#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace switchyard {
namespace {

constexpr int kRounds = 20'000;

Decimal decimal(std::string_view text) { return *Decimal::parse(text); }

std::int64_t any_coefficient(std::mt19937_64& random) { return static_cast<std::int64_t>(random() >> (random() % 64)) * (random() % 2 ? 1 : -1); }

TEST(Decimal, TextKeepsTrailingZeros) {
  EXPECT_EQ(decimal("0.06620").text(), "0.06620");
  EXPECT_EQ(decimal("0.06620").shortest_text(), "0.0662");
  EXPECT_EQ(decimal("-12.0340").text(), "-12.0340");
  EXPECT_EQ(decimal("100").shortest_text(), "100");
  EXPECT_EQ(decimal("-0.00").text(), "0.00");
}

TEST(Decimal, WhatWasPrintedReadsBackTheSame) {
  std::mt19937_64 random(1);
  for (int i = 0; i < kRounds; ++i) {
    const auto made = *Decimal::from_parts(any_coefficient(random), static_cast<int>(random() % 19));
    const auto read = Decimal::parse(made.text());
    ASSERT_TRUE(read) << made.text();
    ASSERT_EQ(read->coefficient(), made.coefficient());
    ASSERT_EQ(read->scale(), made.scale());
    ASSERT_EQ(*Decimal::parse(made.shortest_text()), made);
  }
}

TEST(Decimal, OnlyTheWireFormIsRead) {
  for (const char* text : {"", "-", "+1", ".5", "5.", "1,000", " 1", "1 ", "1e3", "0x1", "1.2.3", "--1", "1-", "NaN", "\xd9\xa1", "$1"}) {
    const auto read = Decimal::parse(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, "invalid_number") << text;
  }
}

TEST(Decimal, TheLargestAndSmallestAreReadAndOneMoreOverflows) {
  EXPECT_EQ(decimal("9223372036854775807").coefficient(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(decimal("-9223372036854775808").text(), "-9223372036854775808");
  EXPECT_EQ(Decimal::parse("9223372036854775808").error().code, "overflow");
  EXPECT_EQ(Decimal::parse("-9223372036854775809").error().code, "overflow");
  EXPECT_EQ(Decimal::parse("99999999999999999999999").error().code, "overflow");
  EXPECT_EQ(Decimal::parse("0.0000000000000000001").error().code, "too_precise");
  EXPECT_EQ(Decimal::parse(std::string(65, '0')).error().code, "invalid_number");
  EXPECT_EQ(decimal(std::string(64, '0')), Decimal());
  EXPECT_FALSE(Decimal::from_parts(1, 19));
  EXPECT_FALSE(Decimal::from_parts(1, -1));
}

TEST(Decimal, StoredNumbersOfWorkbooksAreReadWithTheirExponent) {
  EXPECT_EQ(Decimal::parse_scientific("5.7200000000000001E-2")->text(), "0.057200000000000001");
  EXPECT_EQ(*Decimal::parse_scientific("1E+3"), decimal("1000"));
  EXPECT_EQ(*Decimal::parse_scientific("-2.5e1"), decimal("-25"));
  EXPECT_EQ(*Decimal::parse_scientific("0.0557"), decimal("0.0557"));
  EXPECT_EQ(*Decimal::parse_scientific("0E+999"), decimal("0"));
  EXPECT_EQ(*Decimal::parse_scientific("1E-30"), decimal("0"));
  EXPECT_EQ(Decimal::parse_scientific("1E19").error().code, "overflow");
  EXPECT_EQ(Decimal::parse_scientific("1E9999").error().code, "overflow");
  for (const char* text : {"1E", "1E+", "1E99999", "E5", "1e1.5", "1e 5"}) EXPECT_FALSE(Decimal::parse_scientific(text)) << text;
}

TEST(Decimal, MoreThanEighteenSignificantDigitsAreRoundedHalfEvenOnce) {
  EXPECT_EQ(Decimal::parse_scientific("1.2345678901234567850")->text(), "1.23456789012345678");
  EXPECT_EQ(Decimal::parse_scientific("1.2345678901234567750")->text(), "1.23456789012345678");
  EXPECT_EQ(Decimal::parse_scientific("1.23456789012345678501")->text(), "1.23456789012345679");
  EXPECT_EQ(Decimal::parse_scientific("9.99999999999999999999")->text(), "10.00000000000000000");
  EXPECT_EQ(Decimal::parse_scientific("5E-19")->text(), "0.000000000000000000");
  EXPECT_EQ(Decimal::parse_scientific("5.1E-19")->text(), "0.000000000000000001");
  EXPECT_EQ(Decimal::parse_scientific("15E-19")->text(), "0.000000000000000002");
}

TEST(Decimal, ReadsThePlainFormAsParseDoes) {
  std::mt19937_64 random(2);
  for (int i = 0; i < kRounds; ++i) {
    const auto made = *Decimal::from_parts(any_coefficient(random) % 1'000'000'000'000'000'000, static_cast<int>(random() % 19));
    ASSERT_EQ(*Decimal::parse_scientific(made.text()), made) << made.text();
  }
}

struct RoundingCase {
  const char* number;
  const char* half_up;
  const char* half_even;
  const char* down;
  const char* up;
};

class NamedRounding : public testing::TestWithParam<RoundingCase> {};

TEST_P(NamedRounding, ToTwoDecimals) {
  const auto& c = GetParam();
  EXPECT_EQ(decimal(c.number).rescaled(2, Rounding::half_up)->text(), c.half_up);
  EXPECT_EQ(decimal(c.number).rescaled(2, Rounding::half_even)->text(), c.half_even);
  EXPECT_EQ(decimal(c.number).rescaled(2, Rounding::down)->text(), c.down);
  EXPECT_EQ(decimal(c.number).rescaled(2, Rounding::up)->text(), c.up);
}

INSTANTIATE_TEST_SUITE_P(Literals, NamedRounding,
                         testing::Values(RoundingCase{"0.125", "0.13", "0.12", "0.12", "0.13"},
                                         RoundingCase{"0.135", "0.14", "0.14", "0.13", "0.14"},
                                         RoundingCase{"-0.125", "-0.13", "-0.12", "-0.12", "-0.13"},
                                         RoundingCase{"0.1249", "0.12", "0.12", "0.12", "0.13"},
                                         RoundingCase{"0.1251", "0.13", "0.13", "0.12", "0.13"},
                                         RoundingCase{"-0.1251", "-0.13", "-0.13", "-0.12", "-0.13"},
                                         RoundingCase{"0.12", "0.12", "0.12", "0.12", "0.12"},
                                         RoundingCase{"0.005", "0.01", "0.00", "0.00", "0.01"},
                                         RoundingCase{"7", "7.00", "7.00", "7.00", "7.00"}));

TEST(Decimal, ADisplayedPriceIsRoundedOnceFromTheStoredValue) {
  // money.md section 1: stored 0.0742649, shown 0.0743, fee 5 mils -> 0.07930, not 0.07926.
  const auto displayed = *decimal("0.0742649").rescaled(4, Rounding::half_up);
  EXPECT_EQ(displayed.text(), "0.0743");
  EXPECT_EQ(add(displayed, decimal("0.005"))->rescaled(5, Rounding::half_up)->text(), "0.07930");
}

TEST(Decimal, RescalingThatDoesNotFitOverflows) {
  EXPECT_EQ(decimal("9223372036854775807").rescaled(1, Rounding::half_up).error().code, "overflow");
  EXPECT_EQ(decimal("1").rescaled(19, Rounding::down).error().code, "too_precise");
  EXPECT_EQ(decimal("1.250").exactly_at(2)->text(), "1.25");
  EXPECT_EQ(decimal("1.251").exactly_at(2).error().code, "too_precise");
}

TEST(Decimal, ExcelShowsFifteenSignificantDigits) {
  EXPECT_EQ(decimal("0.0572000000000001").to_significant(15).text(), "0.0572000000000001");
  EXPECT_EQ(decimal("0.05720000000000001").to_significant(15).shortest_text(), "0.0572");
  EXPECT_EQ(decimal("0.999999999999999999").to_significant(15).shortest_text(), "1");
  EXPECT_EQ(decimal("-12345").to_significant(2).text(), "-12000");
  EXPECT_EQ(decimal("12.5").to_significant(2).text(), "13");
}

TEST(Decimal, OrdersByValueWhateverTheScale) {
  EXPECT_EQ(decimal("1.50"), decimal("1.5"));
  EXPECT_LT(decimal("-2"), decimal("-1.999"));
  EXPECT_GT(decimal("9223372036854775807"), decimal("0.000000000000000001"));
}

TEST(Decimal, SumsAndDifferencesUndoEachOther) {
  std::mt19937_64 random(3);
  for (int i = 0; i < kRounds; ++i) {
    const auto a = *Decimal::from_parts(any_coefficient(random) / 1'000'000, static_cast<int>(random() % 7));
    const auto b = *Decimal::from_parts(any_coefficient(random) / 1'000'000, static_cast<int>(random() % 7));
    const auto sum = add(a, b);
    ASSERT_TRUE(sum) << a.text() << " + " << b.text();
    ASSERT_EQ(*subtract(*sum, b), a);
  }
}

TEST(Decimal, SumsThatDoNotFitOverflow) {
  EXPECT_EQ(add(decimal("9223372036854775807"), decimal("1")).error().code, "overflow");
  EXPECT_EQ(subtract(decimal("-9223372036854775808"), decimal("1")).error().code, "overflow");
  EXPECT_EQ(add(decimal("9000000000000000000"), decimal("0.10")).error().code, "overflow");
  EXPECT_EQ(add(decimal("9000000000000000000"), decimal("0.00"))->text(), "9000000000000000000");
}

TEST(Decimal, ProductsAreExactOrRefused) {
  EXPECT_EQ(multiply(decimal("0.0050"), decimal("1.0627"))->shortest_text(), "0.0053135");
  EXPECT_EQ(multiply(decimal("0.08500"), decimal("1.07"))->shortest_text(), "0.09095");
  EXPECT_EQ(multiply(decimal("9223372036854775807"), decimal("2")).error().code, "overflow");
  EXPECT_EQ(multiply(decimal("0.000000001"), decimal("0.0000000001")).error().code, "too_precise");
  EXPECT_EQ(multiply(decimal("0.0000000010"), decimal("0.0000000010"))->text(), "0.000000000000000001");
}

TEST(DivideRounded, BlendedPriceOfTwoAccounts) {
  // money.md section 8.3: (35,500 + 17,125) / 750,000 = 0.0701666.. -> 0.07017, as hundred-thousandths of a dollar.
  EXPECT_EQ(*divide_rounded(Int128{52'625} * 100'000, 750'000, Rounding::half_up), 7017);
}

TEST(DivideRounded, EdgesOfTheRange) {
  const auto max = std::numeric_limits<std::int64_t>::max();
  const auto min = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(*divide_rounded(min, 1, Rounding::down), min);
  EXPECT_EQ(*divide_rounded(max, -1, Rounding::down), -max);
  EXPECT_EQ(divide_rounded(min, -1, Rounding::down).error().code, "overflow");
  EXPECT_EQ(divide_rounded(Int128{max} * 2 + 1, 2, Rounding::half_up).error().code, "overflow");
  EXPECT_EQ(*divide_rounded(Int128{max} * 2 + 1, 2, Rounding::down), max);
  EXPECT_THROW((void)divide_rounded(1, 0, Rounding::down), Bug);
}

}  // namespace
}  // namespace switchyard

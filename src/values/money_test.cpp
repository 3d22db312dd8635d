#include "values/money.hpp"

#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace switchyard {
namespace {

UnitPrice price(std::string_view text, EnergyUnit unit) { return *UnitPrice::parse(text, unit); }
Energy energy(std::string_view text, EnergyUnit unit) { return *Energy::parse(text, unit); }
std::string cost(const UnitPrice& unit_price, const Energy& amount) {
  return round_to_cents(*multiply(unit_price, amount), Rounding::half_up)->text();
}

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST(Money, ReadsBackTheSame) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto money = Money::from_cents(static_cast<std::int64_t>(random()));
    ASSERT_EQ(*Money::parse(money.text()), money);
  }
  EXPECT_EQ(Money::from_cents(397'200).text(), "3972.00");
  EXPECT_EQ(Money::from_cents(-5).text(), "-0.05");
  EXPECT_EQ(Money::parse("1.5")->cents(), 150);
}

TEST(Money, PartsOfACentAndOverflowAreRefused) {
  EXPECT_EQ(Money::parse("1.005").error().code, "too_precise");
  EXPECT_EQ(Money::parse("92233720368547758.08").error().code, "overflow");
  EXPECT_EQ(Money::parse("$1").error().code, "invalid_number");
  EXPECT_EQ(add(Money::from_cents(kMost), Money::from_cents(1)).error().code, "overflow");
  EXPECT_EQ(subtract(Money::from_cents(-kMost), Money::from_cents(2)).error().code, "overflow");
  EXPECT_EQ(add(Money::from_cents(1), Money::from_cents(2))->cents(), 3);
  EXPECT_EQ(subtract(Money::from_cents(1), Money::from_cents(2))->cents(), -1);
}

TEST(UnitPrice, ReadsBackTheSame) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 20'000; ++i) {
    const auto made = UnitPrice::from_micros(static_cast<std::int64_t>(random()), EnergyUnit::kwh);
    ASSERT_EQ(price(made.text(6), EnergyUnit::kwh), made);
  }
}

TEST(UnitPrice, PricesAsSuppliersWriteThem) {
  // money.md section 1, each in dollars a stated unit.
  EXPECT_EQ(price("0.05305", EnergyUnit::kwh).micros(), 53'050);
  EXPECT_EQ(price("70.36", EnergyUnit::mwh).micros(), 70'360'000);
  EXPECT_EQ(UnitPrice::from_decimal(*multiply(*Decimal::parse("6.858"), *Decimal::parse("0.01")), EnergyUnit::kwh, Rounding::half_even)->micros(), 68'580);
  EXPECT_EQ(price("0.398", EnergyUnit::ccf).text(3), "0.398");
  EXPECT_EQ(price("2.92", EnergyUnit::mcf).unit_text(), "$/Mcf");
  EXPECT_EQ(UnitPrice::from_decimal(*Decimal::parse_scientific("5.7200000000000001E-2"), EnergyUnit::kwh, Rounding::half_even)->micros(), 57'200);
  EXPECT_EQ(UnitPrice::parse("0.0572001", EnergyUnit::kwh).error().code, "too_precise");
}

TEST(UnitPrice, IsPrintedWithTheDecimalsAskedFor) {
  EXPECT_EQ(price("0.0662", EnergyUnit::kwh).text(5), "0.06620");
  EXPECT_THROW((void)price("0.066201", EnergyUnit::kwh).text(5), Bug);
  EXPECT_THROW((void)price("0.0662", EnergyUnit::kwh).text(7), Bug);
  EXPECT_EQ(price("0.070314", EnergyUnit::kwh).rounded(5, Rounding::half_up)->text(5), "0.07031");
}

TEST(UnitPrice, BaseAndFee) {
  // money.md section 8.1: base 0.06120, fee 5 mils.
  EXPECT_EQ(add(price("0.06120", EnergyUnit::kwh), price("0.005", EnergyUnit::kwh))->text(5), "0.06620");
  EXPECT_EQ(add(price("1", EnergyUnit::kwh), price("1", EnergyUnit::mwh)).error().code, "unit_mismatch");
  EXPECT_EQ(add(UnitPrice::from_micros(kMost, EnergyUnit::kwh), UnitPrice::from_micros(1, EnergyUnit::kwh)).error().code, "overflow");
}

TEST(Cost, WorkedNumbersOfTwoMetersAtComEd) {
  EXPECT_EQ(cost(price("0.06620", EnergyUnit::kwh), energy("60000", EnergyUnit::kwh)), "3972.00");
  EXPECT_EQ(cost(price("0.005", EnergyUnit::kwh), energy("60000", EnergyUnit::kwh)), "300.00");
  EXPECT_EQ(cost(price("0.005", EnergyUnit::kwh), energy("120000", EnergyUnit::kwh)), "600.00");
}

TEST(Cost, WorkedNumbersOfGasInTheUtilitysUnit) {
  EXPECT_EQ(cost(price("0.4190", EnergyUnit::ccf), energy("4800", EnergyUnit::ccf)), "2011.20");
  EXPECT_EQ(cost(price("0.03", EnergyUnit::ccf), energy("4800", EnergyUnit::ccf)), "144.00");
}

TEST(Cost, WorkedNumbersOfABlend) {
  EXPECT_EQ(cost(price("0.07100", EnergyUnit::kwh), energy("500000", EnergyUnit::kwh)), "35500.00");
  EXPECT_EQ(cost(price("0.06850", EnergyUnit::kwh), energy("250000", EnergyUnit::kwh)), "17125.00");
  EXPECT_EQ(cost(price("0.07017", EnergyUnit::kwh), energy("750000", EnergyUnit::kwh)), "52627.50");
}

TEST(Cost, WorkedNumbersOfUpfrontPayAndEarlyEnd) {
  EXPECT_EQ(cost(price("0.004", EnergyUnit::kwh), energy("72000", EnergyUnit::kwh)), "288.00");
  EXPECT_EQ(cost(price("0.004", EnergyUnit::kwh), energy("20000", EnergyUnit::kwh)), "80.00");
  EXPECT_EQ(cost(price("0.0110", EnergyUnit::kwh), energy("70000", EnergyUnit::kwh)), "770.00");
}

TEST(Cost, UnitsOfOneKindAreScaledExactly) {
  EXPECT_EQ(cost(price("70.36", EnergyUnit::mwh), energy("60000", EnergyUnit::kwh)), "4221.60");
  EXPECT_EQ(cost(price("0.07036", EnergyUnit::kwh), energy("60", EnergyUnit::mwh)), "4221.60");
  EXPECT_EQ(cost(price("4.190", EnergyUnit::mcf), energy("4800", EnergyUnit::ccf)), "2011.20");
  EXPECT_EQ(cost(price("3.333333", EnergyUnit::dth), energy("0.003", EnergyUnit::therm)), "0.00");
  EXPECT_EQ(multiply(price("1", EnergyUnit::ccf), energy("1", EnergyUnit::therm)).error().code, "unit_mismatch");
}

TEST(Cost, AThousandthOfANanoDollarDecidesATie) {
  // 5.000001 $/MWh x 1 kWh is just above half a cent; 5 $/MWh is a tie.
  EXPECT_EQ(round_to_cents(*multiply(price("5.000001", EnergyUnit::mwh), energy("1", EnergyUnit::kwh)), Rounding::half_even)->text(), "0.01");
  EXPECT_EQ(round_to_cents(*multiply(price("5", EnergyUnit::mwh), energy("1", EnergyUnit::kwh)), Rounding::half_even)->text(), "0.00");
  EXPECT_EQ(cost(price("5", EnergyUnit::mwh), energy("1", EnergyUnit::kwh)), "0.01");
}

TEST(Cost, TooLargeIsRefused) {
  const auto dear = UnitPrice::from_micros(kMost, EnergyUnit::kwh);
  EXPECT_EQ(round_to_cents(*multiply(dear, Energy::from_milli(kMost, EnergyUnit::kwh)), Rounding::half_up).error().code, "overflow");
  EXPECT_EQ(multiply(dear, Energy::from_milli(kMost, EnergyUnit::mwh)).error().code, "overflow");
}

TEST(Percent, ReadsBackTheSame) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 20'000; ++i) {
    const auto percent = Percent::from_millionths(static_cast<std::int64_t>(random() % 10'000'000));
    ASSERT_EQ(*Percent::parse(percent.text()), percent);
  }
  EXPECT_EQ(Percent::parse("12.5")->millionths(), 125'000);
  EXPECT_EQ(Percent::from_millionths(1'000'000).text(), "100");
  EXPECT_EQ(Percent::parse("0.00001").error().code, "too_precise");
}

}  // namespace
}  // namespace switchyard

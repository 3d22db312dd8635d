#include "values/energy.hpp"

#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace switchyard {
namespace {

TEST(Energy, AmountsReadBackTheSame) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto energy = Energy::from_milli(static_cast<std::int64_t>(random() >> (1 + random() % 60)), EnergyUnit::ccf);
    ASSERT_EQ(*Energy::parse(energy.amount_text(), EnergyUnit::ccf), energy);
  }
  EXPECT_EQ(Energy::from_milli(12'500, EnergyUnit::kwh).amount_text(), "12.5");
}

TEST(Energy, NegativeTooPreciseAndTooLargeAreRefused) {
  EXPECT_EQ(Energy::parse("-1", EnergyUnit::kwh).error().code, "negative_amount");
  EXPECT_EQ(Energy::parse("0.0001", EnergyUnit::kwh).error().code, "too_precise");
  EXPECT_EQ(Energy::parse("9223372036854776", EnergyUnit::kwh).error().code, "overflow");
  EXPECT_EQ(Energy::parse("9223372036854775.807", EnergyUnit::kwh)->milli_units(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(Energy::parse("1.0000", EnergyUnit::kwh)->milli_units(), 1000);
}

TEST(Energy, MultiplesAreExactInTheBaseUnit) {
  EXPECT_EQ(*Energy::parse("1.5", EnergyUnit::mwh)->in_base(), Energy::from_milli(1'500'000, EnergyUnit::kwh));
  EXPECT_EQ(*Energy::parse("2", EnergyUnit::dth)->in_base(), Energy::from_milli(20'000, EnergyUnit::therm));
  EXPECT_EQ(*Energy::parse("2", EnergyUnit::mcf)->in_base(), Energy::from_milli(20'000, EnergyUnit::ccf));
  EXPECT_EQ(Energy::from_milli(std::numeric_limits<std::int64_t>::max(), EnergyUnit::mwh).in_base().error().code, "overflow");
}

TEST(Energy, HeatAndVolumeNeverMix) {
  EXPECT_NE(base_of(EnergyUnit::dth), base_of(EnergyUnit::mcf));
  EXPECT_EQ(add(Energy::from_milli(1, EnergyUnit::therm), Energy::from_milli(1, EnergyUnit::ccf)).error().code, "unit_mismatch");
  EXPECT_THROW((void)(Energy::from_milli(1, EnergyUnit::kwh) < Energy::from_milli(2, EnergyUnit::mwh)), Bug);
}

TEST(Energy, AccountsAddUp) {
  // money.md section 8.1: 38,400 + 21,600 kWh.
  EXPECT_EQ(add(*Energy::parse("38400", EnergyUnit::kwh), *Energy::parse("21600", EnergyUnit::kwh))->amount_text(), "60000");
  const auto most = Energy::from_milli(std::numeric_limits<std::int64_t>::max(), EnergyUnit::kwh);
  EXPECT_EQ(add(most, Energy::from_milli(1, EnergyUnit::kwh)).error().code, "overflow");
}

TEST(EnergyUnit, EveryNameReadsBackInAnyCase) {
  for (auto unit : {EnergyUnit::kwh, EnergyUnit::mwh, EnergyUnit::therm, EnergyUnit::dth, EnergyUnit::ccf, EnergyUnit::mcf}) {
    EXPECT_EQ(*parse_energy_unit(text_of(unit)), unit);
  }
  EXPECT_EQ(*parse_energy_unit("KWH"), EnergyUnit::kwh);
  EXPECT_EQ(*parse_energy_unit("mmbtu"), EnergyUnit::dth);
  EXPECT_EQ(parse_energy_unit("joule").error().code, "invalid_unit");
  EXPECT_EQ(parse_energy_unit("").error().code, "invalid_unit");
  EXPECT_EQ(commodity_of(EnergyUnit::mwh), Commodity::electric);
  EXPECT_EQ(commodity_of(EnergyUnit::ccf), Commodity::gas);
}

TEST(EnergyUnit, EitherCcfOrThermStandsInSheetsAloneAndMixesWithNeither) {
  EXPECT_EQ(text_of(EnergyUnit::ccf_or_therm), "Ccf/therm");
  EXPECT_EQ(price_text_of(EnergyUnit::ccf_or_therm), "$/(Ccf/therm)");
  EXPECT_EQ(price_text_of(EnergyUnit::mcf), "$/Mcf");
  EXPECT_FALSE(parse_energy_unit("Ccf/therm").has_value());
  EXPECT_EQ(base_of(EnergyUnit::ccf_or_therm), EnergyUnit::ccf_or_therm);
  EXPECT_EQ(commodity_of(EnergyUnit::ccf_or_therm), Commodity::gas);
}

TEST(Commodity, ReadsBack) {
  EXPECT_EQ(*parse_commodity(text_of(Commodity::gas)), Commodity::gas);
  EXPECT_EQ(*parse_commodity(text_of(Commodity::electric)), Commodity::electric);
  EXPECT_EQ(parse_commodity("Gas").error().code, "invalid_commodity");
}

}  // namespace
}  // namespace switchyard

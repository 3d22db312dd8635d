#include "pricing/quotes/line_derivation.hpp"

#include <gtest/gtest.h>

#include "pricing/book/reading_fake.hpp"

namespace switchyard::pricing {
namespace {

// The facts of the reading's first row.
LineFacts facts_of_first(const std::string& worksheet, const std::string& cell, EnergyUnit unit, const UsageBand& sold) {
  return {.source_id = "rat_1", .supplier = "liberty", .commodity = commodity_of(unit), .customer_class = CustomerClass::commercial, .utility_word = "coh",
          .start_from = Month::parse("2026-03").value(), .start_until = Month::parse("2026-04").value(), .term_months = 12, .band = sold, .price_unit = unit,
          .price_decimals = 4, .basis_micros = 451'900, .stored_micros = 451'900, .price_text = "451900e-6", .valid_from = *Date::parse("2026-01-05"),
          .valid_until = *Date::parse("2026-01-06"), .sellable_from = *Instant::parse("2026-01-05T14:00:00Z"),
          .sellable_until = *Instant::parse("2026-01-05T23:00:00Z"), .worksheet = worksheet, .cell = cell};
}

SheetReading gas_reading(EnergyUnit unit) {
  return reading_of({{.utility = "coh", .band = band(0, 10'000, unit), .price = 451'900, .decimals = 4, .unit = unit, .commodity = Commodity::gas}});
}

TEST(LineDerivation, ARowIsFoundByItsCell) {
  const SheetReading reading = gas_reading(EnergyUnit::ccf);
  const UsageBand sold = band(0, 10'000, EnergyUnit::ccf);
  EXPECT_EQ(reading_faults(facts_of_first("Prices", "C2", EnergyUnit::ccf, sold), reading), std::vector<std::string>{});
  EXPECT_EQ(reading_faults(facts_of_first("Prices", "C3", EnergyUnit::ccf, sold), reading), std::vector<std::string>{"the file has no price at Prices!C3"});
}

TEST(LineDerivation, ARowOfAPdfIsFoundByItsPlaceOnThePage) {
  SheetReading reading = gas_reading(EnergyUnit::ccf);
  reading.page_refs = true;
  reading.worksheets = {"p1"};
  reading.rows[0].cell = {.row = 114, .column = 447};
  EXPECT_EQ(reading_faults(facts_of_first("p1", "p1@447,114", EnergyUnit::ccf, band(0, 10'000, EnergyUnit::ccf)), reading), std::vector<std::string>{});
}

TEST(LineDerivation, CcfOrThermIsTheUnitThatTheUtilityBillsIn) {
  const SheetReading reading = gas_reading(EnergyUnit::ccf_or_therm);
  for (const EnergyUnit unit : {EnergyUnit::ccf, EnergyUnit::therm}) {
    EXPECT_EQ(reading_faults(facts_of_first("Prices", "C2", unit, band(0, 10'000, unit)), reading), std::vector<std::string>{});
  }
  EXPECT_FALSE(reading_faults(facts_of_first("Prices", "C2", EnergyUnit::mcf, band(0, 10'000, EnergyUnit::mcf)), reading).empty());
}

TEST(LineDerivation, EachDifferenceIsSaidWithBothValues) {
  LineFacts facts = facts_of_first("Prices", "C2", EnergyUnit::ccf, band(0, 10'000, EnergyUnit::ccf));
  facts.term_months = 24;
  facts.stored_micros = 451'901;
  EXPECT_EQ(reading_faults(facts, gas_reading(EnergyUnit::ccf)), (std::vector<std::string>{"the stored price was quoted as '0.451901', and is '0.451900'",
                                                                                          "the term was quoted as '24', and is '12'"}));
}

}  // namespace
}  // namespace switchyard::pricing

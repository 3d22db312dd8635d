#include "pricing/quotes/line_price.hpp"

#include <gtest/gtest.h>

namespace switchyard::pricing {
namespace {

SourcedLine line(std::int64_t basis_micros, EnergyUnit unit = EnergyUnit::kwh, int decimals = 5, int term = 12) {
  SourcedLine made;
  made.facts.basis_micros = basis_micros;
  made.facts.price_unit = unit;
  made.facts.price_decimals = decimals;
  made.facts.term_months = term;
  made.terms.margin = {.min_micros = 0, .max_micros = 50'000, .step_micros = 100, .default_micros = 2'000};
  return made;
}

// money.md section 8, example 1: 60,000 kWh at 0.06120 and 5 mils, 24 months.
TEST(LinePrice, OfTheTradesFirstExample) {
  const SourcedLine comed = line(61'200, EnergyUnit::kwh, 5, 24);
  const auto stack = line_stack(comed, {.partner_micros = 5'000});
  ASSERT_TRUE(stack);
  EXPECT_EQ(stack->price_micros, 66'200);
  const auto costs = line_costs(comed.facts, stack->price_micros, *Energy::parse("60000", EnergyUnit::kwh));
  EXPECT_EQ(costs->annual_cents, 397'200);
  EXPECT_EQ(costs->term_cents, 794'400);
}

// Example 2: Columbia Gas of Ohio, 4,800 Ccf at 0.4190; the same as 480 Mcf.
TEST(LinePrice, OfGasInItsOwnUnitOrTenOfThem) {
  const SourcedLine coh = line(419'000, EnergyUnit::ccf, 4, 18);
  EXPECT_EQ(line_costs(coh.facts, 419'000, *Energy::parse("4800", EnergyUnit::ccf))->annual_cents, 201'120);
  EXPECT_EQ(line_costs(coh.facts, 419'000, *Energy::parse("480", EnergyUnit::mcf))->annual_cents, 201'120);
  EXPECT_EQ(line_costs(coh.facts, 419'000, *Energy::parse("480", EnergyUnit::mcf))->term_cents, 301'680);
  EXPECT_EQ(line_costs(coh.facts, 419'000, *Energy::parse("480", EnergyUnit::therm)).error().code, "unit_mismatch");
}

TEST(LinePrice, ATermsCostIsRoundedOnceAndNotFromTheRoundedYear) {
  // 1 kWh at 0.01000 is a cent a year; 7 months of it are 0.583 cents, 6 are half a cent, which goes up.
  EXPECT_EQ(line_costs(line(10'000, EnergyUnit::kwh, 5, 7).facts, 10'000, *Energy::parse("1", EnergyUnit::kwh))->term_cents, 1);
  EXPECT_EQ(line_costs(line(10'000, EnergyUnit::kwh, 5, 6).facts, 10'000, *Energy::parse("1", EnergyUnit::kwh))->term_cents, 1);
  EXPECT_EQ(line_costs(line(10'000, EnergyUnit::kwh, 5, 5).facts, 10'000, *Energy::parse("1", EnergyUnit::kwh))->term_cents, 0);
}

TEST(LinePrice, ACostBeyondAllMoneyIsRefused) {
  const SourcedLine dear = line(2'000'000'000, EnergyUnit::kwh, 5, 600);
  EXPECT_EQ(line_costs(dear.facts, 2'000'000'000, *Energy::parse("1000000000000", EnergyUnit::kwh)).error().code, "overflow");
}

TEST(LinePrice, WithoutAMarginTheTermsDefaultIsTaken) {
  EXPECT_EQ(line_stack(line(61'200), {})->partner_margin_micros, 2'000);
  EXPECT_EQ(line_stack(line(61'200'000, EnergyUnit::mwh, 2), {})->partner_margin_micros, 2'000'000);
}

TEST(LinePrice, MarginsOutsideOfTheLimitsOrTheirStepAreRefused) {
  const auto code = [](const AskedMargins& asked) {
    const auto stack = line_stack(line(61'200), asked);
    return stack ? std::string("taken") : stack.error().code + " " + stack.error().fields.front().pointer;
  };
  EXPECT_EQ(code({.partner_micros = 50'000}), "taken");
  EXPECT_EQ(code({.partner_micros = 50'100}), "margin_out_of_policy margin");
  EXPECT_EQ(code({.partner_micros = 45'000, .agent_micros = 5'100}), "margin_out_of_policy margin");
  EXPECT_EQ(code({.partner_micros = 45'000, .agent_micros = 5'000}), "taken");
  EXPECT_EQ(code({.partner_micros = 5'050}), "margin_out_of_policy margin");
  EXPECT_EQ(code({.partner_micros = -100}), "margin_out_of_policy margin");
  EXPECT_EQ(code({.partner_micros = 500, .agent_micros = -100}), "margin_out_of_policy agentMargin");
}

TEST(LinePrice, FeesAndGrossUpAreOfTheTerms) {
  SourcedLine jersey = line(80'000);
  jersey.terms.house_fee_micros = 1'000;
  jersey.terms.gross_up = {.form = GrossUpForm::on_total, .factor_millionths = 1'070'000};
  const auto stack = line_stack(jersey, {.partner_micros = 3'000, .agent_micros = 1'000});
  EXPECT_EQ(stack->price_micros, 90'950);
  EXPECT_EQ(stack->house_fee_micros, 1'000);
  EXPECT_EQ(stack->agent_margin_micros, 1'000);
}

}  // namespace
}  // namespace switchyard::pricing

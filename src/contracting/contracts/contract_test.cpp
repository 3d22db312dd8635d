#include "contracting/contracts/contract.hpp"

#include <gtest/gtest.h>

#include "contracting/contracts/commission.hpp"

namespace switchyard::contracting {
namespace {

ContractAccount account(std::int64_t usage_kwh, std::int64_t price_micros, EnergyUnit unit = EnergyUnit::kwh) {
  ContractAccount made{.id = ContractAccountId(Uuid{}), .contract = ContractId(Uuid{}), .service_account = ServiceAccountId(Uuid{})};
  made.annual_usage_milli = usage_kwh * 1000;
  made.price_micros = price_micros;
  made.price_unit = unit;
  made.margin_micros = 5'000;
  return made;
}

Instant at(std::string_view text) { return Instant::parse(text).value(); }

// S15: 500,000 kWh at 0.07100 and 250,000 at 0.06850.
TEST(BlendedPriceOfAContract, IsRoundedToFiveDecimalsAndShowsWhatItChanges) {
  const auto blended = blended_price({account(500'000, 71'000), account(250'000, 68'500)});
  EXPECT_EQ(blended, (BlendedPrice{.price_micros = 70'170, .cost_cents = 5'262'750, .exact_cost_cents = 5'262'500, .difference_cents = 250}));
}

TEST(BlendedPriceOfAContract, IsOfThePriceUnit) {
  const auto blended = blended_price({account(500'000, 71'000'000, EnergyUnit::mwh), account(250'000, 68'500'000, EnergyUnit::mwh)});
  EXPECT_EQ(blended->price_micros, 70'166'670);
  EXPECT_EQ(blended->exact_cost_cents, 5'262'500);
}

TEST(BlendedPriceOfAContract, IsAbsentWhereUnitsDifferOrNothingIsUsed) {
  EXPECT_FALSE(blended_price({account(1, 71'000), account(1, 400'000, EnergyUnit::therm)}).has_value());
  EXPECT_FALSE(blended_price({account(0, 71'000)}).has_value());
  EXPECT_FALSE(blended_price({}).has_value());
}

TEST(CommissionTermsOfAContract, TakeTheAccountsMarginAndTheSuppliersCode) {
  const auto terms = commission_terms({.plan = "residual", .splits = {{"agent-7", 600'000}, {"Prairie Partners", 400'000}}}, {account(1, 1), account(2, 2)}, "SWY-0042");
  ASSERT_TRUE(terms.has_value());
  EXPECT_EQ(terms->rate_micros, 5'000);
  EXPECT_EQ(terms->agent_code, "SWY-0042");
}

TEST(CommissionTermsOfAContract, HaveNoOneRateWhereMarginsDiffer) {
  ContractAccount other = account(1, 1);
  other.margin_micros = 6'000;
  EXPECT_FALSE(commission_terms({}, {account(1, 1), other}, "").value().rate_micros.has_value());
}

TEST(CommissionTermsOfAContract, AreRefusedWhereSharesAreNotTheWhole) {
  const auto refused = commission_terms({.splits = {{"a", 600'000}, {"b", 399'999}}}, {account(1, 1)}, "");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "commission_splits_unsound");
  EXPECT_EQ(refused.error().fields.front().pointer, "/commission/splits");
  EXPECT_EQ(refused.error().fields.front().detail, "the shares sum to 99.9999 %, not 100");
  EXPECT_EQ(commission_terms({.splits = {{"a", 1'000'000}, {"b", 0}}}, {}, "").error().code, "commission_splits_unsound");
  EXPECT_EQ(commission_terms({.splits = {{"a", 500'000}, {"a", 500'000}}}, {}, "").error().code, "repeated");
}

TEST(DueAt, IsTheStatesRule) {
  Contract contract{.id = ContractId(Uuid{}), .partner = access::PartnerId(Uuid{}), .application = access::ApplicationId(Uuid{}), .customer = CustomerId(Uuid{})};
  contract.state_since = at("2026-11-24T15:00:00Z");  // A Tuesday; Thursday is Thanksgiving.
  contract.instants.sign_by = at("2026-11-24T23:00:00Z");
  EXPECT_EQ(due_at(contract), at("2026-11-24T23:00:00Z"));
  contract.state = ContractState::rejected;
  EXPECT_EQ(due_at(contract), at("2026-11-28T00:00:00Z"));
  contract.state = ContractState::submitted;
  EXPECT_EQ(due_at(contract), at("2026-12-10T00:00:00Z"));
  contract.state = ContractState::ended;
  EXPECT_FALSE(due_at(contract).has_value());
}

}  // namespace
}  // namespace switchyard::contracting

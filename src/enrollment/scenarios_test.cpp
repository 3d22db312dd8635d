// S05, S20, S22 and S29 of the domain's scenarios: what happens to a contract after its signature.
#include <gtest/gtest.h>

#include "enrollment/enrollment_bench_fake.hpp"

namespace switchyard::enrollment {
namespace {

using contracting::Contract;
using contracting::ContractState;
using contracting::RejectClass;
using contracting::ServiceAccountDetails;
using K = AnswerKind;

Date day(std::string_view text) { return Date::parse(text).value(); }
Month month(std::string_view text) { return Month::parse(text).value(); }

class EnrollmentScenarios : public ::testing::TestWithParam<Engine> {
 protected:
  EnrollmentBench bench_{GetParam()};

  std::string code(const Result<Submitted>& outcome) {
    return outcome ? "submitted" : outcome.error().code + " " + contracting::fields_of(outcome.error());
  }
  void answer(const Contract& contract, Answer answer) {
    const auto taken = bench_.answer(contract, 0, std::move(answer));
    ASSERT_TRUE(taken.has_value()) << taken.error().message;
    EXPECT_EQ(text_of(taken->outcome), "applied") << taken->detail;
  }
  Contract submitted(const ServiceAccountDetails& meter, std::string_view start) {
    const Contract contract = bench_.signed_contract(meter, [&](pricing::LineFacts& facts) {
      facts.start_from = month(start);
      facts.start_until = month("2027-06");
      facts.band.max_milli_exclusive = 500'000'000;
    });
    EXPECT_EQ(code(bench_.submit(contract.id, "Looked at.")), "submitted");
    return bench_.contracts.stored(contract.id);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, EnrollmentScenarios, every_engine(), engine_name);

ServiceAccountDetails houston() {
  return {.utility_code = "centerpoint-tx",
          .account_number = "1008901012345678900100",
          .service_address = {.line1 = "1 Main St", .city = "Houston", .state = "TX", .zip = "77002"},
          .annual_usage = Energy::from_milli(240'000'000, EnergyUnit::kwh)};
}
ServiceAccountDetails cincinnati() {
  return {.utility_code = "duke-oh",
          .account_number = "910012345678",
          .service_address = {.line1 = "1 Vine St", .city = "Cincinnati", .state = "OH", .zip = "45202"},
          .annual_usage = Energy::from_milli(36'000'000, EnergyUnit::kwh)};
}

ServiceAccountDetails worcester() {
  return {.utility_code = "ngrid-ma",
          .account_number = "1234567890",
          .service_address = {.line1 = "1 Main St", .city = "Worcester", .state = "MA", .zip = "01608"},
          .zone = "WCMA",
          .annual_usage = Energy::from_milli(70'000'000, EnergyUnit::kwh)};
}
ServiceAccountDetails akron() {
  return {.utility_code = "ohio-edison",
          .account_number = "08000000900800700600",
          .service_address = {.line1 = "1 High St", .city = "Akron", .state = "OH", .zip = "44308"},
          .annual_usage = Energy::from_milli(84'000'000, EnergyUnit::kwh),
          .incumbent_supplier = "NOPEC (aggregation)"};
}

// A switch hold after the utility had accepted: rejected late, settled, resubmitted under the same contract at the locked price.
TEST_P(EnrollmentScenarios, S05ASwitchHoldAfterAcceptanceKeepsContractAndPrice) {
  const Contract contract = submitted(houston(), "2027-01");
  answer(contract, {.kind = K::supplier_accepted});
  answer(contract, {.kind = K::utility_pending});
  answer(contract, {.kind = K::utility_accepted});
  answer(contract, {.kind = K::utility_rejected, .code = "T024"});
  const Contract held = bench_.contracts.stored(contract.id);
  EXPECT_EQ(bench_.states(contract.id), "utility_rejected");
  EXPECT_EQ(held.accounts[0].reject_class, RejectClass::fixable);
  EXPECT_EQ(held.accounts[0].reason, "A switch hold stands on the premise.");
  bench_.set_clock("2026-12-02T15:00:00Z");
  EXPECT_EQ(code(bench_.fix({.account = contract.accounts[0].id, .note = "The hold was lifted."})), "submitted");
  const Contract again = bench_.contracts.stored(contract.id);
  EXPECT_EQ(again.document_version, 1);
  EXPECT_EQ(again.accounts[0].price_micros, contract.accounts[0].price_micros);
  EXPECT_EQ(again.accounts[0].instants.locked_at, held.accounts[0].instants.locked_at);
}

// Seven calendar days from the postmark end on a holiday; the 19th is the customer's last day.
TEST_P(EnrollmentScenarios, S22TheUtilitysDropWithinTheWindowIsARescission) {
  const Contract contract = submitted(cincinnati(), "2027-02");
  answer(contract, {.kind = K::supplier_accepted});
  answer(contract, {.kind = K::utility_pending});
  bench_.set_clock("2027-01-11T15:00:00Z");
  answer(contract, {.kind = K::utility_accepted, .start = day("2027-02-10"), .notice_on = day("2027-01-11")});
  EXPECT_EQ(bench_.contracts.stored(contract.id).accounts[0].rescission.ends_at, Instant::parse("2027-01-20T00:00:00Z").value());
  bench_.set_clock("2027-01-15T15:00:00Z");
  answer(contract, {.kind = K::dropped});
  EXPECT_EQ(bench_.states(contract.id), "rescinded");
  EXPECT_EQ(bench_.contracts.stored(contract.id).state, ContractState::rescinded);
}

TEST_P(EnrollmentScenarios, S22EnergyFlowsOnlyAfterTheWindow) {
  const Contract contract = submitted(cincinnati(), "2027-02");
  answer(contract, {.kind = K::supplier_accepted});
  bench_.set_clock("2027-02-01T15:00:00Z");
  answer(contract, {.kind = K::utility_accepted, .start = day("2027-02-03"), .notice_on = day("2027-02-01")});
  bench_.set_clock("2027-02-04T00:00:00Z");
  const auto early = bench_.answer(contract, 0, {.kind = K::active});
  EXPECT_EQ(early->outcome, Outcome::waiting);
  bench_.look();
  EXPECT_EQ(bench_.states(contract.id), "scheduled");
  bench_.set_clock("2027-02-09T00:00:00Z");
  bench_.look();
  EXPECT_EQ(bench_.states(contract.id), "active");
}

TEST_P(EnrollmentScenarios, S20AnAccountThatTheUtilityDoesNotKnowIsMendedAndEnrolled) {
  const Contract contract = submitted(worcester(), "2027-01");
  answer(contract, {.kind = K::supplier_accepted});
  answer(contract, {.kind = K::utility_pending});
  answer(contract, {.kind = K::utility_rejected, .code = "A76"});
  EXPECT_EQ(bench_.contracts.stored(contract.id).accounts[0].reason, "The utility has no account of this number.");
  EXPECT_EQ(code(bench_.fix({.account = contract.accounts[0].id, .account_number = "1234567809"})), "submitted");
  bench_.run_jobs();
  EXPECT_EQ(bench_.supplier.packages.back().lines[0].account_number, "1234567809");
  answer(contract, {.kind = K::utility_accepted, .start = day("2027-01-12")});
  EXPECT_EQ(bench_.states(contract.id), "scheduled");
  const Contract now = bench_.contracts.stored(contract.id);
  EXPECT_EQ(now.accounts[0].start_read, day("2027-01-12"));
  EXPECT_EQ(now.document_version, 1);
}

TEST_P(EnrollmentScenarios, S29AnAggregationIsLookedAtFirstAndItsRejectionIsMendedByTheOptOut) {
  const Contract contract = bench_.signed_contract(akron(), [&](pricing::LineFacts& facts) {
    facts.start_until = month("2027-06");
    facts.band.max_milli_exclusive = 500'000'000;
  });
  EXPECT_EQ(code(bench_.submit(contract.id)), "review_open /accounts/0/inAggregation aggregation_member");
  EXPECT_EQ(code(bench_.submit(contract.id, "The customer asked to opt out.")), "submitted");
  answer(contract, {.kind = K::utility_rejected, .code = "ANE"});
  EXPECT_EQ(bench_.contracts.stored(contract.id).accounts[0].reject_class, RejectClass::fixable);
  EXPECT_EQ(code(bench_.fix({.account = contract.accounts[0].id, .note = "The opt-out is confirmed."})), "submitted");
}

}  // namespace
}  // namespace switchyard::enrollment

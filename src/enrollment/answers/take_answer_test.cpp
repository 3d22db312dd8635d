#include <gtest/gtest.h>

#include "enrollment/answers/answer_store.hpp"
#include "enrollment/enrollment_bench_fake.hpp"

namespace switchyard::enrollment {
namespace {

using contracting::Contract;
using contracting::ContractState;
using contracting::RejectClass;
using K = AnswerKind;

Date day(std::string_view text) { return Date::parse(text).value(); }

class TakenAnswers : public ::testing::TestWithParam<Engine> {
 protected:
  EnrollmentBench bench_{GetParam()};

  Contract submitted() {
    const Contract contract = bench_.signed_contract();
    const auto done = bench_.submit(contract.id);
    EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().message + contracting::fields_of(done.error()));
    return bench_.contracts.stored(contract.id);
  }
  std::string take(const Contract& contract, Answer answer, std::size_t position = 0) {
    const auto taken = bench_.answer(contract, position, std::move(answer));
    return taken ? std::string(text_of(taken->outcome)) : taken.error().code;
  }
  std::string state(const Contract& contract) { return bench_.states(contract.id).substr(0, bench_.states(contract.id).find(' ')); }
};
INSTANTIATE_TEST_SUITE_P(Engines, TakenAnswers, every_engine(), engine_name);

TEST_P(TakenAnswers, AcceptedByBothAccountsFlowFromTheirStartOn) {
  const Contract contract = submitted();
  for (const std::size_t i : {0u, 1u}) {
    EXPECT_EQ(take(contract, {.kind = K::supplier_accepted}, i), "applied");
    EXPECT_EQ(take(contract, {.kind = K::utility_pending}, i), "applied");
    EXPECT_EQ(take(contract, {.kind = K::utility_accepted, .start = day("2027-03-17")}, i), "applied");
  }
  EXPECT_EQ(bench_.states(contract.id), "scheduled scheduled");
  EXPECT_EQ(bench_.contracts.stored(contract.id).state, ContractState::accepted);
  EXPECT_EQ(bench_.contracts.stored(contract.id).accounts[0].start_read, day("2027-03-17"));
  bench_.set_clock("2027-03-16T23:59:59Z");
  bench_.look();
  EXPECT_EQ(bench_.states(contract.id), "scheduled scheduled");
  bench_.set_clock("2027-03-17T00:00:00Z");
  bench_.look();
  EXPECT_EQ(bench_.states(contract.id), "active active");
  EXPECT_EQ(bench_.contracts.stored(contract.id).state, ContractState::active);
}

TEST_P(TakenAnswers, TheSameMessageIsTakenOnceAndNotWithOtherWords) {
  const Contract contract = submitted();
  EXPECT_EQ(take(contract, {.kind = K::supplier_accepted, .message_id = "m-1"}), "applied");
  const auto again = bench_.answer(contract, 0, {.kind = K::supplier_accepted, .message_id = "m-1"});
  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(again->is_repeated);
  EXPECT_EQ(take(contract, {.kind = K::supplier_rejected, .code = "credit_failed", .message_id = "m-1"}), "answer_differs");
}

TEST_P(TakenAnswers, OneThatComesTooEarlyWaitsForTheOneBeforeIt) {
  const Contract contract = submitted();
  EXPECT_EQ(take(contract, {.kind = K::utility_pending}), "waiting");
  EXPECT_EQ(take(contract, {.kind = K::supplier_accepted}), "applied");
  EXPECT_EQ(state(contract), "utility_pending");
}

TEST_P(TakenAnswers, TheUtilitysMayComeBeforeTheSuppliersWhichThenLocks) {
  const Contract contract = submitted();
  EXPECT_EQ(take(contract, {.kind = K::utility_accepted, .start = day("2027-03-17")}), "applied");
  EXPECT_FALSE(bench_.contracts.stored(contract.id).accounts[0].instants.locked_at.has_value());
  EXPECT_EQ(take(contract, {.kind = K::supplier_accepted}), "applied");
  EXPECT_TRUE(bench_.contracts.stored(contract.id).accounts[0].instants.locked_at.has_value());
  EXPECT_EQ(state(contract), "scheduled");
}

TEST_P(TakenAnswers, AnUnknownCodeIsAppliedAndStaysVisible) {
  const Contract contract = submitted();
  const auto taken = bench_.answer(contract, 0, {.kind = K::supplier_rejected, .code = "ZZ9", .text = "no"});
  ASSERT_TRUE(taken.has_value());
  EXPECT_TRUE(taken->is_unmapped);
  EXPECT_EQ(state(contract), "supplier_rejected");
  const auto work = bench_.contracts.parties.read([&](SqlReader& reader) { return unmapped_answers(reader, "", 10); });
  ASSERT_EQ(work.size(), 1u);
  EXPECT_EQ(work[0].answer.code, "ZZ9");
}

TEST_P(TakenAnswers, ANumberThatNobodySubmittedIsKeptForPeople) {
  submitted();
  const auto taken = bench_.take({.supplier = "northgate-retail", .account_number = "999", .at = bench_.contracts.parties.clock.now(), .source = "report"});
  ASSERT_TRUE(taken.has_value());
  EXPECT_EQ(taken->outcome, Outcome::unmatched);
  const auto found = bench_.take({.supplier = "northgate-retail", .account_number = "21459-00017", .at = bench_.contracts.parties.clock.now(), .source = "report"});
  EXPECT_EQ(found->outcome, Outcome::applied);
}

// A76: accepted on day 1, rejected by the utility on day 4, mended and resubmitted long after its sheet has ended: one document version, one price.
TEST_P(TakenAnswers, ALockedPriceIsResubmittedAfterItsSheetHasEnded) {
  const Contract contract = submitted();
  EXPECT_EQ(take(contract, {.kind = K::supplier_accepted}), "applied");
  EXPECT_EQ(take(contract, {.kind = K::utility_pending}), "applied");
  bench_.set_clock("2026-11-28T15:00:00Z");
  EXPECT_EQ(take(contract, {.kind = K::utility_rejected, .code = "A76"}), "applied");
  Contract now = bench_.contracts.stored(contract.id);
  EXPECT_EQ(now.accounts[0].reject_class, RejectClass::fixable);
  EXPECT_EQ(now.accounts[0].reason, "The utility has no account of this number.");
  const auto fixed = bench_.fix({.account = contract.accounts[0].id, .account_number = "2145900099"});
  ASSERT_TRUE(fixed.has_value()) << fixed.error().code << fixed.error().message << contracting::fields_of(fixed.error());
  EXPECT_EQ(fixed->submission.attempt, 2);
  EXPECT_EQ(fixed->submission.accounts.size(), 1u);
  bench_.run_jobs();
  EXPECT_EQ(bench_.supplier.packages.back().lines[0].account_number, "2145900099");
  EXPECT_EQ(take(contract, {.kind = K::supplier_accepted}), "applied");
  EXPECT_EQ(take(contract, {.kind = K::utility_accepted, .start = day("2027-03-17")}), "applied");
  bench_.set_clock("2027-03-17T00:00:00Z");
  bench_.look();
  now = bench_.contracts.stored(contract.id);
  EXPECT_EQ(state(contract), "active");
  EXPECT_EQ(now.document_version, 1);
  EXPECT_EQ(now.id, contract.id);
  EXPECT_EQ(now.accounts[0].price_micros, contract.accounts[0].price_micros);
}

TEST_P(TakenAnswers, NotFirstInIsAskedForAgainOnceByItselfAndThenOnlyWhenConfirmed) {
  const Contract contract = submitted();
  const auto reject = [&] { EXPECT_EQ(take(contract, {.kind = K::utility_rejected, .code = "NFI"}), "applied"); };
  EXPECT_EQ(take(contract, {.kind = K::supplier_accepted}), "applied");
  reject();
  bench_.set_clock("2026-11-30T00:00:00Z");
  bench_.look();
  EXPECT_EQ(state(contract), "utility_rejected");
  bench_.set_clock("2026-12-01T00:00:00Z");
  bench_.look();
  EXPECT_EQ(state(contract), "utility_pending");
  reject();
  bench_.set_clock("2027-01-02T00:00:00Z");
  bench_.look();
  EXPECT_EQ(state(contract), "utility_rejected");
  const auto waiting = bench_.contracts.parties.read([&](SqlReader& reader) { return retries_to_confirm(reader, "", 10); });
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].number, 2);
}

TEST_P(TakenAnswers, ADuplicateRequestChangesNothing) {
  const Contract contract = submitted();
  EXPECT_EQ(take(contract, {.kind = K::utility_rejected, .code = "ABN"}), "noted");
  EXPECT_EQ(state(contract), "submitted");
}

TEST_P(TakenAnswers, AFinalRejectionIsNotFixed) {
  const Contract contract = submitted();
  EXPECT_EQ(take(contract, {.kind = K::supplier_rejected, .code = "Credit failed"}), "applied");
  EXPECT_EQ(bench_.fix({.account = contract.accounts[0].id, .note = "again"}).error().code, "rejection_final");
}

TEST_P(TakenAnswers, AFixSaysWhatWasMended) {
  const Contract contract = submitted();
  EXPECT_EQ(bench_.fix({.account = contract.accounts[0].id, .note = "settled"}).error().code, "contract_account_state_conflict");
  EXPECT_EQ(take(contract, {.kind = K::supplier_rejected, .code = "ANE"}), "applied");
  EXPECT_EQ(bench_.fix({.account = contract.accounts[0].id}).error().code, "fix_empty");
  ASSERT_TRUE(bench_.fix({.account = contract.accounts[0].id, .note = "The customer opted out of the aggregation."}).has_value());
  EXPECT_EQ(state(contract), "submitted");
}

}  // namespace
}  // namespace switchyard::enrollment

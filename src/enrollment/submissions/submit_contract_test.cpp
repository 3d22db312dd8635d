#include <gtest/gtest.h>

#include "enrollment/enrollment_bench_fake.hpp"
#include "enrollment/submissions/submission_store.hpp"

namespace switchyard::enrollment {
namespace {

using contracting::Contract;
using contracting::ContractState;

class SubmittedContract : public ::testing::TestWithParam<Engine> {
 protected:
  EnrollmentBench bench_{GetParam()};

  static std::string code(const Result<Submitted>& outcome) { return outcome ? std::string(text_of(outcome->submission.state)) : outcome.error().code; }
  std::vector<Submission> submissions(const Contract& contract) {
    return bench_.contracts.parties.read([&](SqlReader& reader) { return list_submissions(reader, {.contract = contract.id}); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SubmittedContract, every_engine(), engine_name);

TEST_P(SubmittedContract, ItsAccountsMoveAndTheSupplierGetsThePackageAfterTheCommit) {
  const Contract contract = bench_.signed_contract();
  const auto submitted = bench_.submit(contract.id);
  ASSERT_TRUE(submitted.has_value()) << submitted.error().message << contracting::fields_of(submitted.error());
  EXPECT_EQ(bench_.states(contract.id), "submitted submitted");
  EXPECT_EQ(bench_.contracts.stored(contract.id).state, ContractState::submitted);
  EXPECT_TRUE(bench_.supplier.packages.empty());
  bench_.run_jobs();
  ASSERT_EQ(bench_.supplier.packages.size(), 1u);
  const SubmissionPackage& package = bench_.supplier.packages.front();
  EXPECT_EQ(package.customer_name, "Lincoln Park Bread LLC");
  ASSERT_EQ(package.lines.size(), 2u);
  EXPECT_EQ(package.lines[0].price_micros, 66'200);
  EXPECT_EQ(package.lines[0].annual_usage_milli, 38'400'000);
  ASSERT_EQ(package.documents.size(), 2u);
  EXPECT_EQ(package.documents[0].kind, "bill");
  const auto kept = submissions(contract);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].state, SubmissionState::acknowledged);
  EXPECT_EQ(kept[0].external_reference, "NG-1");
  EXPECT_EQ(kept[0].payload_sha256, bench_.contracts.parties.digest.sha256_hex(package.payload));
  bench_.run_jobs();
  EXPECT_EQ(bench_.supplier.packages.size(), 1u);
}

TEST_P(SubmittedContract, IsSubmittedOnce) {
  const Contract contract = bench_.signed_contract();
  ASSERT_TRUE(bench_.submit(contract.id).has_value());
  EXPECT_EQ(code(bench_.submit(contract.id)), "contract_state_conflict");
  EXPECT_EQ(submissions(contract).size(), 1u);
}

TEST_P(SubmittedContract, ADraftIsNot) { EXPECT_EQ(code(bench_.submit(bench_.contracts.bakery_contract().id)), "contract_state_conflict"); }

TEST_P(SubmittedContract, SubmitByIsAWallToTheMinute) {
  const Contract contract = bench_.signed_contract();
  ASSERT_TRUE(contract.instants.submit_by.has_value());
  bench_.contracts.parties.clock.set(*contract.instants.submit_by);
  const auto late = bench_.submit(contract.id);
  EXPECT_EQ(code(late), "submit_by_passed");
  bench_.contracts.parties.clock.set(*contract.instants.submit_by - Duration::minutes(1));
  EXPECT_EQ(code(bench_.submit(contract.id)), "queued");
}

TEST_P(SubmittedContract, WhatIsInReviewGoesByItselfAndIsNotLookedAtTwice) {
  const Contract contract = bench_.signed_contract();
  const Instant now = bench_.contracts.parties.clock.now();
  bench_.with([&](const EnrollmentDesk& desk) { EXPECT_EQ(submit_reviewed(desk, now, 100), 1); });
  EXPECT_EQ(bench_.states(contract.id), "submitted submitted");
  bench_.with([&](const EnrollmentDesk& desk) { EXPECT_EQ(submit_reviewed(desk, now, 100), 0); });
}

TEST_P(SubmittedContract, ASupplierOfAnOperatorsReleaseWaitsForOne) {
  const Contract contract = bench_.signed_contract();
  bench_.contracts.parties.database->write([&](SqlTransaction& transaction) {
    store_settings(transaction, {.supplier = contract.supplier, .channel = "operator", .release = Release::by_operator});
    return true;
  });
  bench_.with([&](const EnrollmentDesk& desk) { submit_reviewed(desk, bench_.contracts.parties.clock.now(), 100); });
  EXPECT_EQ(bench_.states(contract.id), "pending pending");
  const auto waiting = bench_.contracts.parties.read([&](SqlReader& reader) { return waiting_reviews(reader, "", 10); });
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].code, "by_operator");
}

TEST_P(SubmittedContract, WhatASupplierWillNeverTakeHasFailedAndMayBeQueuedAnew) {
  const Contract contract = bench_.signed_contract();
  ASSERT_TRUE(bench_.submit(contract.id).has_value());
  bench_.supplier.refusal = Error{ErrorKind::unavailable, "peer_unreachable", "away", {}};
  bench_.run_jobs();
  EXPECT_EQ(submissions(contract)[0].last_error, "peer_unreachable: away");
  EXPECT_EQ(submissions(contract)[0].state, SubmissionState::queued);
  bench_.supplier.refusal = Error{ErrorKind::unprocessable, "unknown_broker", "no", {}};
  bench_.run_jobs();
  EXPECT_EQ(submissions(contract)[0].state, SubmissionState::failed);
}

}  // namespace
}  // namespace switchyard::enrollment

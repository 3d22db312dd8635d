#include <gtest/gtest.h>

#include <algorithm>

#include "contracting/authorizations/authorization.hpp"
#include "contracting/contracts/contract_upkeep.hpp"
#include "contracting/envelopes/agreement_envelope.hpp"
#include "contracting/envelopes/envelope_bench_fake.hpp"
#include "contracting/files/uploaded_file.hpp"

namespace switchyard::contracting {
namespace {

using News = signing::EnvelopeNewsKind;

class AgreementNews : public ::testing::TestWithParam<Engine> {
 protected:
  EnvelopeBench bench_{GetParam()};
  const Contract draft_ = bench_.bakery_contract();
  const Instant sign_by_ = *draft_.instants.sign_by;
  const Instant now_ = bench_.parties.clock.now();

  void expire() {
    bench_.parties.database->write([&](SqlTransaction& transaction) { return expire_contracts(transaction, bench_.full_desk(), 10) > 0; });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, AgreementNews, every_engine(), engine_name);

TEST_P(AgreementNews, ASignatureInTimeIsAcceptedReviewedAndItsLettersStand) {
  bench_.send(draft_.id);
  ASSERT_TRUE(bench_.tell(News::viewed, now_).has_value());
  EXPECT_EQ(bench_.state(draft_.id), "viewed");
  bench_.parties.clock.set(now_ + Duration::minutes(5));
  const auto done = bench_.tell(News::customer_side_done, now_ + Duration::minutes(4));
  ASSERT_TRUE(done.has_value()) << done.error().message;
  EXPECT_EQ(bench_.events(draft_.id), "contract.draft 1; contract.sent 2; contract.viewed 3; contract.signed 4; contract.in_review 5");
  const Contract contract = bench_.stored(draft_.id);
  EXPECT_EQ(contract.signed_at, now_ + Duration::minutes(4));
  EXPECT_TRUE(contract.commission.frozen_at.has_value());
  const auto acceptances = bench_.acceptances(draft_.id);
  ASSERT_EQ(acceptances.size(), 1u);
  EXPECT_EQ(acceptances[0].method, AcceptanceMethod::envelope);
  EXPECT_EQ(acceptances[0].document_version, 1);
  EXPECT_EQ(acceptances[0].reference, "provider-1");
  EXPECT_EQ(acceptances[0].accepted_at, now_ + Duration::minutes(4));
  ASSERT_EQ(acceptances[0].signers.size(), 1u);
  EXPECT_EQ(acceptances[0].signers[0].role, "customer");
  const auto letters =
      bench_.parties.read([&](SqlReader& reader) { return read_authorizations_of_customers(reader, bench_.parties.actor.partner, std::span(&draft_.customer, 1)); });
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].said.accounts.size(), 2u);
  EXPECT_EQ(letters[0].said.method, AuthorizationMethod::esign);
  EXPECT_EQ(letters[0].state_at(bench_.parties.clock.now()), AuthorizationState::valid);
}

TEST_P(AgreementNews, WithoutItsLettersNoAuthorizationComesOfIt) {
  bench_.send(draft_.id, {.with_authorizations = false});
  EXPECT_EQ(bench_.signer.last().papers.size(), 2u);
  ASSERT_TRUE(bench_.tell(News::customer_side_done, now_).has_value());
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM authorizations"), 0);
}

// S10: judged by when it happened.
TEST_P(AgreementNews, OneOfTwentyMinutesAfterSignByIsSignedLateAndItsDocumentsAreKept) {
  bench_.send(draft_.id);
  bench_.parties.clock.set(sign_by_ + Duration::minutes(20));
  ASSERT_TRUE(bench_.tell(News::customer_side_done, sign_by_ + Duration::minutes(20)).has_value());
  EXPECT_EQ(bench_.state(draft_.id), "signed_late");
  ASSERT_TRUE(bench_.keep(subject_of(draft_), {"%PDF-1.7 signed", "%PDF-1.7 certificate"}).has_value());
  EXPECT_EQ(bench_.events(draft_.id), "contract.draft 1; contract.sent 2; contract.signed_late 3");
  EXPECT_EQ(bench_.parties.events("document.signed").size(), 2u);
  ASSERT_TRUE(bench_.write<Contract>([&](SqlTransaction& transaction) {
                     return cancel_contract(transaction, bench_.full_desk(), bench_.parties.actor, {.contract = draft_.id, .reason = "Too late."});
                   }).has_value());
  EXPECT_EQ(bench_.state(draft_.id), "cancelled");
}

TEST_P(AgreementNews, ACallbackThatComesLateForASignatureInTimeIsGoodAlsoOnceTheContractHasExpired) {
  bench_.send(draft_.id);
  bench_.parties.clock.set(sign_by_ + Duration::minutes(20));
  expire();
  EXPECT_EQ(bench_.state(draft_.id), "expired");
  EXPECT_EQ(bench_.signer.asked.back(), "void agreement 1 Nobody signed by signBy.");
  const auto done = bench_.tell(News::customer_side_done, sign_by_ - Duration::minutes(2));
  ASSERT_TRUE(done.has_value()) << done.error().message;
  EXPECT_EQ(bench_.state(draft_.id), "in_review");
}

TEST_P(AgreementNews, WhatIsSignedElsewhereAlreadyDoesNotExpire) {
  bench_.send(draft_.id);
  bench_.parties.clock.set(sign_by_);
  bench_.signer.is_completed = true;
  expire();
  EXPECT_EQ(bench_.state(draft_.id), "sent");
}

TEST_P(AgreementNews, NewsThatIsRepeatedOrOutOfOrderDoesNothingMore) {
  bench_.send(draft_.id);
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(bench_.tell(News::customer_side_done, now_).has_value());
    ASSERT_TRUE(bench_.tell(News::completed, now_).has_value());
    ASSERT_TRUE(bench_.tell(News::viewed, now_ - Duration::seconds(30)).has_value());
    ASSERT_TRUE(bench_.tell(News::voided, now_).has_value());
  }
  EXPECT_EQ(bench_.events(draft_.id), "contract.draft 1; contract.sent 2; contract.signed 3; contract.in_review 4");
  EXPECT_EQ(bench_.acceptances(draft_.id).size(), 1u);
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM envelope_news"), 4);
}

TEST_P(AgreementNews, OfAFormerDocumentVersionItChangesNothingAndTheHistorySaysSo) {
  bench_.send(draft_.id);
  ASSERT_TRUE(bench_.tell(News::failed, now_, "The provider takes no such paper.").has_value());
  const signing::Envelope former = bench_.signer.envelopes.back();
  bench_.send(draft_.id);
  EXPECT_EQ(bench_.signer.last().subject.document_version, 2);
  ASSERT_TRUE(bench_.tell_of(former, News::customer_side_done, now_).has_value());
  EXPECT_EQ(bench_.state(draft_.id), "sent");
  EXPECT_EQ(bench_.history(draft_.id).back().event, "contract.envelope_noted");
  EXPECT_EQ(bench_.history(draft_.id).back().reason_code, "former_document");
  EXPECT_TRUE(bench_.acceptances(draft_.id).empty());
}

TEST_P(AgreementNews, AFailureBringsTheDraftBackWithItsReason) {
  bench_.send(draft_.id);
  ASSERT_TRUE(bench_.tell(News::failed, now_, "The address of the signer is refused.").has_value());
  const Contract contract = bench_.stored(draft_.id);
  EXPECT_EQ(contract.state, ContractState::draft);
  EXPECT_EQ(contract.reason, "The address of the signer is refused.");
  EXPECT_EQ(contract.document_version, 2);
  EXPECT_EQ(bench_.send(draft_.id).state, ContractState::sent);
}

TEST_P(AgreementNews, ADeclineEndsTheContractAndFreesItsMeters) {
  bench_.send(draft_.id);
  ASSERT_TRUE(bench_.tell(News::declined, now_, "Too dear.").has_value());
  const Contract contract = bench_.stored(draft_.id);
  EXPECT_EQ(contract.state, ContractState::declined);
  EXPECT_EQ(contract.reason, "Too dear.");
  EXPECT_EQ(contract.progress.cancelled, 2);
}

TEST_P(AgreementNews, AVoidAtTheProviderVoidsIt) {
  bench_.send(draft_.id);
  ASSERT_TRUE(bench_.tell(News::voided, now_, "Sent to the wrong person.").has_value());
  EXPECT_EQ(bench_.state(draft_.id), "voided");
}

TEST_P(AgreementNews, AVoidByTheProvidersClockAfterSignByExpiresIt) {
  bench_.send(draft_.id);
  bench_.parties.clock.set(sign_by_ + Duration::minutes(1));
  ASSERT_TRUE(bench_.tell(News::voided, sign_by_, "Expired.").has_value());
  EXPECT_EQ(bench_.state(draft_.id), "expired");
}

TEST_P(AgreementNews, ASignatureAfterAWithdrawalIsNotedAndTheContractStaysVoid) {
  bench_.send(draft_.id);
  ASSERT_TRUE(bench_.write<Contract>([&](SqlTransaction& transaction) {
                     return withdraw_contract(transaction, bench_.full_desk(), bench_.parties.actor, {.contract = draft_.id, .reason = "Changed its mind."});
                   }).has_value());
  ASSERT_TRUE(bench_.tell(News::customer_side_done, now_).has_value());
  EXPECT_EQ(bench_.state(draft_.id), "voided");
  EXPECT_EQ(bench_.history(draft_.id).back().reason_code, "signed_after_end");
}

TEST_P(AgreementNews, FinishedDocumentsAreKeptOnceAndAreTheEvidence) {
  bench_.send(draft_.id);
  ASSERT_TRUE(bench_.keep(subject_of(draft_), {"%PDF-1.7 signed", "%PDF-1.7 certificate"}).has_value());  // Before the news of it.
  ASSERT_TRUE(bench_.tell(News::customer_side_done, now_).has_value());
  ASSERT_TRUE(bench_.keep(subject_of(draft_), {"%PDF-1.7 signed", "%PDF-1.7 certificate"}).has_value());
  const std::vector<std::string> subjects = {draft_.id.text()};
  const auto files = bench_.parties.read([&](SqlReader& reader) { return read_files_of_subjects(reader, bench_.parties.actor.partner, subjects); });
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].purpose, FilePurpose::signed_contract);
  EXPECT_EQ(files[0].sha256, bench_.parties.digest.sha256_hex("%PDF-1.7 signed"));
  EXPECT_EQ(files[1].purpose, FilePurpose::signing_certificate);
  EXPECT_EQ(bench_.parties.events("document.signed").size(), 2u);
  EXPECT_EQ(bench_.acceptances(draft_.id)[0].evidence, files[0].id);
  std::string bytes;
  bench_.parties.database->read([&](SqlReader& reader) {
    ASSERT_TRUE(read_file_bytes(reader, bench_.parties.vault, files[0], [&](std::string_view part) { bytes += part; }).has_value());
  });
  EXPECT_EQ(bytes, "%PDF-1.7 signed");
}

TEST_P(AgreementNews, AnAcceptanceMadeElsewhereTakesTheEnvelopeBack) {
  bench_.send(draft_.id);
  const FileId paper = bench_.evidence();
  const auto accept = [&] {
    return bench_.write<Contract>([&](SqlTransaction& transaction) {
      return record_acceptance(transaction, bench_.full_desk(), bench_.parties.actor, {.contract = draft_.id, .accepted_at = now_, .accepted_by = "Ana Ruiz", .evidence = paper});
    });
  };
  bench_.signer.is_completed = true;
  EXPECT_EQ(accept().error().code, "envelope_completed");
  bench_.signer.is_completed = false;
  ASSERT_TRUE(accept().has_value());
  EXPECT_EQ(bench_.signer.asked.back(), "void agreement 1 Agreed otherwise.");
}

}  // namespace
}  // namespace switchyard::contracting

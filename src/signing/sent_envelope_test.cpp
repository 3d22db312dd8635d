// What is sent reaches the provider once, and what happens there is told once. Written from docs/signing.md: no recordings of real answers exist.
#include "signing/signing_bench_fake.hpp"

namespace switchyard::signing {
namespace {

using SentEnvelope = SigningBench;
INSTANTIATE_TEST_SUITE_P(Engines, SentEnvelope, every_engine(), engine_name);

TEST_P(SentEnvelope, IsMadeByAJobAfterTheCommitWithItsPapersSignersAndFields) {
  const auto id = send(agreement());
  ASSERT_TRUE(id);
  EXPECT_TRUE(provider.envelopes.empty());
  EXPECT_EQ(envelope().state, EnvelopeState::queued);
  run_jobs();
  ASSERT_EQ(provider.envelopes.size(), 1u);
  const EnvelopeOrder& order = provider.only().order;
  EXPECT_EQ(order.transaction, id->text());
  EXPECT_EQ(order.papers.front().bytes, "%PDF-1.7 paper");
  ASSERT_EQ(order.signers.size(), 2u);
  EXPECT_EQ(order.signers[0].client_user, id->text() + ":1");
  EXPECT_EQ(order.signers[0].signer.access_code, "4711");
  EXPECT_EQ(order.custom_fields, (std::vector<std::pair<std::string, std::string>>{{"switchyardContract", "ctr_1"}, {"switchyardSignBy", "2026-12-01T17:00:00Z"}}));
  EXPECT_EQ(order.expire_after_days, 1);
  EXPECT_EQ(envelope().state, EnvelopeState::sent);
  EXPECT_EQ(envelope().provider_envelope, "00000000-0000-4000-8000-000000000001");
}

TEST_P(SentEnvelope, OfASubjectLivesAlone) {
  sent();
  EXPECT_EQ(send(agreement()).error().code, "envelope_exists");
  NewEnvelope next = agreement();
  next.subject.document_version = 2;
  EXPECT_TRUE(send(next));
}

TEST_P(SentEnvelope, IsRefusedWithoutAProviderAndForWrongSigners) {
  is_set_up = false;
  EXPECT_EQ(send(agreement()).error().code, "signing_not_configured");
  is_set_up = true;
  NewEnvelope wrong = agreement();
  wrong.signers[0].email = "ana at bakery";
  EXPECT_EQ(send(wrong).error().fields.front().pointer, "/signers/customer/email");
  NewEnvelope twice = agreement();
  twice.signers[1].role = SignerRole::customer;
  EXPECT_EQ(send(twice).error().code, "signer_invalid");
  NewEnvelope large = agreement();
  large.papers.resize(41, {.document = "doc_1", .title = {}});
  EXPECT_EQ(send(large).error().code, "envelope_too_large");
}

TEST_P(SentEnvelope, WhoseAnswerWasLostIsFoundByItsTransactionAndNotMadeTwice) {
  provider.is_create_answer_lost = true;
  sent();
  EXPECT_EQ(envelope().state, EnvelopeState::queued);
  EXPECT_EQ(provider.envelopes.size(), 1u);
  clock_.advance(Duration::minutes(1));
  run_jobs();
  EXPECT_EQ(provider.envelopes.size(), 1u);
  EXPECT_EQ(provider.lookups, 1);
  EXPECT_EQ(envelope().state, EnvelopeState::sent);
}

TEST_P(SentEnvelope, ThatTheProviderRefusesForGoodHasFailedAndSaysWhy) {
  provider.create_refusals = {{ErrorKind::unprocessable, "envelope_invalid", "ANCHOR_TAB_STRING_NOT_FOUND"}};
  sent();
  EXPECT_EQ(envelope().state, EnvelopeState::failed);
  EXPECT_EQ(listener_.words(), "failed");
  EXPECT_EQ(listener_.heard.front().reason, "ANCHOR_TAB_STRING_NOT_FOUND");
  EXPECT_TRUE(send(agreement())) << "another may be sent";
}

TEST_P(SentEnvelope, WhosePaperIsMissingHasFailed) {
  NewEnvelope missing = agreement();
  missing.papers.front().document = "doc_missing";
  sent(missing);
  EXPECT_EQ(envelope().state, EnvelopeState::failed);
}

TEST_P(SentEnvelope, WaitsWhereTheProviderSaysUntilWhen) {
  provider.wait_until = clock_.now() + Duration::minutes(10);
  sent();
  EXPECT_TRUE(provider.envelopes.empty());
  clock_.advance(Duration::minutes(11));
  provider.wait_until.reset();
  run_jobs();
  EXPECT_EQ(envelope().state, EnvelopeState::sent);
}

TEST_P(SentEnvelope, TakenBackBeforeItWasMadeNeverReachesASigner) {
  provider.create_refusals = {{ErrorKind::unavailable, "signing_provider_unavailable", "down"}};
  sent();
  EXPECT_TRUE(write([&](SqlTransaction& transaction) { return desk_->void_envelope(transaction, subject_, "changed his mind"); }));
  run_jobs();
  EXPECT_EQ(envelope().state, EnvelopeState::voided);
  clock_.advance(Duration::minutes(1));
  run_jobs();
  EXPECT_TRUE(provider.envelopes.empty());
  EXPECT_EQ(listener_.words(), "voided");
}

TEST_P(SentEnvelope, IsVoidedAtTheProviderWithItsReasonAndTold) {
  sent();
  EXPECT_TRUE(write([&](SqlTransaction& transaction) { return desk_->void_envelope(transaction, subject_, "changed his mind"); }));
  EXPECT_TRUE(send(agreement())) << "the next may be sent at once";
  run_jobs();
  EXPECT_EQ(provider.voids, std::vector<std::string>{"changed his mind"});
  EXPECT_EQ(listener_.words(), "voided");
  EXPECT_EQ(listener_.heard.front().reason, "changed his mind");
}

TEST_P(SentEnvelope, VoidedTooLateIsCompletedByTheProvidersInstant) {
  sent();
  sign("1", kMorning + Duration::hours(1));
  sign("2", kMorning + Duration::hours(2));
  clock_.set(kMorning + Duration::hours(3));
  EXPECT_TRUE(write([&](SqlTransaction& transaction) { return desk_->void_envelope(transaction, subject_, "late"); }));
  run_jobs();
  EXPECT_EQ(envelope().state, EnvelopeState::completed);
  EXPECT_EQ(listener_.words(), "viewed signer_done signer_done customer_side_done completed");
  EXPECT_EQ(listener_.heard[3].at, kMorning + Duration::hours(2));
}

TEST_P(SentEnvelope, NobodySignedInTimeIsVoidedByItself) {
  sent();
  clock_.set(kMorning + Duration::hours(4));
  void_overdue_envelopes(*parts_);
  run_jobs();
  EXPECT_EQ(envelope().state, EnvelopeState::sent);
  clock_.set(kMorning + Duration::hours(5));
  void_overdue_envelopes(*parts_);
  run_jobs();
  EXPECT_EQ(envelope().state, EnvelopeState::voided);
  EXPECT_EQ(provider.voids, std::vector<std::string>{"The time to sign has ended"});
}

TEST_P(SentEnvelope, IsSentAgainAtMostOnceAMinute) {
  sent();
  const auto again = [&] { return write([&](SqlTransaction& transaction) { return desk_->resend(transaction, subject_); }); };
  EXPECT_TRUE(again());
  EXPECT_EQ(again().error().code, "envelope_resent_lately");
  clock_.advance(Duration::minutes(1));
  EXPECT_TRUE(again());
  run_jobs();
  EXPECT_EQ(provider.only().resent, 2);
}

TEST_P(SentEnvelope, ShowsASignersNewNameOnceTheProviderTookIt) {
  sent();
  const Signer corrected{.role = SignerRole::customer, .name = "Ana M. Ruiz", .email = "ana.ruiz@bakery.example", .title = "Owner"};
  EXPECT_TRUE(write([&](SqlTransaction& transaction) { return desk_->correct_signer(transaction, subject_, corrected); }));
  EXPECT_EQ(envelope().signers[0].signer.name, "Ana Ruiz");
  run_jobs();
  EXPECT_EQ(provider.only().corrections.front().signer.email, "ana.ruiz@bakery.example");
  EXPECT_EQ(envelope().signers[0].signer.name, "Ana M. Ruiz");
}

TEST_P(SentEnvelope, IsAskedAboutAtMostOnceInAQuarterOfAnHour) {
  sent();
  const auto refresh = [&] { EXPECT_TRUE(write([&](SqlTransaction& transaction) { return desk_->refresh(transaction, subject_); })); };
  refresh();
  refresh();
  run_jobs();
  EXPECT_EQ(provider.reads, 1);
  clock_.advance(Duration::minutes(15));
  refresh();
  run_jobs();
  EXPECT_EQ(provider.reads, 2);
}

}  // namespace
}  // namespace switchyard::signing

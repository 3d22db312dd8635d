// Callbacks in any order, doubled, late, forged or lost. Payloads are stood in for by what they say; the JSON itself is the adapter's test. Written from
// docs/signing.md: no recordings of real callbacks exist.
#include "signing/journal_store.hpp"
#include "signing/signing_bench_fake.hpp"

namespace switchyard::signing {
namespace {

using Callback = SigningBench;
INSTANTIATE_TEST_SUITE_P(Engines, Callback, every_engine(), engine_name);

constexpr Instant kOne = kMorning + Duration::hours(1);
constexpr Instant kTwo = kMorning + Duration::hours(2);

TEST_P(Callback, InOrderTellsEachThingOnce) {
  sent();
  sign("1", kOne);
  call_back("recipient-completed", "2026-12-01T13:00:01.0000000Z");
  run_jobs();
  EXPECT_EQ(listener_.words(), "viewed signer_done");
  sign("2", kTwo);
  call_back("envelope-completed", "2026-12-01T14:00:01.0000000Z");
  run_jobs();
  EXPECT_EQ(listener_.words(), "viewed signer_done signer_done customer_side_done completed");
  EXPECT_EQ(listener_.heard[1].signer_name, "Ana Ruiz");
  EXPECT_EQ(listener_.heard[3].at, kTwo);
}

TEST_P(Callback, OutOfOrderAndDoubledEndsInTheSameState) {
  sent();
  const ProviderEnvelope before = provider.only().now;
  sign("1", kOne);
  const ProviderEnvelope half = provider.only().now;
  sign("2", kTwo);
  const ProviderEnvelope whole = provider.only().now;
  const auto say = [&](const ProviderEnvelope& now, std::string_view event, std::string_view generated) {
    provider.only().now = now;
    call_back(event, generated);
    run_jobs();
  };
  say(whole, "envelope-completed", "3");
  say(half, "recipient-completed", "2");
  say(before, "envelope-sent", "1");
  say(whole, "envelope-completed", "3");
  say(whole, "envelope-completed", "4");
  EXPECT_EQ(envelope().state, EnvelopeState::completed);
  EXPECT_EQ(listener_.words(), "viewed signer_done signer_done customer_side_done completed");
}

TEST_P(Callback, ThatComesLateForASignatureInTimeTellsTheInstantOfSigning) {
  sent();
  sign("1", kOne);
  sign("2", kTwo);
  clock_.set(kMorning + Duration::hours(5));
  void_overdue_envelopes(*parts_);
  call_back("envelope-completed", "3");
  run_jobs();
  EXPECT_EQ(envelope().state, EnvelopeState::completed);
  EXPECT_EQ(listener_.heard[3].at, kTwo);
}

TEST_P(Callback, OfADeclineSaysWhoAndWhy) {
  sent();
  ProviderEnvelope& now = provider.only().now;
  now.state = EnvelopeState::declined;
  now.recipients[0].declined_at = kOne;
  now.recipients[0].declined_reason = "too expensive";
  call_back("envelope-declined", "1");
  run_jobs();
  EXPECT_EQ(listener_.words(), "declined");
  EXPECT_EQ(listener_.heard.front().reason, "too expensive");
  EXPECT_EQ(listener_.heard.front().signer_name, "Ana Ruiz");
  sign("1", kTwo);
  sign("2", kTwo);
  call_back("envelope-completed", "2");
  run_jobs();
  EXPECT_EQ(envelope().state, EnvelopeState::declined) << "an ended envelope stays as it ended";
}

TEST_P(Callback, WithoutASummaryIsFollowedByOneLook) {
  sent();
  sign("1", kOne);
  call_back("recipient-completed", "1");
  provider.events.begin()->second.envelope.reset();
  run_jobs();
  EXPECT_EQ(provider.reads, 1);
  EXPECT_EQ(listener_.words(), "viewed signer_done");
}

TEST_P(Callback, OfAnEnvelopeThatIsNotWrittenDownYetIsAppliedLater) {
  ASSERT_TRUE(send(agreement()));
  provider.is_create_answer_lost = true;
  run_jobs();
  sign("1", kOne);
  call_back("recipient-completed", "1");
  run_jobs();
  EXPECT_EQ(listener_.words(), "");
  clock_.advance(Duration::minutes(2));
  run_jobs();
  clock_.advance(Duration::minutes(2));
  run_jobs();
  EXPECT_EQ(listener_.words(), "viewed signer_done");
}

TEST_P(Callback, WhoseNewsTheListenerRefusesIsAppliedAgain) {
  sent();
  sign("1", kOne);
  listener_.refusal = Error{ErrorKind::unavailable, "busy", "later"};
  call_back("recipient-completed", "1");
  run_jobs();
  EXPECT_EQ(listener_.words(), "");
  clock_.advance(Duration::minutes(1));
  run_jobs();
  EXPECT_EQ(listener_.words(), "viewed signer_done");
}

TEST_P(Callback, ThatNeverCameIsMadeUpForByTheSweep) {
  sent();
  sign("1", kOne);
  sign("2", kTwo);
  start_sweeps(*parts_);
  start_sweeps(*parts_);
  run_jobs();
  EXPECT_EQ(envelope().state, EnvelopeState::completed);
  EXPECT_EQ(provider.reads, 1);
}

TEST_P(Callback, OfCompletionHasTheDocumentsFetchedOnceTheyAreSealed) {
  const EnvelopeId id = sent();
  provider.is_sealed = false;
  sign("1", kOne);
  sign("2", kTwo);
  call_back("envelope-completed", "1");
  run_jobs();
  EXPECT_TRUE(listener_.kept.empty());
  provider.is_sealed = true;
  clock_.advance(Duration::minutes(1));
  run_jobs();
  ASSERT_EQ(listener_.kept.size(), 2u);
  EXPECT_EQ(listener_.kept[0].bytes, "%PDF-1.7 signed");
  EXPECT_EQ(listener_.kept[0].file_name, "ctr_1-signed.pdf");
  std::vector<FinishedHash> hashes;
  database_->read([&](SqlReader& reader) { hashes = finished_of(reader, id); });
  ASSERT_EQ(hashes.size(), 2u);
  EXPECT_EQ(hashes[1].sha256, listener_.kept[0].sha256);
}

}  // namespace
}  // namespace switchyard::signing

#include <gmock/gmock.h>

#include <algorithm>
#include <thread>

#include "esign/esign_fixture_fake.hpp"
#include "esign/evidence/evidence_chain.hpp"

namespace switchyard::esign {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class Signing : public EsignSuite {};
INSTANTIATE_TEST_SUITE_P(Engines, Signing, every_engine(), engine_name);

TEST_P(Signing, OneSignerFinishesAndTheEnvelopeIsCompletedInThatTransaction) {
  const auto envelope = sent({signer_fake()});
  EXPECT_EQ(envelope.status, EnvelopeStatus::sent);
  clock_.advance(Duration::minutes(5));
  const auto done = sign(envelope);
  EXPECT_EQ(done.status, EnvelopeStatus::completed);
  const auto kept = stored(envelope.id);
  EXPECT_EQ(kept.status, EnvelopeStatus::completed);
  EXPECT_EQ(kept.completed_at->text(), "2026-11-23T08:05:00Z");
  EXPECT_EQ(kept.recipients[0].status, RecipientStatus::completed);
  EXPECT_EQ(kept.recipients[0].signed_at->text(), "2026-11-23T08:05:00Z");
  EXPECT_EQ(kept.recipients[0].tabs[1].value, "11/23/2026");
  EXPECT_THAT(jobs_of("esign.finish_documents"), ElementsAre("{\"envelopeId\":\"" + envelope.id.text() + "\"}"));
  EXPECT_THAT(told(envelope.id), ElementsAre("envelope-created", "envelope-sent", "recipient-sent", "recipient-delivered", "envelope-delivered",
                                             "recipient-completed", "envelope-completed"));
}

TEST_P(Signing, TheChainHoldsOneLineForEachAct) {
  const auto envelope = sent({signer_fake()});
  sign(envelope);
  std::vector<std::string> lines;
  database_->read([&](SqlReader& reader) { lines = evidence_lines(reader, envelope.id); });
  const auto chain = read_evidence(evidence_file(lines));
  ASSERT_TRUE(chain) << chain.error().message;
  std::vector<std::string> kinds;
  for (const auto& event : chain->events) kinds.emplace_back(text_of(event.kind));
  EXPECT_THAT(kinds, ElementsAre("created", "sent", "opened", "disclosure_accepted", "signature_adopted", "recipient_signed", "completed"));
  EXPECT_EQ(chain->events[5].ip, "198.51.100.7");
  EXPECT_EQ(chain->events[5].actor.name, "Ann Lee");
}

TEST_P(Signing, FinishingTwiceChangesNothing) {
  const auto envelope = sent({signer_fake()});
  sign(envelope);
  const auto before = told(envelope.id);
  const auto again = finish(presence(envelope));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->status, EnvelopeStatus::completed);
  EXPECT_EQ(told(envelope.id), before);
}

TEST_P(Signing, TheSecondOrderWaitsForTheFirst) {
  const auto envelope = sent({signer_fake("1", 1, "c1"), signer_fake("2", 2, "c2")});
  EXPECT_EQ(envelope.recipient("2")->status, RecipientStatus::created);
  const auto early = act([&](SqlTransaction& transaction) -> Result<void> {
    auto opened = record_opened(transaction, service_, presence(envelope, "2"));
    if (!opened) return opened.error();
    return {};
  });
  EXPECT_EQ(early.error().code, "recipient_not_in_sequence");
  EXPECT_EQ(recipient_for_view(envelope, {.client_user_id = "c2", .email = "ann@example.com", .user_name = "Ann Lee"}).error().code,
            "RECIPIENT_NOT_IN_SEQUENCE");
  const auto half = sign(envelope, "1");
  EXPECT_EQ(half.status, EnvelopeStatus::delivered);
  EXPECT_EQ(half.recipient("2")->status, RecipientStatus::sent);
  EXPECT_EQ(sign(envelope, "2").status, EnvelopeStatus::completed);
}

TEST_P(Signing, TwoOfOneOrderSignInAnyOrderAndTheLastCompletesIt) {
  const auto envelope = sent({signer_fake("1", 1, "c1"), signer_fake("2", 1, "c2")});
  EXPECT_EQ(sign(envelope, "2").status, EnvelopeStatus::sent);
  EXPECT_EQ(sign(envelope, "1").status, EnvelopeStatus::completed);
}

TEST_P(Signing, TwoWhoFinishAtTheSameMomentBothSignAndItIsCompletedOnce) {
  const auto envelope = sent({signer_fake("1", 1, "c1"), signer_fake("2", 1, "c2")});
  prepare_to_sign(presence(envelope, "1"));
  prepare_to_sign(presence(envelope, "2"));
  const auto other_node = database_.open_again();
  EsignService other{.database = *other_node,
                     .clock = clock_,
                     .security_clock = SecurityClock{real_clock_},
                     .random = random_,
                     .outbox = outbox_,
                     .jose = *jose_,
                     .log = log_};
  const auto first = presence(envelope, "1");
  const auto second = presence(envelope, "2");
  const auto first_values = places_of(first);
  const auto second_values = places_of(second);
  const auto sign_on = [](const EsignService& service, const SignerPresence& who, const TabValues& values) {
    const auto done = write_result<Envelope>(
        service.database, [&](SqlTransaction& transaction) { return finish_signing(transaction, service, who, values); });
    EXPECT_TRUE(done);
  };
  {
    const std::jthread here([&] { sign_on(service_, first, first_values); });
    const std::jthread there([&] { sign_on(other, second, second_values); });
  }
  const auto kept = stored(envelope.id);
  EXPECT_EQ(kept.status, EnvelopeStatus::completed);
  EXPECT_EQ(kept.recipients[0].status, RecipientStatus::completed);
  EXPECT_EQ(kept.recipients[1].status, RecipientStatus::completed);
  EXPECT_THAT(jobs_of("esign.finish_documents"), SizeIs(1));
  const auto names = told(envelope.id);
  EXPECT_EQ(std::count(names.begin(), names.end(), "envelope-completed"), 1);
  EXPECT_EQ(std::count(names.begin(), names.end(), "recipient-completed"), 2);
}

TEST_P(Signing, CopiesAreCompletedAtTheirTurnAndDoNotHoldTheEnvelope) {
  Recipient copy{.kind = RecipientKind::carbon_copy, .recipient_id = "9", .name = "Bo Chen", .email = "bo@example.com", .routing_order = 2};
  const auto envelope = sent({signer_fake(), copy});
  EXPECT_EQ(envelope.recipient("9")->status, RecipientStatus::created);
  const auto done = sign(envelope);
  EXPECT_EQ(done.status, EnvelopeStatus::completed);
  EXPECT_EQ(stored(envelope.id).recipient("9")->status, RecipientStatus::completed);
}

TEST_P(Signing, NothingIsSignedWithoutConsentSignatureAndRequiredFields) {
  Recipient signer = signer_fake();
  signer.tabs.push_back({.kind = TabKind::text, .label = "title", .document_id = "1", .page = 1, .x = 100'000, .y = 100'000});
  const auto envelope = sent({signer});
  const auto who = presence(envelope);
  EXPECT_EQ(finish(who).error().code, "disclosure_missing");
  prepare_to_sign(who);
  const auto missing = finish(who);
  EXPECT_EQ(missing.error().code, "tab_required");
  ASSERT_THAT(missing.error().fields, SizeIs(1));
  EXPECT_EQ(missing.error().fields[0].detail, "title on page 1 is to be filled");
  EXPECT_EQ(stored(envelope.id).recipients[0].status, RecipientStatus::delivered);
  TabId title;
  for (const Tab& tab : envelope.recipients[0].tabs) {
    if (tab.label == "title") title = tab.id;
  }
  EXPECT_EQ(finish(who, {{title, "Owner"}}).value().status, EnvelopeStatus::completed);
}

TEST_P(Signing, WhatWasTypedOutlivesTheSession) {
  Recipient signer = signer_fake();
  signer.tabs.push_back({.kind = TabKind::text, .label = "title", .document_id = "1", .page = 1, .x = 100'000, .y = 100'000});
  const auto envelope = sent({signer});
  TabId title;
  for (const Tab& tab : envelope.recipients[0].tabs) {
    if (tab.label == "title") title = tab.id;
  }
  const auto saved = act([&](SqlTransaction& transaction) { return save_values(transaction, service_, presence(envelope), {{title, "Own"}}); });
  ASSERT_TRUE(saved);
  const auto kept = stored(envelope.id);
  for (const Tab& tab : kept.recipients[0].tabs) {
    EXPECT_EQ(tab.value, tab.id == title ? "Own" : "");
  }
  const auto unprintable = act([&](SqlTransaction& transaction) {
    return save_values(transaction, service_, presence(envelope), {{title, "\xF0\x9F\xA6\x84"}});
  });
  EXPECT_EQ(unprintable.error().code, "tab_value_invalid");
}

TEST_P(Signing, ATabOfAnotherSignerIsNotHis) {
  const auto envelope = sent({signer_fake("1", 1, "c1"), signer_fake("2", 1, "c2")});
  const auto foreign = envelope.recipient("2")->tabs[0].id;
  const auto saved = act([&](SqlTransaction& transaction) { return save_values(transaction, service_, presence(envelope, "1"), {{foreign, "true"}}); });
  EXPECT_EQ(saved.error().code, "tab_not_found");
}

TEST_P(Signing, AVoidEndsAnOpenCeremony) {
  const auto envelope = sent({signer_fake()});
  const auto who = presence(envelope);
  prepare_to_sign(who);
  const auto voided = update_envelope(service_, sender_, envelope.id, {.status = EnvelopeStatus::voided, .voided_reason = "Wrong price"});
  ASSERT_TRUE(voided);
  EXPECT_EQ(voided->voided_reason, "Wrong price");
  EXPECT_EQ(finish(who).error().code, "envelope_voided");
  EXPECT_EQ(stored(envelope.id).recipients[0].status, RecipientStatus::delivered);
  EXPECT_THAT(told(envelope.id), Contains("envelope-voided"));
}

TEST_P(Signing, OneDeclineEndsItForAll) {
  const auto envelope = sent({signer_fake("1", 1, "c1"), signer_fake("2", 1, "c2")});
  const auto declined = in_transaction<Envelope>(
      [&](SqlTransaction& transaction) { return decline_to_sign(transaction, service_, presence(envelope, "1"), "Too expensive"); });
  ASSERT_TRUE(declined);
  EXPECT_EQ(declined->status, EnvelopeStatus::declined);
  EXPECT_EQ(stored(envelope.id).recipient("1")->declined_reason, "Too expensive");
  EXPECT_EQ(finish(presence(envelope, "2")).error().code, "envelope_declined");
  const auto other = sent({signer_fake()});
  const auto silent =
      in_transaction<Envelope>([&](SqlTransaction& transaction) { return decline_to_sign(transaction, service_, presence(other), " "); });
  EXPECT_EQ(silent.error().fields[0].code, "reason_required");
}

TEST_P(Signing, FromTheEndOfThePriceOnFinishIsRefusedAndTheEnvelopeStays) {
  auto definition = definition_fake({signer_fake()});
  definition.custom_fields = {{.name = "switchyardSignBy", .value = "2026-11-23T09:00:00Z"}};
  const auto envelope = create(definition).value();
  const auto who = presence(envelope);
  prepare_to_sign(who);
  clock_.set(Instant::parse("2026-11-23T09:00:00Z").value());
  EXPECT_EQ(finish(who).error().code, "price_expired");
  EXPECT_EQ(stored(envelope.id).status, EnvelopeStatus::delivered);
  clock_.set(Instant::parse("2026-11-23T08:59:59Z").value());
  EXPECT_EQ(finish(who).value().status, EnvelopeStatus::completed);
}

TEST_P(Signing, AnotherPersonStartsAfresh) {
  const auto envelope = sent({signer_fake()});
  const auto who = presence(envelope);
  prepare_to_sign(who);
  const auto passed = in_transaction<Envelope>(
      [&](SqlTransaction& transaction) { return reassign(transaction, service_, who, {.name = "Bo Chen", .email = "bo@example.com"}); });
  ASSERT_TRUE(passed);
  const auto kept = stored(envelope.id).recipients[0];
  EXPECT_EQ(kept.name, "Bo Chen");
  EXPECT_EQ(kept.reassigned_from, "Ann Lee <ann@example.com>");
  EXPECT_EQ(kept.status, RecipientStatus::sent);
  EXPECT_FALSE(kept.disclosure_accepted_at);
  EXPECT_EQ(kept.signature_id, "");
  EXPECT_THAT(jobs_of("esign.write_letter"), SizeIs(1));
}

TEST_P(Signing, ADisclosureThatWasNotShownIsNotAccepted) {
  const auto envelope = sent({signer_fake()});
  const auto accepted = act([&](SqlTransaction& transaction) {
    return accept_disclosure(transaction, service_, presence(envelope), {.language = "en", .sha256 = "00"});
  });
  EXPECT_EQ(accepted.error().code, "disclosure_outdated");
}

TEST_P(Signing, ASignatureThatCannotBePrintedIsNotAdopted) {
  const auto envelope = sent({signer_fake()});
  prepare_to_sign(presence(envelope));
  const auto adopted = in_transaction<AdoptedSignature>([&](SqlTransaction& transaction) {
    return adopt_signature(transaction, service_, presence(envelope),
                           {.kind = AdoptionKind::uploaded, .signature = documents::Image{"no picture"}, .initials = documents::Image{"none"}});
  });
  EXPECT_EQ(adopted.error().code, "signature_invalid");
}

}  // namespace
}  // namespace switchyard::esign

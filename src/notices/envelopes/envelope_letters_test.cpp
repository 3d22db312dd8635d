#include "notices/envelopes/envelope_letters.hpp"

#include <gmock/gmock.h>

#include <fmt/format.h>

#include "notices/mail/mail_fixture_fake.hpp"

namespace switchyard::notices {
namespace {

using signing::EnvelopeNewsKind;
using signing::EnvelopeState;
using signing::SignerRole;

// Signing with one envelope, as the test sets it.
class DeskFake final : public signing::EnvelopeDesk {
 public:
  Result<signing::EnvelopeId> send(SqlTransaction&, const signing::NewEnvelope& asked) override {
    envelope.subject = asked.subject;
    envelope.sign_by = asked.sign_by;
    for (const signing::Signer& signer : asked.signers) envelope.signers.push_back({.signer = signer});
    return envelope.id;
  }
  Result<signing::SigningLink> open_link(SqlTransaction&, const signing::EnvelopeSubject&, const signing::LinkOptions& options) override {
    return signing::SigningLink{.url = fmt::format("https://p.example/sign/{}-{}", static_cast<int>(options.role), ++links)};
  }
  Result<void> void_envelope(SqlTransaction&, const signing::EnvelopeSubject&, std::string_view) override { return {}; }
  Result<void> resend(SqlTransaction&, const signing::EnvelopeSubject&) override { return {}; }
  Result<void> correct_signer(SqlTransaction&, const signing::EnvelopeSubject&, const signing::Signer& corrected) override {
    envelope.signers[0].signer = corrected;
    return {};
  }
  Result<void> refresh(SqlTransaction&, const signing::EnvelopeSubject&) override { return {}; }
  std::optional<signing::Envelope> find(SqlReader&, const signing::EnvelopeSubject&) override { return envelope; }

  signing::Envelope envelope{.id = signing::EnvelopeId(Uuid{}), .subject = {}};
  int links = 0;
};

class ListenerFake final : public signing::EnvelopeListener {
 public:
  Result<void> hear(SqlTransaction&, const signing::EnvelopeNews&) override {
    if (refusal) return *refusal;
    return {};
  }
  Result<void> keep(SqlTransaction&, const signing::EnvelopeSubject&, std::span<const signing::FinishedDocument>) override { return {}; }
  std::optional<Error> refusal;
};

const signing::EnvelopeSubject kSubject{.partner = "prt_1", .purpose = signing::EnvelopePurpose::agreement, .id = "ctr_1"};
constexpr Instant kSignBy = Instant::from_unix_ms(1'795'521'600'000 + 30 * 3'600'000);

class EnvelopeLetters : public MailSuite {
 protected:
  void SetUp() override {
    signing::NewEnvelope asked{.subject = kSubject, .papers = {}, .signers = {}, .title = "Agreement SY-1", .message = "As we spoke", .sign_by = kSignBy};
    asked.signers.push_back({.role = SignerRole::customer, .name = "Ana Ruiz", .email = "ana@example.com", .routing_order = 1, .language = "es"});
    asked.signers.push_back({.role = SignerRole::co_signer, .name = "Bo", .email = "bo@example.com", .routing_order = 2});
    in_transaction([&](SqlTransaction& transaction) { return desk_.send(transaction, asked).has_value(); });
  }
  void in_transaction(const std::function<bool(SqlTransaction&)>& work) {
    clock_.advance(Duration::milliseconds(1));
    database_->write(work);
  }
  void look() {
    write_due_letters(parts_, inner_desk_);
    clock_.advance(Duration::milliseconds(1));
  }
  void hear(EnvelopeNewsKind kind, SignerRole role = SignerRole::customer, std::string reason = {}, Instant at = kNoon) {
    in_transaction([&](SqlTransaction& transaction) {
      return listener_.hear(transaction, {.envelope = inner_desk_.envelope.id, .subject = kSubject, .kind = kind, .at = at, .role = role, .signer_name = "Ana Ruiz", .reason = std::move(reason)})
          .has_value();
    });
  }
  // "category to address", the earliest first; in no order where they are of one transaction.
  std::vector<std::string> written() {
    std::vector<std::string> all;
    for (const Letter& letter : letters()) all.insert(all.begin(), letter.mail.category + " to " + letter.mail.to.at(0).address);
    return all;
  }
  void sent() {
    inner_desk_.envelope.state = EnvelopeState::sent;
    clock_.advance(Duration::seconds(1));
    look();
  }
  void signs(std::size_t signer) {
    inner_desk_.envelope.signers[signer].signed_at = clock_.now();
    hear(EnvelopeNewsKind::signer_done);
    look();
  }

  OutboxMailQueue queue_{outbox_, SecurityClock{clock_}, random_, MailDelivery::mailbox};
  LetterShelf shelf_ = *LetterShelf::load();
  DeskFake inner_desk_;
  ListenerFake inner_listener_;
  LetterBrand brand_{.name = "Lone Star Brokers", .email = "desk@lonestar.example"};
  EnvelopeLetterParts parts_{.database = *database_, .clock = clock_, .mail = queue_, .shelf = shelf_, .brand = [this](const std::string&) { return brand_; }, .log = log_};
  LetteredDesk desk_{inner_desk_, parts_};
  LetteredListener listener_{inner_listener_, inner_desk_, parts_};
};

using Lines = std::vector<std::string>;

TEST_P(EnvelopeLetters, TheFirstSignerIsInvitedWhenTheProviderHasTheEnvelopeAndTheNextAtHisTurn) {
  look();
  EXPECT_EQ(written(), Lines{});
  sent();
  EXPECT_EQ(written(), Lines{"signing_invitation to ana@example.com"});
  const Letter invitation = *find(letters().at(0).id);
  EXPECT_EQ(invitation.mail.subject, "Por favor firme: Agreement SY-1");
  EXPECT_NE(invitation.mail.text.find("https://p.example/sign/0-1"), std::string::npos) << invitation.mail.text;
  EXPECT_NE(invitation.mail.text.find("25 de noviembre de 2026 a las 18:00 UTC"), std::string::npos);
  EXPECT_EQ(invitation.mail.subject_id, "ctr_1");
  clock_.advance(Duration::minutes(3));
  look();
  EXPECT_EQ(written().size(), 1u);
  signs(0);
  EXPECT_THAT(written(), ::testing::UnorderedElementsAre("signing_invitation to ana@example.com", "signing_invitation to bo@example.com"));
}

TEST_P(EnvelopeLetters, RemindersComeAfterADayAndFourHoursBeforeTheEnd) {
  sent();
  clock_.advance(Duration::hours(24));
  look();
  EXPECT_EQ(written().back(), "signing_reminder to ana@example.com");
  clock_.advance(Duration::hours(1));
  look();
  EXPECT_EQ(written().size(), 2u);
  clock_.set(kSignBy - Duration::hours(4));
  look();
  EXPECT_EQ(written().size(), 3u);
  clock_.set(kSignBy);
  look();
  EXPECT_EQ(written().size(), 3u);
}

TEST_P(EnvelopeLetters, OneLateLookWritesOneReminderAndNoneAfterTheEnd) {
  sent();
  clock_.set(kSignBy - Duration::hours(1));
  look();
  EXPECT_EQ(written().size(), 2u);
  clock_.set(kSignBy + Duration::hours(100));
  look();
  EXPECT_EQ(written().size(), 2u);
}

TEST_P(EnvelopeLetters, SentAgainAndCorrectedSignersAreInvitedAnew) {
  sent();
  in_transaction([&](SqlTransaction& transaction) { return desk_.resend(transaction, kSubject).has_value(); });
  look();
  EXPECT_THAT(written(), ::testing::UnorderedElementsAre("signing_invitation to ana@example.com", "signing_invitation to ana@example.com"));
  in_transaction([&](SqlTransaction& transaction) {
    return desk_.correct_signer(transaction, kSubject, {.role = SignerRole::customer, .name = "Ana", .email = "ana2@example.com"}).has_value();
  });
  look();
  EXPECT_EQ(written().back(), "signing_invitation to ana2@example.com");
}

TEST_P(EnvelopeLetters, WhoShowsTheLinkHimselfHasNoLetterWritten) {
  inner_desk_.envelope.signers[0].signer.is_written_to = false;
  sent();
  EXPECT_EQ(written(), Lines{});
}

TEST_P(EnvelopeLetters, ADeclineIsToldToThePartnerAndToThoseWhoSignedBefore) {
  sent();
  signs(0);
  hear(EnvelopeNewsKind::declined, SignerRole::co_signer, "too dear");
  hear(EnvelopeNewsKind::declined, SignerRole::co_signer, "too dear");
  EXPECT_THAT(written(), ::testing::UnorderedElementsAre("signing_invitation to ana@example.com", "signing_invitation to bo@example.com", "signing_declined to desk@lonestar.example",
                              "signing_declined_signer to ana@example.com"));
  clock_.advance(Duration::hours(25));
  look();
  EXPECT_EQ(written().size(), 4u);
}

TEST_P(EnvelopeLetters, AVoidIsToldToEverybodyInvitedAndAFailureToThePartner) {
  sent();
  hear(EnvelopeNewsKind::voided, SignerRole::customer, "changed");
  EXPECT_THAT(written(), ::testing::UnorderedElementsAre("signing_invitation to ana@example.com", "signing_voided to desk@lonestar.example", "signing_voided_signer to ana@example.com"));
}

TEST_P(EnvelopeLetters, AFailureAndALateSignatureAreToldToThePartner) {
  hear(EnvelopeNewsKind::customer_side_done, SignerRole::customer, "", kSignBy - Duration::milliseconds(1));
  EXPECT_EQ(written(), Lines{});
  hear(EnvelopeNewsKind::customer_side_done, SignerRole::customer, "", kSignBy);
  hear(EnvelopeNewsKind::failed, SignerRole::customer, "no such anchor");
  EXPECT_THAT(written(), ::testing::UnorderedElementsAre("signing_signed_late to desk@lonestar.example", "signing_failed to desk@lonestar.example"));
  EXPECT_NE(find(letters().at(0).id)->mail.text.find("What went wrong: no such anchor"), std::string::npos);
}

TEST_P(EnvelopeLetters, TheSignedCopyIsAttachedUnlessItIsTooLarge) {
  sent();
  signs(0);
  const auto keep = [&](std::size_t size) {
    const std::vector<signing::FinishedDocument> documents{{.kind = signing::FinishedDocument::Kind::combined, .file_name = "SY-1/signed.pdf", .bytes = std::string(size, 'x'), .sha256 = {}}};
    in_transaction([&](SqlTransaction& transaction) { return listener_.keep(transaction, kSubject, documents).has_value(); });
  };
  keep(1000);
  EXPECT_EQ(written().back(), "signing_completed to bo@example.com");
  const Letter copy = *find(letters().at(0).id);
  EXPECT_EQ(copy.attachments.at(0).file_name, "SY-1_signed.pdf");
  EXPECT_EQ(copy.attachments.at(0).size_bytes, 1000);
  EXPECT_EQ(written().size(), 4u);
  keep(kAttachedDocumentSizeMax + 1);
  EXPECT_EQ(written().size(), 4u);
}

TEST_P(EnvelopeLetters, WhatTheListenerRefusesIsNotToldByLetter) {
  inner_listener_.refusal = Error{ErrorKind::conflict, "contract_changed", "not now"};
  hear(EnvelopeNewsKind::voided);
  EXPECT_EQ(written(), Lines{});
}

TEST_P(EnvelopeLetters, APartnerWithoutAnAddressGetsNoneAndASignersBadAddressHoldsNothingUp) {
  brand_.email.clear();
  inner_desk_.envelope.signers[0].signer.email = "not an address";
  sent();
  hear(EnvelopeNewsKind::failed);
  EXPECT_EQ(written(), Lines{});
}

INSTANTIATE_TEST_SUITE_P(Engines, EnvelopeLetters, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard::notices

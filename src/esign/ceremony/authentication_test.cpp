#include "esign/ceremony/authentication.hpp"
#include "esign/ceremony/rest_ceremony_fixture_fake.hpp"
#include "esign/ceremony/letter_writer.hpp"

namespace switchyard::esign {
namespace {

class CeremonyCode : public CeremonySuite {
 protected:
  std::string code_in_letter() {
    for (const auto& [key, mail] : mail_.letters) {
      if (mail.category != "signing_code") continue;
      const auto at = mail.text.find("\n    ");
      code_ = mail.text.substr(at + 5, 6);
    }
    return code_;
  }
  std::string code_;
};
INSTANTIATE_TEST_SUITE_P(Engines, CeremonyCode, every_engine(), engine_name);

TEST_P(CeremonyCode, NothingIsShownBeforeTheAccessCode) {
  Recipient signer = signer_fake();
  signer.access_code = "Harbor-7";
  const Envelope envelope = sent({signer});
  const std::string secret = open(envelope);
  const Asked session = get("session", secret);
  EXPECT_EQ(session.at("phase"), "authenticate");
  EXPECT_EQ(session.at("authentication.kind"), "access_code");
  EXPECT_EQ(session.at("tabs"), "[]");
  EXPECT_EQ(session.at("documents"), "[]");
  EXPECT_EQ(get("documents/1", secret).at("code"), "authentication_required");
  EXPECT_EQ(stored(envelope.id).status, EnvelopeStatus::sent);
  const Asked wrong = post("authenticate", secret, R"({"accessCode":"harbor-7"})");
  EXPECT_EQ(wrong.at("code"), "access_code_wrong");
  EXPECT_EQ(wrong.at("triesLeft"), "4");
  EXPECT_EQ(post("authenticate", secret, R"({"accessCode":"Harbor-7"})").at("passed"), "true");
  EXPECT_EQ(get("session", secret).at("phase"), "consent");
  EXPECT_EQ(stored(envelope.id).status, EnvelopeStatus::delivered);
}

TEST_P(CeremonyCode, TheFifthWrongAccessCodeEndsThisSessionAndThoseOfTheHour) {
  Recipient signer = signer_fake();
  signer.access_code = "Harbor-7";
  const Envelope envelope = sent({signer});
  const std::string secret = open(envelope);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(post("authenticate", secret, R"({"accessCode":"guess"})").at("code"), "access_code_wrong");
  const Asked fifth = post("authenticate", secret, R"({"accessCode":"guess"})");
  EXPECT_EQ(fifth.status, 410);
  EXPECT_EQ(fifth.at("end.url"), "https://shop.example.com/done?order=7&event=access_code_failed");
  EXPECT_EQ(get("session", secret).status, 410);
  EXPECT_EQ(post("authenticate", open(envelope), R"({"accessCode":"Harbor-7"})").status, 410);
  real_clock_.advance(Duration::hours(1));
  EXPECT_EQ(post("authenticate", open(envelope), R"({"accessCode":"Harbor-7"})").status, 200);
}

TEST_P(CeremonyCode, ACodeGoesToTheSignersAddress) {
  Recipient signer = signer_fake();
  signer.needs_one_time_code = true;
  const std::string secret = open(sent({signer}));
  EXPECT_EQ(get("session", secret).at("authentication.emailHint"), "a•••@example.com");
  EXPECT_EQ(post("authenticate", secret, R"({"emailCode":"000000"})").at("code"), "email_code_expired");
  EXPECT_EQ(post("authenticate/code", secret).status, 200);
  EXPECT_EQ(mail_.letters.begin()->second.to.at(0).address, "ann@example.com");
  const Asked soon = post("authenticate/code", secret);
  EXPECT_EQ(soon.status, 429);
  EXPECT_EQ(soon.header("retry-after"), "60");
  const std::string code = code_in_letter();
  const std::string other = code == "111111" ? "222222" : "111111";
  EXPECT_EQ(post("authenticate", secret, "{\"emailCode\":\"" + other + "\"}").at("triesLeft"), "4");
  EXPECT_EQ(post("authenticate", secret, "{\"emailCode\":\"" + code + "\"}").at("passed"), "true");
  EXPECT_EQ(get("session", secret).at("phase"), "consent");
}

TEST_P(CeremonyCode, ACodeIsGoodForTenMinutesAndFiveTries) {
  Recipient signer = signer_fake();
  signer.needs_one_time_code = true;
  const std::string secret = open(sent({signer}));
  ASSERT_EQ(post("authenticate/code", secret).status, 200);
  const std::string first = code_in_letter();
  const std::string other = first == "111111" ? "222222" : "111111";
  for (int i = 0; i < 5; ++i) EXPECT_EQ(post("authenticate", secret, "{\"emailCode\":\"" + other + "\"}").at("code"), "email_code_wrong");
  EXPECT_EQ(post("authenticate", secret, "{\"emailCode\":\"" + first + "\"}").at("code"), "email_code_expired");
  mail_.letters.clear();
  real_clock_.advance(Duration::seconds(60));
  ASSERT_EQ(post("authenticate/code", secret).status, 200);
  real_clock_.advance(Duration::minutes(10));
  EXPECT_EQ(post("authenticate", secret, "{\"emailCode\":\"" + code_in_letter() + "\"}").at("code"), "email_code_expired");
}

TEST_P(CeremonyCode, TheHintShowsAnAddressWithoutGivingIt) {
  EXPECT_EQ(email_hint("ann@example.com"), "a•••@example.com");
  EXPECT_EQ(email_hint("émile@example.com"), "é•••@example.com");
}

class CeremonyLetter : public CeremonySuite {
 protected:
  // Runs the jobs that write letters; those that cannot be written yet are passed over.
  void write_letters() {
    const auto handler = letter_writer(ceremony_);
    for (const std::string& payload : jobs_of(kWriteLetterJob)) {
      const auto effect = handler({.id = make_id<outbox::JobTag>(kMonday, random_), .kind = std::string(kWriteLetterJob), .payload = payload, .attempt = 1});
      if (!effect || !*effect) continue;
      EXPECT_TRUE(act([&](SqlTransaction& transaction) { return (*effect)(transaction); }));
    }
  }
  std::string link_to(std::string_view address, std::string_view category) {
    for (const auto& [key, mail] : mail_.letters) {
      if (mail.to[0].address != address || mail.category != category) continue;
      const auto at = mail.text.find("https://sign.example.com/");
      if (at == std::string::npos) return {};
      return mail.text.substr(at + 24, mail.text.find('\n', at) - at - 24);
    }
    return {};
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, CeremonyLetter, every_engine(), engine_name);

TEST_P(CeremonyLetter, ARemoteSignerIsInvitedAndScannersBurnNothing) {
  const Envelope envelope = sent({signer_fake("1", 1, "")});
  write_letters();
  ASSERT_EQ(mail_.letters.size(), 1u);
  const Mail& mail = mail_.letters.begin()->second;
  EXPECT_EQ(mail.subject, "Please sign: Please sign");
  EXPECT_EQ(mail.from.name, "Switchyard Energy");
  EXPECT_NE(mail.html.find("Review and sign"), std::string::npos);
  const std::string path = link_to("ann@example.com", "signing_invitation");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ask(http::Method::get, path).status, 200);
  EXPECT_EQ(stored(envelope.id).status, EnvelopeStatus::sent);
  const std::string secret = secret_in(ask(http::Method::post, path));
  EXPECT_EQ(get("session", secret).at("phase"), "consent");
  EXPECT_EQ(get("session", secret).at("exit.kind"), "none");
  EXPECT_NE(secret_in(ask(http::Method::post, path)), "");
  // The token is no view of its own.
  EXPECT_EQ(ask(http::Method::get, "/esign/signing/" + path.substr(path.rfind('/') + 1)).status, 404);
}

TEST_P(CeremonyLetter, TheSameJobWritesItOnceAndOneWithoutCauseNone) {
  const Envelope envelope = sent({signer_fake("1", 1, "")});
  write_letters();
  write_letters();
  EXPECT_EQ(mail_.letters.size(), 1u);
  mail_.letters.clear();
  ASSERT_TRUE(update_envelope(service_, sender_, envelope.id, {.status = EnvelopeStatus::voided, .voided_reason = "Wrong price"}));
  write_letters();
  for (const auto& [key, mail] : mail_.letters) EXPECT_EQ(mail.category, "signing_voided");
}

TEST_P(CeremonyLetter, ADeclineIsToldWithItsReason) {
  const Envelope envelope = sent({signer_fake()});
  ASSERT_EQ(post("decline", open(envelope), R"({"reason":"Too <dear>"})").status, 200);
  write_letters();
  ASSERT_FALSE(mail_.letters.empty());
  for (const auto& [key, mail] : mail_.letters) {
    EXPECT_EQ(mail.category, "signing_declined");
    EXPECT_NE(mail.html.find("Too &lt;dear&gt;"), std::string::npos);
  }
}

TEST_P(CeremonyLetter, ALinkDiesWithTheAddressItWasSentTo) {
  const Envelope envelope = sent({signer_fake("1", 1, "")});
  write_letters();
  const std::string path = link_to("ann@example.com", "signing_invitation");
  Recipient corrected;
  corrected.recipient_id = "1";
  corrected.email = "anna@example.com";
  ASSERT_TRUE(change_recipients(service_, sender_, envelope.id, {corrected}, false));
  EXPECT_EQ(ask(http::Method::post, path).status, 410);
}

}  // namespace
}  // namespace switchyard::esign

#include "esign/ceremony/rest_ceremony_fixture_fake.hpp"

namespace switchyard::esign {
namespace {

class CeremonyView : public CeremonySuite {};
INSTANTIATE_TEST_SUITE_P(Engines, CeremonyView, every_engine(), engine_name);

TEST_P(CeremonyView, OpensOnceAndThenLeadsBackWithItsOwnQueryKept) {
  const Envelope envelope = sent({signer_fake()});
  const std::string path = view_path(envelope);
  const Asked page = ask(http::Method::get, path);
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(secret_in(page), "");
  const Asked again = ask(http::Method::get, path);
  EXPECT_EQ(again.status, 303);
  EXPECT_EQ(again.header("location"), "https://shop.example.com/done?order=7&event=ttl_expired");
  EXPECT_EQ(stored(envelope.id).status, EnvelopeStatus::delivered);
}

TEST_P(CeremonyView, IsTooOldAfterFiveMinutesOfRealTime) {
  const Envelope envelope = sent({signer_fake()});
  const std::string path = view_path(envelope);
  clock_.advance(Duration::hours(48));
  real_clock_.advance(Duration::milliseconds(5 * 60'000 - 1));
  const std::string other = view_path(envelope);
  EXPECT_EQ(ask(http::Method::get, path).status, 200);
  real_clock_.advance(Duration::minutes(5));
  EXPECT_EQ(ask(http::Method::get, other).header("location"), "https://shop.example.com/done?order=7&event=ttl_expired");
}

TEST_P(CeremonyView, HeadAndPrefetchBurnNothing) {
  const std::string path = view_path(sent({signer_fake()}));
  EXPECT_EQ(ask(http::Method::head, path).status, 200);
  EXPECT_EQ(ask(http::Method::get, path, {}, {}, {{"sec-purpose", "prefetch;prerender"}}).status, 503);
  EXPECT_EQ(ask(http::Method::get, path, {}, {}, {{"purpose", "prefetch"}}).status, 503);
  EXPECT_NE(secret_in(ask(http::Method::get, path)), "");
}

TEST_P(CeremonyView, ThePageMayBeFramedByTheGivenOriginsAlone) {
  const Envelope envelope = sent({signer_fake()});
  ViewOptions framed;
  framed.frame_ancestors = {"https://shop.example.com", "http://localhost:3000"};
  framed.message_origins = {"https://shop.example.com"};
  const Asked page = ask(http::Method::get, view_path(envelope, "1", framed));
  EXPECT_NE(page.header("content-security-policy").find("frame-ancestors https://shop.example.com http://localhost:3000;"), std::string::npos);
  EXPECT_EQ(page.header("x-frame-options"), "");
  EXPECT_EQ(page.header("cache-control"), "no-store");
  EXPECT_EQ(page.header("referrer-policy"), "no-referrer");
  EXPECT_EQ(get("session", secret_in(page)).at("messageOrigins"), "[\"https://shop.example.com\"]");
  const Asked alone = ask(http::Method::get, view_path(envelope));
  EXPECT_NE(alone.header("content-security-policy").find("frame-ancestors 'none'"), std::string::npos);
  EXPECT_EQ(alone.header("x-frame-options"), "DENY");
}

TEST_P(CeremonyView, MustNameTheRecipientExactly) {
  const Envelope envelope = sent({signer_fake()});
  const auto with = [&](std::string client, std::string email, std::string name) {
    return make_recipient_view(ceremony_, sender_, envelope.id,
                               {.who = {.client_user_id = std::move(client), .email = std::move(email), .user_name = std::move(name), .user_id = {}, .recipient_id = {}},
                                .return_url = "https://shop.example.com",
                                .options = {.authentication_method = "None"}});
  };
  EXPECT_TRUE(with("c1", "ann@example.com", "Ann Lee"));
  for (const auto& made : {with("c2", "ann@example.com", "Ann Lee"), with("c1", "bob@example.com", "Ann Lee"), with("c1", "ann@example.com", "Ann")}) {
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, "UNKNOWN_ENVELOPE_RECIPIENT");
  }
}

TEST_P(CeremonyView, IsRefusedOutOfTurnWithoutReturnUrlAndToOtherAccounts) {
  Recipient second = signer_fake("2", 2, "c2");
  second.email = "bob@example.com";
  const Envelope envelope = sent({signer_fake(), second});
  const ViewedRecipient bob{.client_user_id = "c2", .email = "bob@example.com", .user_name = "Ann Lee", .user_id = {}, .recipient_id = {}};
  RecipientViewRequest request{.who = bob, .return_url = "https://shop.example.com", .options = {.authentication_method = "None"}};
  EXPECT_EQ(make_recipient_view(ceremony_, sender_, envelope.id, request).error().code, "RECIPIENT_NOT_IN_SEQUENCE");
  request.return_url = "undefined";
  EXPECT_EQ(make_recipient_view(ceremony_, sender_, envelope.id, request).error().code, "INVALID_REQUEST_PARAMETER");
  request.return_url = "https://shop.example.com";
  request.options.authentication_method.clear();
  EXPECT_EQ(make_recipient_view(ceremony_, sender_, envelope.id, request).error().code, "INVALID_REQUEST_PARAMETER");
  request.options.authentication_method = "None";
  Sender stranger = sender_;
  stranger.account = AccountId::make(random_);
  EXPECT_EQ(make_recipient_view(ceremony_, stranger, envelope.id, request).error().code, "ENVELOPE_DOES_NOT_EXIST");
}

TEST_P(CeremonyView, MadeBeforeAVoidIsDead) {
  const Envelope envelope = sent({signer_fake()});
  const std::string path = view_path(envelope);
  ASSERT_TRUE(update_envelope(service_, sender_, envelope.id, {.status = EnvelopeStatus::voided, .voided_reason = "Wrong price"}));
  const Asked opened = ask(http::Method::get, path);
  EXPECT_EQ(opened.status, 303);
  EXPECT_EQ(opened.header("location"), "https://shop.example.com/done?order=7&event=exception");
}

TEST_P(CeremonyView, RevokedItOpensNothingAndEndsWhatItOpened) {
  const Envelope envelope = sent({signer_fake()});
  const std::string secret = open(envelope);
  const std::string path = view_path(envelope);
  const Recipient& ann = envelope.recipients[0];
  ASSERT_TRUE(revoke_recipient_views(ceremony_, sender_, envelope.id, {.client_user_id = "c1", .email = ann.email, .user_name = ann.name, .user_id = {}, .recipient_id = {}}));
  EXPECT_EQ(ask(http::Method::get, path).status, 303);
  const Asked session = get("session", secret);
  EXPECT_EQ(session.status, 410);
  EXPECT_EQ(session.at("code"), "session_ended");
  EXPECT_EQ(session.at("end.event"), "exception");
}

TEST_P(CeremonyView, AnUnknownOneIsAPageThatSaysSo) {
  EXPECT_EQ(ask(http::Method::get, "/esign/signing/tAAAA").status, 404);
  EXPECT_EQ(ask(http::Method::get, "/esign/signing/lAAAA").status, 404);
  EXPECT_EQ(ask(http::Method::get, "/esign/signing/session/tAAAA").status, 404);
}

TEST_P(CeremonyView, AReloadHasThePageWithoutItsSecret) {
  const Asked session = get("session", open(sent({signer_fake()})));
  const Asked page = ask(http::Method::get, "/esign/signing/session/" + session.at("sessionId"));
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(secret_in(page), "");
  EXPECT_NE(page.response.body.find(session.at("sessionId")), std::string::npos);
}

TEST_P(CeremonyView, OfTheSenderShowsADraftAndSendsIt) {
  const Envelope draft = create(definition_fake({signer_fake()}, EnvelopeStatus::created)).value();
  const auto made = make_sender_view(ceremony_, sender_, draft.id, {.kind = ViewKind::sender, .return_url = "https://shop.example.com/sent"});
  const Asked opened = ask(http::Method::get, made->url.substr(ceremony_.public_url.size()));
  ASSERT_EQ(opened.status, 303);
  EXPECT_NE(ask(http::Method::get, opened.header("location")).response.body.find("Ann Lee"), std::string::npos);
  const Asked sent_now = ask(http::Method::post, opened.header("location"), "act=send", {}, {{"content-type", "application/x-www-form-urlencoded"}});
  EXPECT_EQ(sent_now.header("location"), "https://shop.example.com/sent?event=Send");
  EXPECT_EQ(stored(draft.id).status, EnvelopeStatus::sent);
  EXPECT_EQ(make_sender_view(ceremony_, sender_, draft.id, {.kind = ViewKind::edit}).error().code, "ENVELOPE_INVALID_STATUS");
}

}  // namespace
}  // namespace switchyard::esign

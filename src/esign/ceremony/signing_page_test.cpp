#include <algorithm>

#include "esign/ceremony/rest_ceremony_fixture_fake.hpp"
#include "esign/envelopes/finished_documents.hpp"

namespace switchyard::esign {
namespace {

class SigningPage : public CeremonySuite {};
INSTANTIATE_TEST_SUITE_P(Engines, SigningPage, every_engine(), engine_name);

TEST_P(SigningPage, LeadsFromConsentToTheSignature) {
  const Envelope envelope = sent({signer_fake()});
  const std::string secret = open(envelope);
  EXPECT_EQ(get("session", secret).at("phase"), "consent");
  EXPECT_EQ(get("documents/1", secret).at("code"), "consent_required");
  EXPECT_EQ(finish_by(secret).at("code"), "consent_required");
  EXPECT_EQ(post("consent", secret, R"({"version":"of another day"})").at("code"), "consent_outdated");
  prepare(secret);
  EXPECT_EQ(get("session", secret).at("phase"), "sign");
  EXPECT_EQ(get("documents/1", secret).response.body, five_pages_fake());
  const Asked finished = finish_by(secret);
  EXPECT_EQ(finished.status, 200) << finished.response.body;
  EXPECT_EQ(finished.at("event"), "signing_complete");
  EXPECT_EQ(finished.at("url"), "https://shop.example.com/done?order=7&event=signing_complete");
  EXPECT_EQ(finished.at("envelopeStatus"), "completed");
  EXPECT_EQ(stored(envelope.id).status, EnvelopeStatus::completed);
  EXPECT_EQ(finish_by(secret).response.body, finished.response.body);
  EXPECT_EQ(get("session", secret).at("phase"), "done");
  EXPECT_EQ(get("download", secret).status, 202);
  EXPECT_EQ(post("close", secret).at("event"), "signing_complete");
}

TEST_P(SigningPage, AMissingFieldIsNamed) {
  const std::string secret = open(sent({signer_fake()}));
  prepare(secret);
  const Asked refused = post("finish", secret, R"({"key":"press-of-finish-1","values":{}})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.at("code"), "tabs_missing");
  EXPECT_EQ(refused.at("tabs.0.documentId"), "1");
  EXPECT_EQ(refused.at("tabs.0.why"), "signature");
}

TEST_P(SigningPage, KeepsWhatWasTypedForALaterSession) {
  Recipient signer = signer_fake();
  Tab text;
  text.kind = TabKind::text;
  text.label = "title";
  text.document_id = "1";
  text.page = 1;
  text.x = 72'000;
  text.y = 500'000;
  signer.tabs.push_back(text);
  const Envelope envelope = sent({signer});
  const std::string secret = open(envelope);
  prepare(secret);
  const Asked before = get("session", secret);
  std::string tab_id;
  for (const auto& tab : before.json.find("tabs")->items) {
    if (tab.find("kind")->text == "text") tab_id = tab.find("tabId")->text;
  }
  const std::string draft = "{\"values\":{\"" + tab_id + "\":\"Owner\"},\"reading\":{\"documentId\":\"1\",\"page\":3}}";
  EXPECT_EQ(ask(http::Method::put, "/esign/signing/api/draft", draft, secret).status, 200);
  EXPECT_EQ(post("finish-later", secret).at("url"), "https://shop.example.com/done?order=7&event=cancel");
  EXPECT_EQ(get("session", secret).status, 410);
  const Asked after = get("session", open(stored(envelope.id)));
  EXPECT_NE(after.at("tabs").find("\"Owner\""), std::string::npos);
  EXPECT_EQ(after.at("reading.page"), "3");
  EXPECT_EQ(after.at("signature.name"), "Ann Lee");
}

TEST_P(SigningPage, PastThePriceNothingIsSignedAndNothingLost) {
  EnvelopeDefinition definition = definition_fake({signer_fake()});
  definition.custom_fields = {{.name = "switchyardSignBy", .value = "2026-11-23T08:10:00Z"}};
  const Envelope envelope = create(definition).value();
  const std::string secret = open(envelope);
  prepare(secret);
  clock_.set(Instant::parse("2026-11-23T08:10:00Z").value());
  const Asked refused = finish_by(secret);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.at("code"), "price_expired");
  const Asked session = get("session", secret);
  EXPECT_EQ(session.at("deadline.passed"), "true");
  EXPECT_EQ(session.at("allowed.finish"), "false");
  EXPECT_EQ(session.at("phase"), "sign");
  EXPECT_EQ(ask(http::Method::put, "/esign/signing/api/draft", "{\"values\":" + placed(secret) + "}", secret).status, 200);
  EXPECT_EQ(stored(envelope.id).status, EnvelopeStatus::delivered);
}

TEST_P(SigningPage, WhatWasTypedIsInTheNextEnvelopeOfTheContract) {
  Recipient signer = signer_fake();
  Tab text;
  text.kind = TabKind::text;
  text.label = "owner";
  text.document_id = "1";
  text.page = 1;
  text.x = 72'000;
  text.y = 500'000;
  signer.tabs.push_back(text);
  EnvelopeDefinition definition = definition_fake({signer});
  definition.custom_fields = {{.name = "switchyardContract", .value = "ctr_1"}};
  const Envelope first = create(definition).value();
  const std::string secret = open(first);
  prepare(secret);
  const Recipient& ann = *first.recipient("1");
  const auto typed = std::find_if(ann.tabs.begin(), ann.tabs.end(), [](const Tab& tab) { return tab.kind == TabKind::text; });
  ASSERT_EQ(ask(http::Method::put, "/esign/signing/api/draft", "{\"values\":{\"" + typed->id.text() + "\":\"Ann's Bakery\"}}", secret).status, 200);
  ASSERT_TRUE(update_envelope(service_, sender_, first.id, {.status = EnvelopeStatus::voided, .voided_reason = "The price has ended"}));
  const std::string next = open(create(definition).value());
  prepare(next);
  EXPECT_NE(get("session", next).at("tabs").find("\"Ann's Bakery\""), std::string::npos);
  definition.custom_fields[0].value = "ctr_2";
  const std::string other = open(create(definition).value());
  prepare(other);
  EXPECT_EQ(get("session", other).at("tabs").find("Bakery"), std::string::npos);
}

TEST_P(SigningPage, AVoidWhileItIsOpenStopsItWithoutHalfASignature) {
  const Envelope envelope = sent({signer_fake()});
  const std::string secret = open(envelope);
  prepare(secret);
  const std::string values = placed(secret);
  ASSERT_TRUE(update_envelope(service_, sender_, envelope.id, {.status = EnvelopeStatus::voided, .voided_reason = "Wrong price"}));
  const Asked refused = post("finish", secret, R"({"key":"press-of-finish-1","values":)" + values + "}");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.at("code"), "envelope_voided");
  EXPECT_EQ(refused.at("end.url"), "https://shop.example.com/done?order=7&event=exception");
  const Asked events = get("events?since=0", secret);
  EXPECT_EQ(events.at("phase"), "stopped");
  EXPECT_EQ(events.at("stop.code"), "envelope_voided");
}

TEST_P(SigningPage, ADeclineEndsItForAllWithItsReason) {
  Recipient second = signer_fake("2", 1, "c2");
  second.email = "bob@example.com";
  const Envelope envelope = sent({signer_fake(), second});
  const std::string ann = open(envelope);
  const std::string bob = open(envelope, "2");
  EXPECT_EQ(post("decline", ann, R"({"reason":""})").status, 422);
  EXPECT_EQ(post("decline", ann, R"({"reason":"Too dear"})").at("event"), "decline");
  EXPECT_EQ(stored(envelope.id).recipient("1")->declined_reason, "Too dear");
  EXPECT_EQ(get("session", bob).at("stop.code"), "envelope_declined");
  EXPECT_EQ(post("decline", bob, R"({"reason":"Me too"})").at("code"), "envelope_declined");
  EXPECT_EQ(get("session", ann).at("end.event"), "decline");
}

TEST_P(SigningPage, AssignedToSomeoneElseTheFormerIsOut) {
  const Envelope envelope = sent({signer_fake()});
  const std::string ann = open(envelope);
  const std::string beside = open(envelope);
  const std::string unopened = view_path(envelope);
  EXPECT_EQ(post("reassign", ann, R"({"name":"Bea","email":"nowhere","reason":"She may sign"})").at("code"), "person_invalid");
  EXPECT_EQ(post("reassign", ann, R"({"name":"Bea Cole","email":"bea@example.com","reason":"She may sign"})").at("event"), "cancel");
  EXPECT_EQ(get("session", ann).status, 410);
  EXPECT_EQ(get("session", beside).status, 410);
  EXPECT_EQ(ask(http::Method::get, unopened).status, 303);
  EXPECT_EQ(stored(envelope.id).recipient("1")->email, "bea@example.com");
}

TEST_P(SigningPage, ForbiddenActsAreRefused) {
  account_.settings.can_decline = false;
  account_.settings.allow_reassign = false;
  database_->write([&](SqlTransaction& transaction) { return change_account(transaction, account_).has_value(); });
  const std::string secret = open(sent({signer_fake()}));
  EXPECT_EQ(get("session", secret).at("allowed.decline"), "false");
  EXPECT_EQ(post("decline", secret, R"({"reason":"No"})").status, 403);
  EXPECT_EQ(post("reassign", secret, R"({"name":"Bea Cole","email":"bea@example.com"})").at("code"), "not_allowed");
}

TEST_P(SigningPage, IdleTooLongItEndsAndExtendKeepsIt) {
  const std::string secret = open(sent({signer_fake()}));
  real_clock_.advance(Duration::minutes(19));
  EXPECT_EQ(post("extend", secret).status, 200);
  real_clock_.advance(Duration::minutes(19));
  EXPECT_EQ(get("events?since=0", secret).status, 200);
  real_clock_.advance(Duration::minutes(1));
  const Asked ended = get("session", secret);
  EXPECT_EQ(ended.status, 410);
  EXPECT_EQ(ended.at("code"), "session_timeout");
  EXPECT_EQ(ended.at("end.url"), "https://shop.example.com/done?order=7&event=session_timeout");
}

TEST_P(SigningPage, ASignerReachesNothingOfAnotherEnvelope) {
  const Envelope mine = sent({signer_fake()});
  const Envelope theirs = sent({signer_fake()});
  const std::string my_secret = open(mine);
  const std::string their_secret = open(theirs);
  prepare(my_secret);
  prepare(their_secret);
  const std::string their_tab = get("session", their_secret).at("tabs.0.tabId");
  EXPECT_EQ(ask(http::Method::put, "/esign/signing/api/draft", "{\"values\":{\"" + their_tab + "\":\"placed\"}}", my_secret).at("code"), "tab_unknown");
  EXPECT_EQ(post("finish", my_secret, "{\"key\":\"press-of-finish-1\",\"values\":{\"" + their_tab + "\":\"placed\"}}").at("code"), "tab_unknown");
  EXPECT_EQ(get("documents/" + theirs.documents[0].guid.text(), my_secret).at("code"), "document_not_found");
  EXPECT_EQ(get("documents/2", my_secret).status, 404);
  EXPECT_EQ(post("viewed", my_secret, R"({"documentId":"2","page":1})").status, 404);
  // A session's name, a view's token and a secret with a letter changed are no secret.
  EXPECT_EQ(get("session", get("session", my_secret).at("sessionId")).status, 401);
  EXPECT_EQ(get("session", "l" + my_secret.substr(1)).status, 401);
  EXPECT_EQ(get("session", my_secret.substr(0, my_secret.size() - 1)).status, 401);
  EXPECT_EQ(get("session", "").status, 401);
}

TEST_P(SigningPage, ALateViewOnlyShows) {
  const Envelope envelope = sent({signer_fake()});
  const std::string first = open(envelope);
  prepare(first);
  ASSERT_EQ(finish_by(first).status, 200);
  const std::string late = open(stored(envelope.id));
  const Asked session = get("session", late);
  EXPECT_EQ(session.at("phase"), "done");
  EXPECT_EQ(session.at("readOnly"), "true");
  EXPECT_EQ(post("decline", late, R"({"reason":"No"})").at("code"), "already_signed");
  EXPECT_EQ(post("close", late).at("url"), "https://shop.example.com/done?order=7&event=viewing_complete");
}

TEST_P(SigningPage, ADrawnSignatureIsShownAsLines) {
  const std::string secret = open(sent({signer_fake()}));
  prepare(secret);
  const Asked drawn = post("adopt", secret, R"({"kind":"drawn","name":"Ann Lee","initials":"AL","signature":[{"points":[[0,0],[500,900],[1000,100]]}]})");
  EXPECT_EQ(drawn.status, 200) << drawn.response.body;
  EXPECT_EQ(drawn.at("signatureUrl"), "/esign/signing/api/signature");
  EXPECT_NE(get("signature", secret).response.body.find("points=\"0,0 500,900 1000,100 \""), std::string::npos);
  EXPECT_EQ(post("adopt", secret, R"({"kind":"drawn","name":"A","initials":"A","signature":[{"points":[[0,1001.5]]}]})").status, 422);
  EXPECT_EQ(post("adopt", secret, R"({"kind":"uploaded","name":"A","initials":"A","signatureImage":"PHN2Zz4="})").at("code"), "signature_image_refused");
}

TEST_P(SigningPage, AViewedDocumentIsRecordedOnce) {
  const std::string secret = open(sent({signer_fake()}));
  prepare(secret);
  EXPECT_EQ(post("viewed", secret, R"({"documentId":"1","page":2})").response.body, "{\"seenToEnd\":false}");
  EXPECT_EQ(post("viewed", secret, R"({"documentId":"1","page":5,"toEnd":true})").response.body, "{\"seenToEnd\":true}");
  EXPECT_EQ(post("viewed", secret, R"({"documentId":"1","page":1})").response.body, "{\"seenToEnd\":true}");
  EXPECT_EQ(get("session", secret).at("documents.0.seenToEnd"), "true");
}

TEST_P(SigningPage, ARangeOfTheDocumentIsAnswered) {
  const std::string secret = open(sent({signer_fake()}));
  prepare(secret);
  const Asked part = ask(http::Method::get, "/esign/signing/api/documents/1", {}, secret, {{"range", "bytes=0-7"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.response.body, five_pages_fake().substr(0, 8));
  EXPECT_EQ(part.header("cache-control"), "no-store");
}

}  // namespace
}  // namespace switchyard::esign

// What is asked of DocuSign and what its answers mean. Written from docs/signing.md: no recordings of real answers exist.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "adapters/docusign/connect_signature.hpp"
#include "adapters/docusign/refusal_table.hpp"
#include "adapters/docusign/scripted_http_fake.hpp"

namespace switchyard::adapters {
namespace {

namespace json = boost::json;
using namespace signing;

struct DocusignProvider : ::testing::Test, DocusignBench {
  static EnvelopeOrder order() {
    EnvelopeOrder order{.transaction = "env_1", .title = "Agreement SY-1", .message = "Please sign", .language = "en", .papers = {}, .signers = {}, .copies = {{.name = "Cy", .email = "cy@agency.example"}},
                        .custom_fields = {{"switchyardContract", "ctr_1"}}, .expire_after_days = 2};
    order.papers.push_back({.document = "doc_1", .title = "Agreement", .bytes = "%PDF-1", .sha256 = {},
                            .places = {{.kind = PaperPlace::Kind::sign, .page = 2, .x = 72'000, .y = 500'400, .width = 150'000, .height = 30'000},
                                       {.kind = PaperPlace::Kind::date, .anchor = "/date1/"},
                                       {.kind = PaperPlace::Kind::sign, .role = SignerRole::agency, .page = 2, .x = 1'000, .y = 2'000}}});
    order.signers.push_back({.recipient = "1", .client_user = "env_1:1", .signer = {.name = "Ana Ruiz", .email = "ana@bakery.example", .access_code = "4711"}});
    order.signers.push_back({.recipient = "2", .client_user = {}, .signer = {.role = SignerRole::agency, .name = "Bo Lee", .email = "bo@agency.example", .routing_order = 2}});
    return order;
  }
  json::object sent(std::size_t call = 0) { return json::parse(http.calls.at(call).body).as_object(); }
};

TEST_F(DocusignProvider, SendsDocumentsSignersTabsFieldsAndWhereToReport) {
  http.answers = {ScriptedHttp::json(201, R"({"envelopeId":"e1","uri":"/envelopes/e1","statusDateTime":"2026-12-01T12:00:00.0000000Z","status":"sent"})")};
  EXPECT_EQ(*provider->create(order()), "e1");
  EXPECT_EQ(http.calls[0].method, "POST");
  EXPECT_TRUE(http.calls[0].url.ends_with("/accounts/acc-1/envelopes"));
  const json::object body = sent();
  EXPECT_EQ(body.at("status").as_string(), "sent");
  EXPECT_EQ(body.at("transactionId").as_string(), "env_1");
  EXPECT_EQ(body.at("documents").at(0).at("documentBase64").as_string(), "JVBERi0x");
  const json::value& signer = body.at("recipients").at("signers").at(0);
  EXPECT_EQ(signer.at("clientUserId").as_string(), "env_1:1");
  EXPECT_EQ(signer.at("accessCode").as_string(), "4711");
  const json::value& tab = signer.at("tabs").at("signHereTabs").at(0);
  EXPECT_EQ(json::serialize(tab), R"({"documentId":"1","pageNumber":"2","xPosition":"72","yPosition":"500","tabLabel":"customer_signHereTabs_1","width":"150","height":"30","optional":"false"})");
  EXPECT_EQ(signer.at("tabs").at("dateSignedTabs").at(0).at("anchorString").as_string(), "/date1/");
  EXPECT_FALSE(body.at("recipients").at("signers").at(1).as_object().contains("clientUserId"));
  EXPECT_EQ(body.at("recipients").at("carbonCopies").at(0).at("recipientId").as_string(), "3");
  EXPECT_EQ(body.at("customFields").at("textCustomFields").at(0).at("value").as_string(), "ctr_1");
  EXPECT_EQ(body.at("notification").at("expirations").at("expireAfter").as_string(), "2");
  EXPECT_EQ(body.at("eventNotification").at("url").as_string(), "https://broker.example/signing/connect/live");
  EXPECT_EQ(body.at("eventNotification").at("includeHMAC").as_string(), "true");
}

TEST_F(DocusignProvider, LaysASuppliersTemplateUnderOurPaper) {
  provider = make({{"harborlight", "tpl-9"}});
  http.answers = {ScriptedHttp::json(201, R"({"envelopeId":"e1"})")};
  EnvelopeOrder asked = order();
  asked.supplier = "harborlight";
  ASSERT_TRUE(provider->create(asked));
  const json::object body = sent();
  EXPECT_FALSE(body.contains("documents"));
  const json::value& composite = body.at("compositeTemplates").at(0);
  EXPECT_EQ(composite.at("serverTemplates").at(0).at("templateId").as_string(), "tpl-9");
  EXPECT_EQ(composite.at("inlineTemplates").at(0).at("recipients").at("signers").at(0).at("roleName").as_string(), "customer");
  EXPECT_EQ(composite.at("document").at("documentId").as_string(), "1");
}

TEST_F(DocusignProvider, RefusesPapersThatNoRequestHolds) {
  EnvelopeOrder large = order();
  large.papers[0].bytes.assign(27'000'000, 'x');
  EXPECT_EQ(provider->create(large).error().code, "envelope_too_large");
  EXPECT_TRUE(http.calls.empty());
}

TEST_F(DocusignProvider, FindsAnEnvelopeByItsTransaction) {
  http.answers = {ScriptedHttp::json(200, R"({"resultSetSize":"1","envelopes":[{"envelopeId":"e7","status":"sent"}]})"), ScriptedHttp::json(200, R"({"resultSetSize":"0"})")};
  EXPECT_EQ(*provider->find_by_transaction("env_1"), "e7");
  EXPECT_EQ(*provider->find_by_transaction("env_2"), std::nullopt);
}

TEST_F(DocusignProvider, AsksForAViewWithTheSignerAndWhoMayFrameIt) {
  http.answers = {ScriptedHttp::json(201, R"({"url":"https://demo.docusign.net/Signing/MTRedeem/v1/x?slt=y"})"), ScriptedHttp::refusal(400, "RECIPIENT_NOT_IN_SEQUENCE")};
  const ViewOrder view{.envelope_id = "e1", .recipient = "1", .client_user = "env_1:1", .name = "Ana Ruiz", .email = "ana@bakery.example", .return_url = "https://broker.example/sign/done/x",
                       .frame_ancestors = {"https://shop.example"}};
  EXPECT_EQ(*provider->recipient_view(view), "https://demo.docusign.net/Signing/MTRedeem/v1/x?slt=y");
  EXPECT_EQ(json::serialize(sent().at("frameAncestors")), R"(["https://shop.example","https://apps-d.docusign.com"])");
  EXPECT_EQ(provider->recipient_view(view).error().code, "signer_not_in_turn");
}

TEST_F(DocusignProvider, TakesVoidedAlreadyForVoidedAndSaysWhenItWasTooLate) {
  const auto invalid = ScriptedHttp::refusal(400, "ENVELOPE_CANNOT_VOID_INVALID_STATE");
  http.answers = {ScriptedHttp::json(200, "{}"), invalid, ScriptedHttp::json(200, R"({"envelopeId":"e1","status":"voided"})"), invalid,
                  ScriptedHttp::json(200, R"({"envelopeId":"e1","status":"completed"})")};
  EXPECT_TRUE(provider->void_envelope("e1", "changed"));
  EXPECT_EQ(json::serialize(sent()), R"({"status":"voided","voidedReason":"changed"})");
  EXPECT_TRUE(provider->void_envelope("e1", "changed"));
  EXPECT_EQ(provider->void_envelope("e1", "changed").error().code, "envelope_completed");
}

TEST_F(DocusignProvider, ReadsStatesInAnyCaseAndInstantsToTheMillisecond) {
  http.answers = {ScriptedHttp::json(200, R"({"envelopeId":"e1","status":"Completed","completedDateTime":"2026-12-01T13:00:00.1230000Z","recipients":{"signers":[
      {"recipientId":1,"status":"completed","deliveredDateTime":"2026-12-01T12:30:00.0000000Z","signedDateTime":"2026-12-01T12:59:59.9990000Z"},
      {"recipientId":"2","status":"declined","declinedDateTime":"2026-12-01T12:40:00Z","declinedReason":"no"}]}})")};
  const auto envelope = provider->read("e1");
  ASSERT_TRUE(envelope);
  EXPECT_EQ(envelope->state, EnvelopeState::completed);
  EXPECT_EQ(envelope->state_at, Instant::parse("2026-12-01T13:00:00.123Z").value());
  ASSERT_EQ(envelope->recipients.size(), 2u);
  EXPECT_EQ(envelope->recipients[0].recipient, "1");
  EXPECT_EQ(envelope->recipients[0].signed_at, Instant::parse("2026-12-01T12:59:59.999Z").value());
  EXPECT_EQ(envelope->recipients[1].declined_reason, "no");
}

TEST_F(DocusignProvider, PagesThroughWhatChanged) {
  http.answers = {ScriptedHttp::json(200, R"({"nextUri":"/more","envelopes":[{"envelopeId":"e1","status":"sent"}]})"),
                  ScriptedHttp::json(200, R"({"envelopes":[{"envelopeId":"e2","status":"timedout"}]})")};
  const auto changes = provider->changed_since(kNow - Duration::hours(48));
  ASSERT_EQ(changes->size(), 2u);
  EXPECT_EQ(changes->at(1).state, EnvelopeState::voided);
  EXPECT_TRUE(http.calls[1].url.ends_with("/envelopes?from_date=2026-11-29T12:00:00Z&count=1000&start_position=1"));
}

TEST_F(DocusignProvider, TellsWhichRecipientUpdateFailedThoughTheAnswerIs200) {
  http.answers = {ScriptedHttp::json(200, R"({"recipientUpdateResults":[{"recipientId":"1","errorDetails":{"errorCode":"UNKNOWN_ENVELOPE_RECIPIENT","message":"who"}}]})")};
  EXPECT_EQ(provider->correct_signer({.envelope_id = "e1", .recipient = "1", .client_user = {}, .signer = {.name = "A", .email = "a@b.example"}}).error().code, "signer_mismatch");
}

TEST_F(DocusignProvider, GivesPdfsOnceTheyAreThere) {
  http.answers = {ScriptedHttp::json(200, "%PDF-1.7 signed"), ScriptedHttp::json(200, "<html>"), ScriptedHttp::refusal(400, "DOCUMENT_NOT_READY")};
  EXPECT_EQ(*provider->download("e1", FinishedFile::combined), "%PDF-1.7 signed");
  EXPECT_TRUE(http.calls[0].url.ends_with("/envelopes/e1/documents/combined?certificate=false"));
  EXPECT_EQ(provider->download("e1", FinishedFile::certificate).error().kind, ErrorKind::unavailable);
  EXPECT_EQ(provider->download("e1", FinishedFile::certificate).error().kind, ErrorKind::unavailable);
}

TEST_F(DocusignProvider, SurvivesHtmlAndEmptyBodies) {
  http.answers = {ScriptedHttp::json(502, "<html>Bad gateway</html>"), ScriptedHttp::json(400, ""), ScriptedHttp::json(200, "")};
  EXPECT_EQ(provider->read("e1").error().kind, ErrorKind::unavailable);
  EXPECT_EQ(provider->read("e1").error().kind, ErrorKind::unprocessable);
  EXPECT_EQ(provider->read("e1").error().kind, ErrorKind::unavailable);
}

TEST_F(DocusignProvider, KnowsItsCallbacksByAnyOfItsKeysOverTheRawBytes) {
  const std::string body = R"({"event":"envelope-completed"})";
  const std::string by_second = connect_signature("a2V5LXR3bw==", body);
  EXPECT_EQ(by_second, "qyXNJgvF7PTQa3vjCExiSCUkNfku7Uc93umdSXJFz7U=");
  EXPECT_TRUE(provider->is_genuine(body, std::vector<std::string>{"bm8=", by_second}));
  EXPECT_FALSE(provider->is_genuine(body + " ", std::vector<std::string>{by_second}));
  EXPECT_FALSE(provider->is_genuine(body, std::vector<std::string>{connect_signature("a2V5LXR3bw", body)}));
  EXPECT_FALSE(provider->is_genuine(body, {}));
}

TEST_F(DocusignProvider, ReadsCallbacksWithAndWithoutASummary) {
  const auto whole = provider->parse_event(R"({"event":"recipient-completed","apiVersion":"v2.1","generatedDateTime":"2026-12-01T13:00:01.0000000Z","data":{"accountId":"a","recipientId":"1",
      "envelopeId":"E1","envelopeSummary":{"status":"sent","recipients":{"signers":[{"recipientId":"1","status":"completed","signedDateTime":"2026-12-01T13:00:00Z"}]}}}})");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->envelope_id, "e1");
  ASSERT_TRUE(whole->envelope);
  EXPECT_TRUE(whole->envelope->recipients[0].is_done);
  const auto bare = provider->parse_event(R"({"event":"envelope-sent","data":{"envelopeId":"e1"}})");
  ASSERT_TRUE(bare);
  EXPECT_FALSE(bare->envelope);
  EXPECT_EQ(provider->parse_event("<xml/>").error().code, "callback_malformed");
  EXPECT_EQ(provider->parse_event(R"({"data":{"envelopeId":"e1"}})").error().code, "callback_malformed");
}

TEST(RefusalTable, TellsWhatIsFinalFromWhatMayEndOtherwiseLater) {
  struct Case {
    std::string_view code;
    int status;
    ErrorKind kind;
    std::string_view ours;
  };
  const Case cases[] = {{"USER_AUTHENTICATION_FAILED", 401, ErrorKind::unavailable, "signing_login_refused"},
                        {"PARTNER_AUTHENTICATION_FAILED", 401, ErrorKind::unavailable, "signing_login_refused"},
                        {"ENVELOPE_IS_INCOMPLETE", 400, ErrorKind::unprocessable, "envelope_invalid"},
                        {"ENVELOPE_DOES_NOT_EXIST", 404, ErrorKind::unprocessable, "envelope_not_found"},
                        {"UNKNOWN_ENVELOPE_RECIPIENT", 400, ErrorKind::unprocessable, "signer_mismatch"},
                        {"ANCHOR_TAB_STRING_NOT_FOUND", 400, ErrorKind::unprocessable, "envelope_invalid"},
                        {"ANCHOR_TAG_PROCESSING_FAILURE", 400, ErrorKind::unprocessable, "envelope_invalid"},
                        {"TAB_OUT_OF_BOUNDS", 400, ErrorKind::unprocessable, "envelope_invalid"},
                        {"HOURLY_APIINVOCATION_LIMIT_EXCEEDED", 400, ErrorKind::rate_limited, "signing_rate_limited"},
                        {"Burst_APIInvocation_Envelope_Limit_Exceeded", 400, ErrorKind::rate_limited, "signing_rate_limited"},
                        {"UNSPECIFIED_ERROR", 500, ErrorKind::unavailable, "signing_provider_unavailable"},
                        {"UNSPECIFIED_ERROR", 400, ErrorKind::unprocessable, "signing_provider_refused"},
                        {"SOMETHING_NEW", 444, ErrorKind::unavailable, "signing_provider_unavailable"}};
  for (const Case& each : cases) {
    const Error error = refusal_of(*ScriptedHttp::refusal(each.status, std::string(each.code)));
    EXPECT_EQ(error.kind, each.kind) << each.code;
    EXPECT_EQ(error.code, each.ours) << each.code;
  }
  EXPECT_EQ(refusal_of(*ScriptedHttp::refusal(400, "UNSPECIFIED_ERROR", "PDF validation failed: too large")).code, "envelope_too_large");
}

}  // namespace
}  // namespace switchyard::adapters

// Links that signers open, where ceremonies come back to, and callbacks at the door. Written from docs/signing.md: no recordings of real callbacks exist.
#include "signing/journal_store.hpp"
#include "signing/rest_connect.hpp"
#include "signing/rest_sign_links.hpp"
#include "signing/signing_bench_fake.hpp"

namespace switchyard::signing {
namespace {

class SigningRoutes : public SigningBench {
 protected:
  SigningRoutes() {
    const auto parts_of = [this](EnvironmentName) -> const SigningParts& { return *parts_; };
    add_sign_link_routes(router_, parts_of);
    add_connect_route(router_, parts_of);
  }
  http::Response get(const std::string& path, const std::string& query = {}) {
    http::Request request;
    request.path = path;
    request.query = query;
    return ask(std::move(request));
  }
  http::Response post(const std::string& path, const std::string& body, http::Headers headers) {
    http::Request request;
    request.method = http::Method::post;
    request.path = path;
    request.headers = std::move(headers);
    request.body = body;
    return ask(std::move(request));
  }
  // The path of a new link.
  std::string link(const LinkOptions& options = {}) {
    auto opened = write([&](SqlTransaction& transaction) { return desk_->open_link(transaction, subject_, options); });
    return opened->url.substr(std::string("https://switchyard.example").size());
  }
  std::string back_path(const http::Response& opened) {
    const std::string url = location(opened);
    return url.substr(url.find("/sign/done/"));
  }
  static std::string location(const http::Response& response) { return header(response, "location"); }
  static std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [known, value] : response.headers) {
      if (known == name) return value;
    }
    return {};
  }
  std::int64_t callbacks() {
    std::int64_t count = 0;
    database_->read([&](SqlReader& reader) { reader.query("SELECT COUNT(*) FROM signing_connect_inbox", {}, [&](const SqlRow& row) { count = row.integer(0); }); });
    return count;
  }

 private:
  http::Response ask(http::Request request) {
    const auto match = router_.match(request.method, request.path);
    EXPECT_NE(match.route, nullptr);
    request.path_captures = match.captures;
    return match.route->handler(request);
  }
  http::Router router_;
};
INSTANTIATE_TEST_SUITE_P(Engines, SigningRoutes, every_engine(), engine_name);

TEST_P(SigningRoutes, ALinkMakesAFreshViewAtEachOpening) {
  sent();
  const std::string path = link();
  for (int i = 0; i < 2; ++i) {
    const http::Response opened = get(path);
    EXPECT_EQ(opened.status, 303);
    EXPECT_TRUE(location(opened).starts_with("https://provider.example/view?recipient=1&name=Ana Ruiz&return=https://switchyard.example/sign/done/t-lnk_")) << location(opened);
    EXPECT_EQ(header(opened, "cache-control"), "no-store");
  }
}

TEST_P(SigningRoutes, ATokenIsKeptNowhere) {
  sent();
  const std::string token = link().substr(std::string("/sign/").size());
  std::int64_t found = 0;
  database_->read([&](SqlReader& reader) { reader.query("SELECT COUNT(*) FROM signing_links WHERE token_hash = $1", {token}, [&](const SqlRow& row) { found = row.integer(0); }); });
  EXPECT_EQ(found, 0);
  EXPECT_EQ(token.size(), 44u);
}

TEST_P(SigningRoutes, BeforeTheProviderHasItThePageLooksAgainByItself) {
  ASSERT_TRUE(send(agreement()));
  const http::Response page = get(link());
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("http-equiv=\"refresh\""), std::string::npos);
  EXPECT_EQ(page.body.find("<script"), std::string::npos);
}

TEST_P(SigningRoutes, EachEndHasAPageInTheSignersLanguage) {
  NewEnvelope spanish = agreement();
  spanish.signers[0].language = "es";
  sent(spanish);
  const std::string path = link();
  provider.view_refusal = Error{ErrorKind::conflict, "signer_not_in_turn", "not yet"};
  EXPECT_NE(get(path).body.find("Todavía no es su turno"), std::string::npos);
  provider.view_refusal = Error{ErrorKind::unavailable, "signing_provider_unavailable", "down"};
  EXPECT_EQ(get(path).status, 503);
  provider.view_refusal.reset();
  clock_.set(kMorning + Duration::hours(5));
  const http::Response expired = get(path);
  EXPECT_EQ(expired.status, 410);
  EXPECT_NE(expired.body.find("El precio ha vencido"), std::string::npos);
}

TEST_P(SigningRoutes, WhoHasSignedIsToldSo) {
  sent();
  const std::string path = link();
  sign("1", kMorning + Duration::hours(1));
  call_back("recipient-completed", "1");
  run_jobs();
  EXPECT_NE(get(path).body.find("You have signed this document"), std::string::npos);
}

TEST_P(SigningRoutes, AWithdrawnEnvelopeOpensNoCeremony) {
  sent();
  const std::string path = link();
  EXPECT_TRUE(write([&](SqlTransaction& transaction) { return desk_->void_envelope(transaction, subject_, "no"); }));
  EXPECT_NE(get(path).body.find("withdrawn"), std::string::npos);
}

TEST_P(SigningRoutes, AnUnknownTokenTellsNothing) {
  sent();
  EXPECT_EQ(get("/sign/t" + std::string(43, 'A')).status, 404);
  EXPECT_EQ(get("/sign/nonsense").status, 404);
  EXPECT_EQ(get("/sign/done/t-lnk_00000000000000000000000000").status, 404);
}

TEST_P(SigningRoutes, LinksAreRefusedForStrangeAddresses) {
  sent();
  const auto refused = [&](LinkOptions options) { return write([&](SqlTransaction& transaction) { return desk_->open_link(transaction, subject_, options); }).error().code; };
  EXPECT_EQ(refused({.return_url = "javascript:alert(1)"}), "return_url_invalid");
  EXPECT_EQ(refused({.return_url = "http://shop.example/"}), "return_url_invalid");
  EXPECT_EQ(refused({.return_url = "https://user@shop.example/"}), "return_url_invalid");
  EXPECT_EQ(refused({.return_url = "https://shop.example/" + std::string(400, 'x')}), "return_url_invalid");
  EXPECT_EQ(refused({.frame_ancestors = {"https://shop.example/path"}}), "frame_ancestor_invalid");
  EXPECT_EQ(refused({.frame_ancestors = {"*"}}), "frame_ancestor_invalid");
  EXPECT_EQ(refused({.role = SignerRole::supplier}), "signer_not_found");
}

TEST_P(SigningRoutes, TheReturnGoesOnWithAKnownEventAndIsOnlyAHint) {
  sent();
  const std::string back = back_path(get(link({.return_url = "https://shop.example/thanks?order=7#top"})));
  const http::Response home = get(back, "event=signing_complete");
  EXPECT_EQ(location(home), "https://shop.example/thanks?order=7&event=signing_complete#top");
  EXPECT_EQ(location(get(back, "event=<b>")), "https://shop.example/thanks?order=7&event=exception#top");
  run_jobs();
  EXPECT_EQ(provider.reads, 1) << "one look, however often it is opened";
  EXPECT_EQ(listener_.words(), "");
}

TEST_P(SigningRoutes, WithoutAReturnAddressTheCeremonyEndsOnOurPage) {
  sent();
  const http::Response end = get(back_path(get(link())), "event=cancel");
  EXPECT_NE(end.body.find("You can finish later"), std::string::npos);
  EXPECT_NE(header(end, "content-security-policy").find("frame-ancestors 'none'"), std::string::npos);
}

TEST_P(SigningRoutes, AGenuineCallbackIsStoredRawAndAnsweredAtOnce) {
  sent();
  sign("1", kMorning + Duration::hours(1));
  provider.events["raw bytes"] = {.event = "recipient-completed", .envelope_id = provider.only().now.id, .generated_at = "1", .envelope = provider.only().now};
  EXPECT_EQ(post("/signing/connect/test", "raw bytes", {{"x-docusign-signature-1", "old"}, {"x-docusign-signature-2", "genuine"}}).status, 200);
  EXPECT_EQ(listener_.words(), "");
  run_jobs();
  EXPECT_EQ(listener_.words(), "viewed signer_done");
}

TEST_P(SigningRoutes, AForgedCallbackChangesNothing) {
  sent();
  EXPECT_EQ(post("/signing/connect/test", "raw bytes", {{"x-docusign-signature-1", "forged"}}).status, 401);
  EXPECT_EQ(post("/signing/connect/test", "raw bytes", {}).status, 401);
  EXPECT_EQ(post("/signing/connect/elsewhere", "raw bytes", {{"x-docusign-signature-1", "genuine"}}).status, 404);
  run_jobs();
  EXPECT_EQ(callbacks(), 0);
  EXPECT_EQ(envelope().state, EnvelopeState::sent);
}

TEST_P(SigningRoutes, ACallbackThatCannotBeReadIsKeptAndLeftAlone) {
  sent();
  EXPECT_EQ(post("/signing/connect/test", "{", {{"x-docusign-signature-1", "genuine"}}).status, 200);
  run_jobs();
  EXPECT_EQ(callbacks(), 1);
  EXPECT_EQ(listener_.words(), "");
}

}  // namespace
}  // namespace switchyard::signing

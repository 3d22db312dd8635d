// Logging in, staying so, and keeping to limits. Answers are written from docs/signing.md: no recordings of real ones exist.
#include <gtest/gtest.h>

#include "adapters/docusign/scripted_http_fake.hpp"

namespace switchyard::adapters {
namespace {

constexpr auto kOk = R"({"envelopeId":"e1","status":"sent"})";

struct DocusignSession : ::testing::Test, DocusignBench {
  Result<signing::ProviderEnvelope> read() { return provider->read("e1"); }
};

std::string header(const HttpCall& call, std::string_view name) {
  for (const auto& [known, value] : call.headers) {
    if (known == name) return value;
  }
  return {};
}

TEST_F(DocusignSession, AsksForATokenWithAnAssertionForTheHostAndUsesTheAccountsOwnBase) {
  http.answers = {ScriptedHttp::json(200, kOk)};
  ASSERT_TRUE(read());
  ASSERT_EQ(http.token_calls.size(), 1u);
  const std::string& body = http.token_calls[0].body;
  EXPECT_TRUE(body.starts_with("assertion="));
  EXPECT_TRUE(body.ends_with("&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"));
  const auto parsed = jose.parse(body.substr(10, body.find('&') - 10));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->payload, R"({"iss":"ik-1","sub":"user-1","aud":"account-d.docusign.com","iat":1796126400,"exp":1796126700,"scope":"signature impersonation"})");
  EXPECT_EQ(http.calls[0].url, "https://demo.docusign.net/restapi/v2.1/accounts/acc-1/envelopes/e1?include=recipients");
  EXPECT_EQ(header(http.calls[0], "Authorization"), "Bearer tok1");
}

TEST_F(DocusignSession, KeepsTheTokenAndRenewsItTenMinutesEarly) {
  for (int i = 0; i < 3; ++i) http.answers.push_back(ScriptedHttp::json(200, kOk));
  (void)read();
  clock.advance(Duration::minutes(49));
  (void)read();
  EXPECT_EQ(http.token_calls.size(), 1u);
  clock.advance(Duration::minutes(1));
  (void)read();
  EXPECT_EQ(http.token_calls.size(), 2u);
  EXPECT_EQ(http.userinfo_calls, 1);
}

TEST_F(DocusignSession, RenewsOnceAfterA401AndGivesUpAfterTheSecond) {
  http.answers = {ScriptedHttp::refusal(401, "AUTHORIZATION_INVALID_TOKEN"), ScriptedHttp::json(200, kOk)};
  EXPECT_TRUE(read());
  EXPECT_EQ(http.token_calls.size(), 2u);
  http.answers = {ScriptedHttp::refusal(401, "AUTHORIZATION_INVALID_TOKEN"), ScriptedHttp::refusal(401, "AUTHORIZATION_INVALID_TOKEN")};
  EXPECT_EQ(read().error().code, "signing_login_refused");
  EXPECT_EQ(http.token_calls.size(), 3u);
}

TEST_F(DocusignSession, TriesTheOlderKeyWhereTheNewestIsNotRegistered) {
  http.logins = {ScriptedHttp::json(400, R"({"error":"invalid_grant","error_description":"no_valid_keys_or_signatures"})"),
                 ScriptedHttp::json(200, R"({"access_token":"tok","token_type":"Bearer","expires_in":3600})")};
  http.answers = {ScriptedHttp::json(200, kOk)};
  EXPECT_TRUE(read());
  EXPECT_NE(http.token_calls[0].body, http.token_calls[1].body);
}

TEST_F(DocusignSession, TurnsMissingConsentIntoTheAdministratorsLink) {
  http.logins = {ScriptedHttp::json(400, R"({"error":"consent_required"})")};
  const Error error = read().error();
  EXPECT_EQ(error.code, "signing_consent_required");
  EXPECT_EQ(error.kind, ErrorKind::unavailable);
  EXPECT_NE(error.message.find("https://account-d.docusign.com/oauth/auth?response_type=code&scope=signature%20impersonation&client_id=ik-1&"
                               "redirect_uri=https%3A%2F%2Fbroker.example%2Fconsent"),
            std::string::npos);
}

TEST_F(DocusignSession, NeverLogsTokenOrAssertion) {
  http.answers = {ScriptedHttp::refusal(400, "INVALID_REQUEST_BODY", "why", {{"x-docusign-tracetoken", "trace-7"}})};
  (void)read();
  ASSERT_EQ(log.lines().size(), 1u);
  EXPECT_NE(log.lines()[0].find("provider.trace=trace-7"), std::string::npos);
  EXPECT_EQ(log.lines()[0].find("tok1"), std::string::npos);
}

TEST_F(DocusignSession, KeepsJobsAwayWhenTheHourIsNearlyUsedUp) {
  http.answers = {ScriptedHttp::json(200, kOk, {{"x-ratelimit-remaining", "19"}, {"x-ratelimit-reset", "1796128200"}})};
  EXPECT_EQ(provider->not_before(), std::nullopt);
  (void)read();
  EXPECT_EQ(provider->not_before(), Instant::from_unix_seconds(1'796'128'200));
  clock.advance(Duration::minutes(31));
  EXPECT_EQ(provider->not_before(), std::nullopt);
}

TEST_F(DocusignSession, WaitsAsLongAsARefusalSays) {
  http.answers = {ScriptedHttp::refusal(429, "BURST_APIINVOCATION_LIMIT_EXCEEDED", "slow down", {{"retry-after", "12"}})};
  EXPECT_EQ(read().error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(provider->not_before(), kNow + Duration::seconds(12));
}

TEST_F(DocusignSession, TakesALimitOfOneEnvelopeForThatEnvelopesAlone) {
  http.answers = {ScriptedHttp::refusal(400, "Hourly_Envelope_Polling_Limit_Exceeded")};
  EXPECT_EQ(read().error().code, "signing_rate_limited");
  EXPECT_EQ(provider->not_before(), std::nullopt);
}

TEST(DocusignOptions, RefusePlainHttpBeyondLoopback) {
  DocusignOptions options{.name = "x", .oauth_url = "http://account.docusign.com", .integration_key = "i", .user_id = "u"};
  options.private_keys.emplace_back("pem");
  EXPECT_EQ(check_options(options).error().code, "setting_invalid");
  options.oauth_url = "http://127.0.0.1:8080/esign";
  EXPECT_TRUE(check_options(options));
  EXPECT_EQ(audience_of(options), "127.0.0.1:8080/esign");
  options.oauth_url = "http://127.0.0.1.evil.example";
  EXPECT_FALSE(check_options(options));
}

}  // namespace
}  // namespace switchyard::adapters

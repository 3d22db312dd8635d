#include "access/request_authenticator.hpp"

#include <boost/json/serialize.hpp>

#include "access/access_fixture_fake.hpp"
#include "access/access_store.hpp"
#include "access/api_key.hpp"

namespace switchyard::access {
namespace {

class RequestAuthentication : public AccessFixture {
 protected:
  http::Response me(const TestClient& client, std::string_view token) { return call(request_of(http::Method::get, "/v1/me", client, token)); }
  std::string me_code(const TestClient& client, std::string_view token) { return code_of(me(client, token)); }

  // A token of the server's own key with claims of the test's.
  std::string forged(const boost::json::object& claims, std::string_view typ = "at+jwt") {
    const auto snapshot = directory_.current();
    const boost::json::object header{{"alg", "ES256"}, {"kid", snapshot->signing_key->public_key().kid}, {"typ", typ}};
    return sign_compact(*snapshot->signing_key, boost::json::serialize(header), boost::json::serialize(claims));
  }
  boost::json::object token_claims() {
    const auto jws = jose_.parse(token_of(client_));
    http::Response response;
    response.body = jws->payload;
    return json_of(response);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, RequestAuthentication, every_engine(), engine_name);

TEST_P(RequestAuthentication, MakesACallerOfAKeyAndAToken) {
  const std::string token = token_of(client_);
  const auto caller = authenticator_.authenticate(request_of(http::Method::get, "/", client_, token));
  ASSERT_TRUE(caller) << caller.error().message;
  EXPECT_EQ(caller->partner_id, client_.partner_id);
  EXPECT_EQ(caller->application_id, client_.application_id);
  EXPECT_EQ(caller->client_id, client_.client_id);
  EXPECT_EQ(caller->environment, EnvironmentName::test);
  EXPECT_EQ(caller->scopes, ScopeSet::partner_default());
  EXPECT_FALSE(caller->is_operator);
}

TEST_P(RequestAuthentication, SaysWhichCredentialIsMissingOrWrong) {
  const std::string token = token_of(client_);
  http::Request request = request_of(http::Method::get, "/v1/me", client_, token);
  const auto with = [&](http::Headers headers) {
    request.headers = std::move(headers);
    return call(request);
  };
  const std::pair<std::string, std::string> key{"x-api-key", client_.api_key};
  EXPECT_EQ(code_of(with({})), "api_key_missing");
  EXPECT_EQ(code_of(with({{"authorization", "Bearer " + token}})), "api_key_missing");
  EXPECT_EQ(code_of(with({key, key, {"authorization", "Bearer " + token}})), "api_key_repeated");
  const auto bare = with({key});
  EXPECT_EQ(bare.status, 401);
  EXPECT_EQ(code_of(bare), "token_missing");
  EXPECT_EQ(header_of(bare, "www-authenticate"), "Bearer realm=\"switchyard\"");
  EXPECT_EQ(header_of(bare, "switchyard-environment"), "test");
  EXPECT_NE(bare.body.find("Issuer and audience of this server: https://api.example.com."), std::string::npos);
  EXPECT_EQ(code_of(with({key, {"authorization", "Basic YTpi"}})), "token_missing");
  EXPECT_EQ(code_of(with({key, {"authorization", "Bearer"}})), "token_missing");
  EXPECT_EQ(code_of(with({key, {"authorization", "Bearer "}})), "token_malformed");
  EXPECT_EQ(code_of(with({key, {"authorization", "Bearer " + token}, {"authorization", "Bearer " + token}})), "token_malformed");
  EXPECT_EQ(with({key, {"authorization", "bEARER " + token}}).status, 200);
  const auto wrong = with({key, {"authorization", "Bearer " + token + "x"}});
  EXPECT_EQ(header_of(wrong, "www-authenticate").substr(0, 44), "Bearer realm=\"switchyard\", error=\"invalid_to");
}

TEST_P(RequestAuthentication, RefusesTokensThatAreNotItsOwn) {
  const boost::json::object claims = token_claims();
  EXPECT_EQ(me_code(client_, forged(claims)), "");
  EXPECT_EQ(me_code(client_, forged(claims, "JWT")), "token_is_assertion");
  EXPECT_EQ(me_code(client_, assertion_of(client_)), "token_is_assertion");
  EXPECT_EQ(me_code(client_, assertion_with(client_, R"({"alg":"ES256","typ":"at+jwt","kid":")" + client_.kid + "\"}", claims)), "token_key_unknown");
  EXPECT_EQ(me_code(client_, assertion_with(client_, R"({"alg":"ES256","typ":"at+jwt"})", claims)), "token_key_unknown");
  const std::string kid = directory_.current()->signing_key->public_key().kid;
  EXPECT_EQ(me_code(client_, assertion_with(client_, R"({"alg":"ES256","typ":"at+jwt","kid":")" + kid + "\"}", claims)), "token_signature_invalid");
  for (const char* alg : {"none", "HS256", "RS256", "EdDSA"}) {
    const std::string header = R"({"alg":")" + std::string(alg) + R"(","typ":"at+jwt","kid":")" + kid + "\"}";
    EXPECT_EQ(me_code(client_, assertion_with(client_, header, claims)), "token_signature_invalid") << alg;
  }
  boost::json::object changed = claims;
  changed["iss"] = "https://evil.example";
  EXPECT_EQ(me_code(client_, forged(changed)), "token_issuer_mismatch");
  changed = claims;
  changed["aud"] = boost::json::array{kIssuer};
  EXPECT_EQ(me_code(client_, forged(changed)), "token_issuer_mismatch");
  for (const char* name : {"application", "assertion_key", "scope", "environment", "exp"}) {
    changed = claims;
    changed[name] = nullptr;
    EXPECT_EQ(me_code(client_, forged(changed)), "token_malformed") << name;
  }
}

TEST_P(RequestAuthentication, RefusesATokenOfAnotherApplicationOrEnvironment) {
  const TestClient other = make_client({.partner_name = "Other"});
  EXPECT_EQ(me_code(other, token_of(client_)), "key_token_mismatch");
  const TestClient live = make_client({.environment = EnvironmentName::live});
  const auto response = me(client_, token_of(live));
  EXPECT_EQ(code_of(response), "environment_mismatch");
  EXPECT_NE(response.body.find("This API key is of Test, the access token of Live."), std::string::npos);
}

TEST_P(RequestAuthentication, RefusesTestHeadersInLiveAlone) {
  const TestClient live = make_client({.environment = EnvironmentName::live});
  const auto status_of = [&](const TestClient& client) {
    http::Request request = request_of(http::Method::get, "/v1/me", client, token_of(client));
    request.headers.emplace_back("x-test-world", "tw_1");
    return call(request).status;
  };
  EXPECT_EQ(status_of(live), 400);
  EXPECT_EQ(status_of(client_), 200);
}

TEST_P(RequestAuthentication, EndsATokenAtItsExpiryAlsoInTheCache) {
  const std::string token = token_of(client_);
  EXPECT_EQ(me_code(client_, token), "");
  clock_.advance(Duration::seconds(899));
  EXPECT_EQ(me_code(client_, token), "");
  clock_.advance(Duration::seconds(1));
  EXPECT_EQ(me_code(client_, token), "token_expired");
}

TEST_P(RequestAuthentication, ChecksASignatureOnceAToken) {
  const std::string token = token_of(client_);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(me_code(client_, token), "");
  const std::string numbers = metrics_.exposition();
  EXPECT_NE(numbers.find("access_tokens_verified_total 1\n"), std::string::npos);
  EXPECT_NE(numbers.find("access_verified_tokens 1\n"), std::string::npos);
}

TEST_P(RequestAuthentication, ObeysARevocationOnEveryNodeAtTheNextRefresh) {
  const std::string token = token_of(client_);
  const auto other_node = database_.open_again();
  Directory elsewhere(*other_node, jose_, *sealer_, log_);
  elsewhere.refresh();
  adapters::MetricsRegistry metrics;
  const RequestAuthenticator authenticator(elsewhere, settings_, security_clock_, metrics);
  const auto request = request_of(http::Method::get, "/", client_, token);
  EXPECT_TRUE(authenticator.authenticate(request));
  const Application application = application_of(client_);
  std::string second;
  database_->write([&](SqlTransaction& transaction) {
    auto created = registration_.add_api_key(transaction, {"cli"}, application, std::nullopt);
    second = created->text.reveal();
    const auto id = directory_.current()->api_keys.at(jose_.sha256(client_.api_key)).key.id;
    return registration_.revoke_api_key(transaction, {"cli"}, application, id).has_value();
  });
  elsewhere.refresh();
  EXPECT_EQ(authenticator.authenticate(request).error().code, "key_revoked");
  auto with_second = request;
  with_second.headers[0].second = second;
  EXPECT_TRUE(authenticator.authenticate(with_second)) << "the token goes on with another key of the application";
}

TEST_P(RequestAuthentication, EndsTheTokensOfARevokedPublicKey) {
  const std::string token = token_of(client_);
  const Application application = application_of(client_);
  const auto second = jose_.generate(JwsAlgorithm::es256);
  database_->write([&](SqlTransaction& transaction) {
    return registration_.add_public_key(transaction, {"cli"}, application, {.text = second->public_key().jwk}).has_value() &&
           registration_.revoke_public_key(transaction, {"cli"}, application, client_.kid).has_value();
  });
  EXPECT_EQ(me_code(client_, token), "") << "not seen yet";
  directory_.refresh();
  EXPECT_EQ(me_code(client_, token), "key_revoked");
}

TEST_P(RequestAuthentication, RefusesASuspendedPartner) {
  const std::string token = token_of(client_);
  database_->write([&](SqlTransaction& transaction) { return registration_.set_partner_state(transaction, {"cli"}, client_.partner_id, "suspended").has_value(); });
  directory_.refresh();
  const auto response = me(client_, token);
  EXPECT_EQ(response.status, 403);
  EXPECT_EQ(code_of(response), "application_suspended");
}

TEST_P(RequestAuthentication, RefusesAddressesThatAreNotOnTheList) {
  const TestClient fenced = make_client({.allowed_addresses = {AddressRange::parse("203.0.113.0/24").value()}});
  const std::string token = token_of(fenced);
  auto request = request_of(http::Method::get, "/v1/me", fenced, token);
  EXPECT_EQ(call(request).status, 200);
  request.remote_address = "198.51.100.1";
  const auto response = call(request);
  EXPECT_EQ(response.status, 403);
  EXPECT_EQ(code_of(response), "address_not_allowed");
}

TEST_P(RequestAuthentication, NamesTheScopeThatIsMissing) {
  const auto granted = ask_token(client_.api_key, assertion_of(client_), "&scope=prices:total");
  const std::string token(json_of(granted).at("access_token").as_string());
  const auto request = request_of(http::Method::get, "/", client_, token);
  const auto fine = [](const Caller&, const http::Request&) { return http::json(200, "{}"); };
  EXPECT_EQ(authenticator_.require({Scope::prices_total}, fine)(request).status, 200);
  EXPECT_EQ(authenticator_.require_any({Scope::prices_total, Scope::pii_read}, fine)(request).status, 200);
  const auto refused = authenticator_.require({Scope::prices_total, Scope::quotes_write}, fine)(request);
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(code_of(refused), "scope_missing");
  EXPECT_EQ(json_of(refused).at("detail").as_string(), "The access token lacks the scope quotes:write.");
  EXPECT_NE(header_of(refused, "www-authenticate").find("scope=\"quotes:write\""), std::string::npos);
  EXPECT_EQ(authenticator_.require_any({Scope::quotes_write, Scope::pii_read}, fine)(request).status, 403);
}

TEST_P(RequestAuthentication, TakesAScopeFromItsTokensWhenTheApplicationLosesIt) {
  const std::string token = token_of(client_);
  Application application = application_of(client_);
  application.scopes = {Scope::prices_total};
  database_->write([&](SqlTransaction& transaction) {
    const bool updated = store::update_application(transaction, client_.partner_id, application);
    store::touch_version(transaction);
    return updated;
  });
  directory_.refresh();
  EXPECT_EQ(authenticator_.authenticate(request_of(http::Method::get, "/", client_, token))->scopes, ScopeSet({Scope::prices_total}));
}

TEST_P(RequestAuthentication, LimitsTheRateAndSaysSoOnEveryAnswer) {
  const TestClient slow = make_client({.rate_limit = RateLimit{2, 2}});
  const std::string token = token_of(slow);
  auto first = me(slow, token);
  EXPECT_EQ(header_of(first, "ratelimit"), "\"default\";r=1;t=1");
  EXPECT_EQ(header_of(first, "ratelimit-policy"), "\"default\";q=2;w=1");
  EXPECT_EQ(header_of(first, "switchyard-environment"), "test");
  EXPECT_EQ(me(slow, token).status, 200);
  const auto over = me(slow, token);
  EXPECT_EQ(over.status, 429);
  EXPECT_EQ(code_of(over), "rate_limited");
  EXPECT_EQ(header_of(over, "retry-after"), "1");
  EXPECT_EQ(header_of(over, "ratelimit"), "\"default\";r=0;t=1");
  clock_.advance(Duration::milliseconds(500));
  EXPECT_EQ(me(slow, token).status, 200);
  EXPECT_EQ(me(slow, token).status, 429);
  const TestClient free = make_client({.rate_limit = std::nullopt});
  const std::string free_token = token_of(free);
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(me(free, free_token).status, 200);
  EXPECT_EQ(header_of(me(free, free_token), "ratelimit"), "");
}

TEST_P(RequestAuthentication, KeepsTheRateOverARefresh) {
  const TestClient slow = make_client({.rate_limit = RateLimit{1, 1}});
  const std::string token = token_of(slow);
  EXPECT_EQ(me(slow, token).status, 200);
  (void)make_client({.partner_name = "Somebody new"});
  EXPECT_EQ(me(slow, token).status, 429);
}

TEST_P(RequestAuthentication, RemembersWhenAKeyWasUsedWithoutAWriteARequest) {
  Upkeep upkeep(directory_, security_clock_);
  const std::string token = token_of(client_);
  for (int i = 0; i < 3; ++i) (void)me(client_, token);
  EXPECT_EQ(upkeep.record_last_uses(), 1u);
  EXPECT_EQ(upkeep.record_last_uses(), 0u);
  clock_.advance(Duration::seconds(59));
  (void)me(client_, token);
  EXPECT_EQ(upkeep.record_last_uses(), 0u) << "to the minute";
  clock_.advance(Duration::seconds(1));
  (void)me(client_, token);
  EXPECT_EQ(upkeep.record_last_uses(), 1u);
  std::vector<ApiKey> keys;
  database_->read([&](SqlReader& reader) { keys = store::api_keys_of(reader, client_.application_id); });
  EXPECT_EQ(keys[0].last_used_at->text(), "2026-03-02T15:01:00Z");
}

TEST_P(RequestAuthentication, ShowsTheCallerToItself) {
  const auto shown = json_of(me(client_, token_of(client_)));
  EXPECT_EQ(shown.at("environment").as_string(), "test");
  EXPECT_EQ(shown.at("partner").at("slug").as_string(), "bright-energy-llc");
  EXPECT_EQ(shown.at("application").at("clientId").as_string(), client_.client_id);
  EXPECT_EQ(shown.at("issuer").as_string(), kIssuer);
  EXPECT_EQ(shown.at("audience").as_string(), kIssuer);
  EXPECT_EQ(shown.at("rateLimit").at("requestsPerSecond").as_int64(), 50);
  EXPECT_EQ(shown.at("apiKeys").at(0).at("prefix").as_string(), client_.api_key.substr(0, 15));
  EXPECT_EQ(shown.at("publicKeys").at(0).at("keyId").as_string(), client_.kid);
  EXPECT_EQ(shown.at("scopes").as_array().size(), 9u);
  EXPECT_EQ(boost::json::serialize(shown).find(client_.api_key), std::string::npos);
  auto request = request_of(http::Method::get, "/v1/me", client_, token_of(client_));
  request.query = "a=b";
  EXPECT_EQ(code_of(call(request)), "unknown_parameter");
}

}  // namespace
}  // namespace switchyard::access

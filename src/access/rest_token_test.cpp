#include "access/rest_token.hpp"

#include <boost/json/serialize.hpp>

#include "access/access_fixture_fake.hpp"
#include "access/api_key.hpp"

namespace switchyard::access {
namespace {

namespace json = boost::json;

class TokenEndpoint : public AccessFixture {
 protected:
  // The code with which an assertion of these claims is refused; "" where it is granted.
  std::string refusal_of(const json::object& claims) { return code_of(ask_token(client_.api_key, assertion_with(client_, claims))); }
  std::string refusal_of_header(std::string_view header) { return code_of(ask_token(client_.api_key, assertion_with(client_, header, claims_of(client_)))); }
  json::object claims_with(std::string_view name, const json::value& value) {
    json::object claims = claims_of(client_);
    claims[json::string_view(name.data(), name.size())] = value;
    return claims;
  }
  json::object claims_without(std::string_view name) {
    json::object claims = claims_of(client_);
    claims.erase(json::string_view(name.data(), name.size()));
    return claims;
  }
  http::Response post(const std::string& body, http::Headers headers) {
    http::Request request;
    request.method = http::Method::post;
    request.path = "/oauth/token";
    request.body = body;
    request.headers = std::move(headers);
    return call(std::move(request));
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, TokenEndpoint, every_engine(), engine_name);

TEST_P(TokenEndpoint, GrantsAnRfc9068Token) {
  const auto response = ask_token(client_.api_key, assertion_of(client_));
  ASSERT_EQ(response.status, 200) << response.body;
  const auto granted = json_of(response);
  EXPECT_EQ(granted.at("token_type").as_string(), "Bearer");
  EXPECT_EQ(granted.at("expires_in").as_int64(), 900);
  EXPECT_EQ(granted.at("scope").as_string(),
            "prices:total prices:stack quotes:write contracts:read contracts:write documents:read webhooks:write events:read keys:write");
  EXPECT_EQ(header_of(response, "cache-control"), "no-store");
  EXPECT_EQ(header_of(response, "switchyard-environment"), "test");
  EXPECT_FALSE(response.compressible);

  const auto jws = jose_.parse(std::string_view(granted.at("access_token").as_string().c_str()));
  EXPECT_EQ(jws->header.typ, "at+jwt");
  EXPECT_EQ(jws->header.algorithm, "ES256");
  const auto claims = jose_.parse_claims(jws->payload);
  EXPECT_EQ(*claims->text("iss"), kIssuer);
  EXPECT_EQ(*claims->text("aud"), kIssuer);
  EXPECT_EQ(*claims->text("sub"), client_.client_id);
  EXPECT_EQ(*claims->text("client_id"), client_.client_id);
  EXPECT_EQ(*claims->text("environment"), "test");
  EXPECT_EQ(*claims->text("partner"), client_.partner_id.text());
  EXPECT_EQ(*claims->text("application"), client_.application_id.text());
  EXPECT_EQ(*claims->integer("exp") - *claims->integer("iat"), 900);
  EXPECT_NE(claims->text("jti"), nullptr);
}

TEST_P(TokenEndpoint, GrantsForEveryAlgorithm) {
  for (const JwsAlgorithm algorithm : {JwsAlgorithm::rs256, JwsAlgorithm::ps256, JwsAlgorithm::es256, JwsAlgorithm::eddsa}) {
    const TestClient client = make_client({}, algorithm);
    EXPECT_EQ(ask_token(client.api_key, assertion_of(client)).status, 200) << text_of(algorithm);
  }
  const TestClient client = make_client({}, JwsAlgorithm::eddsa);
  EXPECT_EQ(ask_token(client.api_key, assertion_with(client, R"({"alg":"Ed25519"})", claims_of(client))).status, 200) << "RFC 9864's name";
}

TEST_P(TokenEndpoint, NarrowsTheScopeAndNeverWidensIt) {
  const auto response = ask_token(client_.api_key, assertion_of(client_), "&scope=events:read+prices:total");
  EXPECT_EQ(json_of(response).at("scope").as_string(), "prices:total events:read");
  EXPECT_EQ(code_of(ask_token(client_.api_key, assertion_of(client_), "&scope=pii:read")), "scope_not_granted");
  EXPECT_EQ(code_of(ask_token(client_.api_key, assertion_of(client_), "&scope=everything")), "scope_unknown");
  EXPECT_EQ(json_of(ask_token(client_.api_key, assertion_of(client_), "&scope=everything")).at("error").as_string(), "invalid_scope");
}

TEST_P(TokenEndpoint, RefusesRequestsThatAreNotTheOneForm) {
  const http::Headers form{{"content-type", "application/x-www-form-urlencoded"}, {"x-api-key", client_.api_key}};
  const std::string type = "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  EXPECT_EQ(code_of(post("{}", {{"content-type", "application/json"}})), "form_expected");
  EXPECT_EQ(code_of(post("", {})), "form_expected");
  EXPECT_EQ(code_of(post("a=%zz", form)), "form_expected");
  EXPECT_EQ(code_of(post("", form)), "parameter_missing");
  EXPECT_EQ(code_of(post("grant_type=password", form)), "grant_type_unsupported");
  EXPECT_EQ(code_of(post("grant_type=client_credentials", form)), "parameter_missing");
  EXPECT_EQ(code_of(post("grant_type=client_credentials&client_assertion_type=saml", form)), "assertion_type_unsupported");
  EXPECT_EQ(code_of(post("grant_type=client_credentials&" + type, form)), "assertion_missing");
  EXPECT_EQ(code_of(post("grant_type=client_credentials&grant_type=client_credentials", form)), "parameter_repeated");
  EXPECT_EQ(code_of(post("grant_type=client_credentials&" + type + "&client_assertion=x", {{"content-type", "application/x-www-form-urlencoded; charset=UTF-8"}})),
            "api_key_missing");
  EXPECT_EQ(code_of(post("grant_type=client_credentials&" + type + "&client_assertion=x",
                         {{"content-type", "application/x-www-form-urlencoded"}, {"x-api-key", "a"}, {"x-api-key", "b"}})),
            "api_key_repeated");
  EXPECT_EQ(json_of(post("grant_type=password", form)).at("error").as_string(), "unsupported_grant_type");
  EXPECT_EQ(code_of(ask_token(client_.api_key, assertion_of(client_), "&client_id=cli_test_other")), "client_id_mismatch");
  EXPECT_EQ(ask_token(client_.api_key, assertion_of(client_), "&client_id=" + client_.client_id).status, 200);
}

TEST_P(TokenEndpoint, SaysWhatIsWrongWithAnApiKey) {
  EXPECT_EQ(code_of(ask_token("", assertion_of(client_))), "api_key_missing");
  EXPECT_EQ(code_of(ask_token("swk_test_short", assertion_of(client_))), "api_key_malformed");
  std::string mistyped = client_.api_key;
  mistyped[20] = mistyped[20] == '0' ? '1' : '0';
  EXPECT_EQ(code_of(ask_token(mistyped, assertion_of(client_))), "api_key_malformed") << "the checksum tells";
  EXPECT_EQ(code_of(ask_token(make_api_key(EnvironmentName::test, random_, jose_).reveal(), assertion_of(client_))), "api_key_unknown");
}

TEST_P(TokenEndpoint, SaysInPlainWordsThatAKeyIsOfTheOtherEnvironment) {
  const TestClient live = make_client({.environment = EnvironmentName::live});
  const auto response = ask_token(client_.api_key, assertion_of(live));
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(code_of(response), "environment_mismatch");
  EXPECT_EQ(json_of(response).at("error_description").as_string(),
            "This API key is of Test, the client assertion of Live. The two environments have credentials of their own; use both of one.");
  EXPECT_EQ(code_of(ask_token(live.api_key, assertion_of(client_))), "environment_mismatch");
}

TEST_P(TokenEndpoint, ShowsTheAudienceReceivedAndExpected) {
  const auto response = ask_token(client_.api_key, assertion_with(client_, claims_with("aud", "https://api.example.com/oauth/token")));
  EXPECT_EQ(response.status, 401);
  const auto refusal = json_of(response);
  EXPECT_EQ(refusal.at("error").as_string(), "invalid_client");
  EXPECT_EQ(refusal.at("code").as_string(), "assertion_audience_mismatch");
  EXPECT_EQ(refusal.at("received").as_string(), "\"https://api.example.com/oauth/token\"");
  EXPECT_EQ(refusal.at("expected").as_string(), "\"https://api.example.com\" as a single string");
  EXPECT_EQ(refusal.at("issuer").as_string(), kIssuer);
  EXPECT_EQ(header_of(response, "cache-control"), "no-store");
  EXPECT_NE(header_of(response, "www-authenticate"), "");
}

TEST_P(TokenEndpoint, RefusesClaimsThatAreNotExact) {
  const std::int64_t now = clock_.now().unix_seconds();
  const std::vector<std::tuple<const char*, json::object, const char*>> cases = {
      {"iss of another client", claims_with("iss", "cli_test_other"), "assertion_client_mismatch"},
      {"sub of another client", claims_with("sub", "cli_test_other"), "assertion_client_mismatch"},
      {"no iss", claims_without("iss"), "assertion_claim_missing"},
      {"no sub", claims_without("sub"), "assertion_claim_missing"},
      {"iss is a number", claims_with("iss", 7), "assertion_claim_missing"},
      {"no aud", claims_without("aud"), "assertion_claim_missing"},
      {"aud with a slash", claims_with("aud", "https://api.example.com/"), "assertion_audience_mismatch"},
      {"aud in capitals", claims_with("aud", "https://API.example.com"), "assertion_audience_mismatch"},
      {"aud in a list", claims_with("aud", json::array{kIssuer}), "assertion_audience_mismatch"},
      {"aud with another", claims_with("aud", json::array{kIssuer, "https://evil.example"}), "assertion_audience_mismatch"},
      {"aud empty list", claims_with("aud", json::array{}), "assertion_audience_mismatch"},
      {"aud is a number", claims_with("aud", 1), "assertion_audience_mismatch"},
      {"no exp", claims_without("exp"), "assertion_claim_missing"},
      {"exp as text", claims_with("exp", json::string(std::to_string(now + 60))), "assertion_claim_malformed"},
      {"exp with a fraction", claims_with("exp", static_cast<double>(now) + 60.5), "assertion_claim_malformed"},
      {"exp below zero", claims_with("exp", -1), "assertion_claim_malformed"},
      {"exp past the year 9999", claims_with("exp", 253'402'300'800), "assertion_claim_malformed"},
      {"exp at the end of int64", claims_with("exp", INT64_MAX), "assertion_claim_malformed"},
      {"no iat", claims_without("iat"), "assertion_claim_missing"},
      {"iat null", claims_with("iat", nullptr), "assertion_claim_malformed"},
      {"nbf as text", claims_with("nbf", "now"), "assertion_claim_malformed"},
      {"no jti", claims_without("jti"), "assertion_claim_missing"},
      {"jti empty", claims_with("jti", ""), "assertion_claim_missing"},
      {"jti is a number", claims_with("jti", 5), "assertion_claim_missing"},
      {"jti too long", claims_with("jti", json::string(std::string(257, 'j'))), "assertion_claim_malformed"},
  };
  for (const auto& [what, claims, code] : cases) EXPECT_EQ(refusal_of(claims), code) << what;
  EXPECT_EQ(refusal_of(claims_with("jti", json::string(std::string(256, 'j')))), "");
}

TEST_P(TokenEndpoint, ForgivesSixtySecondsOfClockSkewAndNoMore) {
  const std::int64_t now = clock_.now().unix_seconds();
  const auto at = [&](std::int64_t iat, std::int64_t exp) {
    json::object claims = claims_of(client_);
    claims["iat"] = now + iat;
    claims["exp"] = now + exp;
    return refusal_of(claims);
  };
  EXPECT_EQ(at(-300, -59), "");
  EXPECT_EQ(at(-300, -60), "assertion_expired");
  EXPECT_EQ(at(60, 360), "");
  EXPECT_EQ(at(61, 300), "assertion_not_yet_valid");
  EXPECT_EQ(at(0, 300), "");
  EXPECT_EQ(at(0, 301), "assertion_lives_too_long");
  EXPECT_EQ(at(0, 86'400), "assertion_lives_too_long");
  json::object early = claims_of(client_);
  early["nbf"] = now + 60;
  EXPECT_EQ(refusal_of(early), "");
  early = claims_of(client_);
  early["nbf"] = now + 61;
  EXPECT_EQ(refusal_of(early), "assertion_not_yet_valid");
}

TEST_P(TokenEndpoint, RefusesTheClassicHeaders) {
  const std::string kid = R"(,"kid":")" + client_.kid + "\"";
  for (const char* alg : {"none", "None", "NONE", "nOnE", "HS256", "HS384", "HS512", "ES384", "ES512", "es256", ""}) {
    EXPECT_EQ(refusal_of_header(R"({"alg":")" + std::string(alg) + "\"" + kid + "}"), "assertion_algorithm_refused") << alg;
  }
  for (const char* alg : {"RS256", "PS256", "EdDSA"}) {
    EXPECT_EQ(refusal_of_header(R"({"alg":")" + std::string(alg) + "\"" + kid + "}"), "assertion_algorithm_mismatch") << alg;
  }
  for (const char* member : {R"("crit":["exp"])", R"("b64":false)", R"("zip":"DEF")", R"("enc":"A128GCM")", R"("jwk":{})", R"("jku":"https://evil.example")",
                             R"("x5u":"https://evil.example")", R"("x5c":[])", R"("alg":"ES256")"}) {
    EXPECT_EQ(refusal_of_header(R"({"alg":"ES256",)" + std::string(member) + kid + "}"), "assertion_malformed") << member;
  }
  for (const char* other : {"", "../../../../dev/null", "' OR 1=1 --", "https://evil.example/key", "\\u0000"}) {
    const std::string code = refusal_of_header(R"({"alg":"ES256","kid":")" + std::string(other) + "\"}");
    EXPECT_TRUE(code == "assertion_kid_unknown" || code == "assertion_malformed") << other << " " << code;
  }
  EXPECT_EQ(refusal_of_header(R"({"alg":"ES256","typ":"at+jwt"})"), "assertion_is_token");
  EXPECT_EQ(refusal_of_header(R"({"alg":"ES256","typ":"APPLICATION/AT+JWT"})"), "assertion_is_token");
  EXPECT_EQ(refusal_of_header(R"({"alg":"ES256","typ":"JOSE"})"), "assertion_typ_refused");
  EXPECT_EQ(refusal_of_header(R"({"alg":"ES256","typ":"jwt"})"), "");
  EXPECT_EQ(refusal_of_header(R"({"alg":"ES256","typ":"client-authentication+jwt"})"), "");
}

TEST_P(TokenEndpoint, RefusesUnsignedAndForgedAssertions) {
  const std::string good = assertion_of(client_);
  const std::string input = good.substr(0, good.rfind('.') + 1);
  EXPECT_EQ(code_of(ask_token(client_.api_key, input)), "assertion_signature_invalid");
  EXPECT_EQ(code_of(ask_token(client_.api_key, input + encode_base64url(std::string(64, '\0')))), "assertion_signature_invalid");
  EXPECT_EQ(code_of(ask_token(client_.api_key, input + encode_base64url(std::string(63, '\1')))), "assertion_signature_invalid");
  EXPECT_EQ(code_of(ask_token(client_.api_key, good + ".")), "assertion_malformed");
  EXPECT_EQ(code_of(ask_token(client_.api_key, good + "=")), "assertion_malformed");
  EXPECT_EQ(code_of(ask_token(client_.api_key, "A===.Zm9v.AAAA")), "assertion_malformed");
  EXPECT_EQ(code_of(ask_token(client_.api_key, std::string(access::kTokenSizeMax + 1, 'A'))), "assertion_malformed");
  TestClient thief = client_;
  thief.key = jose_.generate(JwsAlgorithm::es256);
  EXPECT_EQ(code_of(ask_token(client_.api_key, assertion_of(thief))), "assertion_signature_invalid") << "the right kid, another key";
  EXPECT_EQ(ask_token(client_.api_key, good).status, 200) << "nothing was spent by those";
}

TEST_P(TokenEndpoint, RefusesAnotherClientsAssertionAndKey) {
  const TestClient other = make_client({.partner_name = "Other"});
  EXPECT_EQ(code_of(ask_token(client_.api_key, assertion_of(other))), "assertion_client_mismatch");
  EXPECT_EQ(code_of(ask_token(client_.api_key, assertion_with(other, claims_of(client_)))), "assertion_kid_unknown");
}

TEST_P(TokenEndpoint, RefusesAnAccessTokenAsAssertion) {
  EXPECT_EQ(code_of(ask_token(client_.api_key, token_of(client_))), "assertion_is_token");
}

TEST_P(TokenEndpoint, TakesEachAssertionOnceAlsoOnAnotherNodeAndAfterARestart) {
  const std::string assertion = assertion_of(client_);
  EXPECT_EQ(ask_token(client_.api_key, assertion).status, 200);
  EXPECT_EQ(code_of(ask_token(client_.api_key, assertion)), "assertion_replayed");
  const auto other_node = database_.open_again();
  Directory directory(*other_node, jose_, *sealer_, log_);
  adapters::MetricsRegistry metrics;
  TokenIssuer tokens(directory, settings_, random_, security_clock_, metrics);
  auto outcome = tokens.issue({.api_key = client_.api_key, .assertion = assertion, .client_id = {}, .scope = {}, .address = "203.0.113.7"});
  ASSERT_TRUE(std::holds_alternative<CredentialRefusal>(outcome));
  EXPECT_EQ(std::get<CredentialRefusal>(outcome).code, "assertion_replayed");
  json::object claims = claims_of(client_);
  claims["jti"] = "the same";
  EXPECT_EQ(refusal_of(claims), "");
  claims["exp"] = claims.at("exp").as_int64() - 1;
  EXPECT_EQ(refusal_of(claims), "assertion_replayed") << "another assertion, the same jti";
  const TestClient other = make_client({.partner_name = "Other"});
  json::object others = claims_of(other);
  others["jti"] = "the same";
  EXPECT_EQ(ask_token(other.api_key, assertion_with(other, others)).status, 200) << "jti are each client's own";
}

TEST_P(TokenEndpoint, ForgetsAnAssertionOnlyWhenItCouldNotBeTakenAnyMore) {
  Upkeep upkeep(directory_, security_clock_);
  const std::string assertion = assertion_of(client_);
  EXPECT_EQ(ask_token(client_.api_key, assertion).status, 200);
  clock_.advance(Duration::seconds(359));
  EXPECT_EQ(upkeep.forget_used_assertions(), 0);
  EXPECT_EQ(code_of(ask_token(client_.api_key, assertion)), "assertion_replayed");
  clock_.advance(Duration::seconds(2));
  EXPECT_EQ(upkeep.forget_used_assertions(), 1);
  EXPECT_EQ(code_of(ask_token(client_.api_key, assertion)), "assertion_expired");
}

TEST_P(TokenEndpoint, WantsAKidOnceTheClientHasTwoKeys) {
  EXPECT_EQ(refusal_of_header(R"({"alg":"ES256"})"), "");
  clock_.advance(Duration::seconds(1));
  const auto second = jose_.generate(JwsAlgorithm::eddsa);
  const Application application = application_of(client_);
  database_->write([&](SqlTransaction& transaction) {
    return registration_.add_public_key(transaction, {"cli"}, application, {.text = second->public_key().jwk}).has_value();
  });
  const auto response = ask_token(client_.api_key, assertion_with(client_, R"({"alg":"ES256"})", claims_of(client_)));
  EXPECT_EQ(code_of(response), "assertion_kid_missing");
  EXPECT_EQ(std::string(json_of(response).at("expected").as_string()), "one of \"" + client_.kid + "\", \"" + second->public_key().kid + "\"");
  EXPECT_EQ(ask_token(client_.api_key, assertion_of(client_)).status, 200) << "the old key goes on";
  TestClient rotated = client_;
  rotated.key = jose_.import_private(second->private_pem().reveal(), {}).value();
  rotated.kid = second->public_key().kid;
  EXPECT_EQ(ask_token(rotated.api_key, assertion_of(rotated)).status, 200) << "and so does the new one";
}

TEST_P(TokenEndpoint, RefusesPublicKeysOutsideTheirPeriodAndRevokedOnes) {
  const auto later = jose_.generate(JwsAlgorithm::es256);
  const Application application = application_of(client_);
  database_->write([&](SqlTransaction& transaction) {
    return registration_
        .add_public_key(transaction, {"cli"}, application,
                        {.text = later->public_key().jwk,
                         .not_before = clock_.now() + Duration::minutes(10),
                         .not_after = clock_.now() + Duration::minutes(20)})
        .has_value();
  });
  TestClient rotated = client_;
  rotated.key = jose_.import_private(later->private_pem().reveal(), {}).value();
  rotated.kid = later->public_key().kid;
  EXPECT_EQ(code_of(ask_token(rotated.api_key, assertion_of(rotated))), "key_expired");
  clock_.advance(Duration::minutes(10));
  EXPECT_EQ(ask_token(rotated.api_key, assertion_of(rotated)).status, 200);
  database_->write([&](SqlTransaction& transaction) { return registration_.revoke_public_key(transaction, {"cli"}, application, client_.kid).has_value(); });
  EXPECT_EQ(code_of(ask_token(client_.api_key, assertion_of(client_))), "key_revoked");
  clock_.advance(Duration::minutes(10));
  EXPECT_EQ(code_of(ask_token(rotated.api_key, assertion_of(rotated))), "key_expired");
}

TEST_P(TokenEndpoint, RefusesSuspendedApplicationsAndForeignAddresses) {
  const TestClient fenced = make_client({.allowed_addresses = {AddressRange::parse("198.51.100.0/24").value()}});
  EXPECT_EQ(code_of(ask_token(fenced.api_key, assertion_of(fenced))), "address_not_allowed");
  database_->write([&](SqlTransaction& transaction) {
    return registration_.set_application_state(transaction, {"cli"}, client_.partner_id, client_.application_id, ApplicationState::suspended).has_value();
  });
  const auto response = ask_token(client_.api_key, assertion_of(client_));
  EXPECT_EQ(code_of(response), "application_suspended");
  EXPECT_EQ(json_of(response).at("error").as_string(), "unauthorized_client");
}

TEST_P(TokenEndpoint, LimitsHowOftenAnApplicationAsks) {
  int granted = 0;
  while (granted <= kTokensBurst && ask_token(client_.api_key, assertion_of(client_)).status == 200) ++granted;
  EXPECT_EQ(granted, kTokensBurst);
  const auto response = ask_token(client_.api_key, assertion_of(client_));
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(code_of(response), "rate_limited");
  EXPECT_EQ(header_of(response, "retry-after"), "1");
}

TEST_P(TokenEndpoint, CountsWhatItGrantsAndRefuses) {
  (void)token_of(client_);
  (void)ask_token("", assertion_of(client_));
  const std::string numbers = metrics_.exposition();
  EXPECT_NE(numbers.find("access_tokens_issued_total 1"), std::string::npos) << numbers;
  EXPECT_NE(numbers.find("access_tokens_refused_total{reason=\"api_key_missing\"} 1"), std::string::npos) << numbers;
}

TEST_P(TokenEndpoint, PublishesItsKeysAndMetadata) {
  http::Request request;
  request.path = "/.well-known/jwks.json";
  const auto jwks = call(request);
  EXPECT_EQ(header_of(jwks, "cache-control"), "public, max-age=300");
  EXPECT_TRUE(jwks.etag_from_body);
  const json::array keys = json_of(jwks).at("keys").as_array();
  ASSERT_EQ(keys.size(), 2u) << "the active one and the next";
  for (const auto& key : keys) {
    EXPECT_TRUE(jose_.import_jwk(json::serialize(key), {}));
    EXPECT_FALSE(key.as_object().contains("d"));
  }
  request.path = "/.well-known/oauth-authorization-server";
  const auto metadata = json_of(call(request));
  EXPECT_EQ(metadata.at("issuer").as_string(), kIssuer);
  EXPECT_EQ(metadata.at("token_endpoint").as_string(), "https://api.example.com/oauth/token");
  EXPECT_EQ(metadata.at("jwks_uri").as_string(), "https://api.example.com/.well-known/jwks.json");
  EXPECT_EQ(json::serialize(metadata.at("token_endpoint_auth_methods_supported")), R"(["private_key_jwt"])");
  EXPECT_EQ(json::serialize(metadata.at("token_endpoint_auth_signing_alg_values_supported")), R"(["RS256","PS256","ES256","EdDSA"])");
  EXPECT_EQ(metadata.at("response_types_supported").as_array().size(), 0u);
  EXPECT_EQ(metadata.at("scopes_supported").as_array().size(), 14u);
}

}  // namespace
}  // namespace switchyard::access

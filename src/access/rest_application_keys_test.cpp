#include "access/rest_application_keys.hpp"

#include "access/access_fixture_fake.hpp"

namespace switchyard::access {
namespace {

class ApplicationKeyRoutes : public AccessFixture {
 protected:
  http::Response send(http::Method method, const std::string& path, const std::string& body = {}, http::Headers more = {}) {
    auto request = request_of(method, path, client_, token());
    request.body = body;
    for (auto& header : more) request.headers.push_back(std::move(header));
    return call(std::move(request));
  }
  http::Response change(http::Method method, const std::string& path, const std::string& body = {}, http::Headers more = {}) {
    more.emplace_back("x-client-assertion", assertion_of(client_));
    return send(method, path, body, std::move(more));
  }
  const std::string& token() {
    if (token_.empty()) token_ = token_of(client_);
    return token_;
  }
  std::string public_jwk() { return jose_.generate(JwsAlgorithm::es256)->public_key().jwk; }
  std::size_t api_key_count() { return json_of(send(http::Method::get, "/v1/application/api-keys")).at("items").as_array().size(); }

 private:
  std::string token_;
};
INSTANTIATE_TEST_SUITE_P(Engines, ApplicationKeyRoutes, every_engine(), engine_name);

TEST_P(ApplicationKeyRoutes, RotateAPublicKeyWithoutAFailedCall) {
  const auto second = jose_.generate(JwsAlgorithm::eddsa);
  const auto created = change(http::Method::post, "/v1/application/keys", R"({"jwk":)" + second->public_key().jwk + "}");
  ASSERT_EQ(created.status, 201) << created.body;
  EXPECT_EQ(json_of(created).at("keyId").as_string(), second->public_key().kid);
  EXPECT_EQ(json_of(created).at("algorithm").as_string(), "EdDSA");
  EXPECT_EQ(json_of(send(http::Method::get, "/v1/application/keys")).at("items").as_array().size(), 2u);
  TestClient rotated = client_;
  rotated.key = jose_.import_private(second->private_pem().reveal(), {}).value();
  rotated.kid = second->public_key().kid;
  const std::string new_token = token_of(rotated);
  EXPECT_EQ(change(http::Method::del, "/v1/application/keys/" + client_.kid).status, 204);
  EXPECT_EQ(call(request_of(http::Method::get, "/v1/me", rotated, new_token)).status, 200);
  EXPECT_EQ(code_of(send(http::Method::get, "/v1/application/keys")), "key_revoked") << "obeyed at once on this node";
}

TEST_P(ApplicationKeyRoutes, TakeAPemWithItsAlgorithm) {
  const std::string pem = R"("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n")";
  const auto created = change(http::Method::post, "/v1/application/keys",
                              R"({"pem":)" + pem + R"(,"algorithm":"EdDSA","notBefore":"2026-03-03T00:00:00Z","notAfter":"2027-03-03T00:00:00Z"})");
  ASSERT_EQ(created.status, 201) << created.body;
  EXPECT_EQ(json_of(created).at("notBefore").as_string(), "2026-03-03T00:00:00Z");
}

TEST_P(ApplicationKeyRoutes, RefuseBodiesThatAreNotOneKey) {
  const auto code = [&](const std::string& body) { return code_of(change(http::Method::post, "/v1/application/keys", body)); };
  EXPECT_EQ(change(http::Method::post, "/v1/application/keys", "{").status, 400);
  EXPECT_EQ(code("{}"), "invalid_fields");
  EXPECT_EQ(code(R"({"jwk":{},"pem":"x"})"), "invalid_fields");
  EXPECT_EQ(code(R"({"jwk":{},"more":1})"), "invalid_fields");
  EXPECT_EQ(code(R"({"jwk":{}})"), "key_malformed");
  EXPECT_EQ(code(R"({"jwk":{"kty":"EC","kty":"EC"}})"), "duplicate_member");
  EXPECT_EQ(code(R"({"jwk":)" + public_jwk() + R"(,"algorithm":"none"})"), "invalid_fields");
  EXPECT_EQ(code(R"({"jwk":)" + public_jwk() + R"(,"algorithm":"RS256"})"), "algorithm_mismatch");
  EXPECT_EQ(code(R"({"jwk":)" + client_.key->public_key().jwk + "}"), "key_already_registered");
}

TEST_P(ApplicationKeyRoutes, ShowANewApiKeyOnce) {
  const auto created = change(http::Method::post, "/v1/application/api-keys", R"({"expiresAt":"2026-06-01T00:00:00Z"})");
  ASSERT_EQ(created.status, 201) << created.body;
  EXPECT_EQ(header_of(created, "cache-control"), "no-store");
  const auto shown = json_of(created);
  const std::string key(shown.at("apiKey").as_string());
  EXPECT_EQ(shown.at("prefix").as_string(), key.substr(0, 15));
  EXPECT_EQ(shown.at("expiresAt").as_string(), "2026-06-01T00:00:00Z");
  TestClient second = client_;
  second.api_key = key;
  EXPECT_EQ(call(request_of(http::Method::get, "/v1/me", second, token())).status, 200);
  EXPECT_EQ(send(http::Method::get, "/v1/application/api-keys").body.find(key), std::string::npos);
  clock_.set(Instant::parse("2026-06-01T00:00:00Z").value());
  EXPECT_EQ(code_of(ask_token(key, assertion_of(client_))), "key_expired");
  EXPECT_EQ(code_of(ask_token(client_.api_key, assertion_of(client_))), "");
}

TEST_P(ApplicationKeyRoutes, RevokeAnApiKeyButNeverTheLast) {
  const auto created = json_of(change(http::Method::post, "/v1/application/api-keys"));
  const std::string id(created.at("id").as_string());
  TestClient second = client_;
  second.api_key = std::string(created.at("apiKey").as_string());
  EXPECT_EQ(change(http::Method::del, "/v1/application/api-keys/" + id).status, 204);
  EXPECT_EQ(code_of(call(request_of(http::Method::get, "/v1/me", second, token()))), "key_revoked");
  const auto listed = json_of(send(http::Method::get, "/v1/application/api-keys"));
  ASSERT_EQ(listed.at("items").as_array().size(), 1u);
  EXPECT_TRUE(listed.at("nextCursor").is_null());
  const auto last = change(http::Method::del, "/v1/application/api-keys/" + std::string(listed.at("items").at(0).at("id").as_string()));
  EXPECT_EQ(last.status, 409);
  EXPECT_EQ(code_of(last), "last_key");
  EXPECT_EQ(code_of(change(http::Method::del, "/v1/application/keys/" + client_.kid)), "last_key");
}

TEST_P(ApplicationKeyRoutes, KnowOnlyTheCallersKeys) {
  const TestClient other = make_client({.partner_name = "Other"});
  const auto others = json_of(call(request_of(http::Method::get, "/v1/application/api-keys", other, token_of(other))));
  const std::string id(others.at("items").at(0).at("id").as_string());
  EXPECT_EQ(change(http::Method::del, "/v1/application/api-keys/" + id).status, 404);
  EXPECT_EQ(change(http::Method::del, "/v1/application/api-keys/key_nonsense").status, 404);
  EXPECT_EQ(change(http::Method::del, "/v1/application/keys/" + other.kid).status, 404);
}

TEST_P(ApplicationKeyRoutes, WantAFreshAssertionOfTheSameClient) {
  const auto code = [&](http::Headers more) { return code_of(send(http::Method::post, "/v1/application/api-keys", {}, std::move(more))); };
  EXPECT_EQ(code({}), "assertion_missing");
  EXPECT_EQ(send(http::Method::post, "/v1/application/api-keys").status, 401);
  EXPECT_EQ(code({{"x-client-assertion", "a"}, {"x-client-assertion", "b"}}), "assertion_missing");
  EXPECT_EQ(code({{"x-client-assertion", token()}}), "assertion_is_token");
  const TestClient other = make_client({.partner_name = "Other"});
  EXPECT_EQ(code({{"x-client-assertion", assertion_of(other)}}), "assertion_client_mismatch");
  const std::string assertion = assertion_of(client_);
  EXPECT_EQ(code({{"x-client-assertion", assertion}}), "");
  EXPECT_EQ(code({{"x-client-assertion", assertion}}), "assertion_replayed");
  EXPECT_EQ(code_of(ask_token(client_.api_key, assertion)), "assertion_replayed") << "nor does it buy a token";
  EXPECT_EQ(api_key_count(), 2u);
}

TEST_P(ApplicationKeyRoutes, WantTheScope) {
  const auto granted = ask_token(client_.api_key, assertion_of(client_), "&scope=prices:total");
  const std::string narrow(json_of(granted).at("access_token").as_string());
  EXPECT_EQ(code_of(call(request_of(http::Method::get, "/v1/application/keys", client_, narrow))), "scope_missing");
}

TEST_P(ApplicationKeyRoutes, RepeatTheFirstAnswerForAnIdempotencyKeyWithoutTheSecret) {
  const http::Headers key{{"idempotency-key", "a-1"}};
  const auto first = change(http::Method::post, "/v1/application/api-keys", "{}", key);
  const auto again = change(http::Method::post, "/v1/application/api-keys", "{}", key);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(header_of(again, "idempotency-replayed"), "true");
  EXPECT_TRUE(json_of(again).at("apiKey").is_null());
  EXPECT_EQ(json_of(again).at("id"), json_of(first).at("id"));
  EXPECT_EQ(api_key_count(), 2u);
  EXPECT_EQ(code_of(change(http::Method::post, "/v1/application/api-keys", R"({"expiresAt":"2027-01-01T00:00:00Z"})", key)), "idempotency_key_reused");
  EXPECT_EQ(change(http::Method::post, "/v1/application/api-keys", "{}", {{"idempotency-key", "a b"}}).status, 400);
  const std::string assertion = assertion_of(client_);
  const http::Headers same{{"idempotency-key", "a-2"}, {"x-client-assertion", assertion}};
  EXPECT_EQ(send(http::Method::post, "/v1/application/api-keys", "{}", same).status, 201);
  EXPECT_EQ(header_of(send(http::Method::post, "/v1/application/api-keys", "{}", same), "idempotency-replayed"), "true") << "the very same request again";
  const http::Headers spent{{"idempotency-key", "a-3"}, {"x-client-assertion", assertion}};
  EXPECT_EQ(code_of(send(http::Method::post, "/v1/application/api-keys", "{}", spent)), "assertion_replayed");
  EXPECT_EQ(change(http::Method::post, "/v1/application/api-keys", "{}", {{"idempotency-key", "a-3"}}).status, 201) << "a spent assertion is not kept as the answer";
}

TEST_P(ApplicationKeyRoutes, TakeNoParameters) {
  auto request = request_of(http::Method::get, "/v1/application/keys", client_, token());
  request.query = "limit=5";
  EXPECT_EQ(code_of(call(request)), "unknown_parameter");
}

}  // namespace
}  // namespace switchyard::access

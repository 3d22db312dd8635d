#include "access/access_fixture_fake.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "access/access.hpp"
#include "access/access_store.hpp"
#include "outbox/outbox.hpp"

namespace switchyard::access {

namespace {

constexpr const char* kRing = "00000001 1111111111111111111111111111111111111111111111111111111111111111\n";

std::string form_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.') {
      escaped.push_back(c);
      continue;
    }
    constexpr std::string_view kHex = "0123456789ABCDEF";
    escaped.push_back('%');
    escaped.push_back(kHex[static_cast<unsigned char>(c) >> 4]);
    escaped.push_back(kHex[static_cast<unsigned char>(c) & 15]);
  }
  return escaped;
}

}  // namespace

std::vector<Migration> control_migrations() {
  std::vector<Migration> all = access_migrations();
  for (const Migration& migration : outbox::outbox_migrations()) all.push_back(migration);
  return all;
}

AccessFixture::AccessFixture()
    : sealer_(adapters::SodiumSealer::from_key_ring(kRing).value()),
      database_(GetParam(), control_migrations()),
      directory_(*database_, jose_, *sealer_, log_),
      server_keys_(*database_, jose_, *sealer_, random_, security_clock_),
      registration_(jose_, random_, security_clock_),
      tokens_(directory_, settings_, random_, security_clock_, metrics_),
      authenticator_(directory_, settings_, security_clock_, metrics_),
      writes_(*database_, security_clock_),
      client_{nullptr, {}, PartnerId(Uuid{}), ApplicationId(Uuid{}), {}, {}} {
  add_token_route(router_, tokens_);
  add_metadata_routes(router_, directory_, settings_);
  add_me_route(router_, authenticator_, directory_, settings_, security_clock_);
  add_application_key_routes(router_, authenticator_, {directory_, registration_, writes_, settings_, security_clock_});
  server_keys_.ensure();
  client_ = make_client();
}

TestClient AccessFixture::make_client(NewApplication wanted, JwsAlgorithm algorithm) {
  const std::shared_ptr<const SigningKey> key = jose_.generate(algorithm);
  wanted.public_key = key->public_key().jwk;
  if (wanted.partner_name.empty()) wanted.partner_name = "Bright Energy, LLC";
  auto created = write_result<CreatedApplication>(*database_, [&](SqlTransaction& transaction) {
    return registration_.create_application(transaction, {"cli"}, wanted);
  });
  EXPECT_TRUE(created) << created.error().message;
  directory_.refresh();
  return {key, created->key_id, created->partner_id, created->application_id, created->client_id, std::string(created->api_key.reveal())};
}

Application AccessFixture::application_of(const TestClient& client) {
  std::optional<Application> found;
  database_->read([&](SqlReader& reader) { found = store::find_application(reader, client.partner_id, client.application_id); });
  return found.value();
}

boost::json::object AccessFixture::claims_of(const TestClient& client) {
  const std::int64_t now = clock_.now().unix_seconds();
  return {{"iss", client.client_id}, {"sub", client.client_id}, {"aud", kIssuer}, {"iat", now}, {"exp", now + 300},
          {"jti", "assertion " + std::to_string(++assertions_)}};
}

std::string AccessFixture::assertion_of(const TestClient& client) { return assertion_with(client, claims_of(client)); }

std::string AccessFixture::assertion_with(const TestClient& client, const boost::json::object& claims) {
  const boost::json::object header{{"alg", text_of(client.key->algorithm())}, {"kid", client.kid}, {"typ", "JWT"}};
  return assertion_with(client, boost::json::serialize(header), claims);
}

std::string AccessFixture::assertion_with(const TestClient& client, std::string_view header_json, const boost::json::object& claims) {
  return sign_compact(*client.key, header_json, boost::json::serialize(claims));
}

http::Response AccessFixture::call(http::Request request) {
  auto match = router_.match(request.method, request.path);
  EXPECT_NE(match.route, nullptr) << request.path;
  request.path_captures = match.captures;
  return match.route->handler(request);
}

http::Response AccessFixture::ask_token(std::string_view api_key, std::string_view assertion, std::string_view more) {
  http::Request request;
  request.method = http::Method::post;
  request.path = "/oauth/token";
  request.remote_address = "203.0.113.7";
  request.headers = {{"content-type", "application/x-www-form-urlencoded"}, {"x-api-key", std::string(api_key)}};
  request.body = "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=" +
                 form_escaped(assertion) + std::string(more);
  return call(std::move(request));
}

std::string AccessFixture::token_of(const TestClient& client) {
  const auto response = ask_token(client.api_key, assertion_of(client));
  EXPECT_EQ(response.status, 200) << response.body;
  return std::string(json_of(response).at("access_token").as_string());
}

http::Request AccessFixture::request_of(http::Method method, std::string path, const TestClient& client, std::string_view token) {
  http::Request request;
  request.method = method;
  request.path = std::move(path);
  request.remote_address = "203.0.113.7";
  request.headers = {{"x-api-key", client.api_key}, {"authorization", "Bearer " + std::string(token)}};
  return request;
}

std::string AccessFixture::code_of(const http::Response& response) {
  if (response.status < 400) return {};
  const auto json = json_of(response);
  return std::string(json.at("code").as_string());
}

std::string AccessFixture::header_of(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

boost::json::object AccessFixture::json_of(const http::Response& response) { return boost::json::parse(response.body).as_object(); }

}  // namespace switchyard::access

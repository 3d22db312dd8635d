// A whole access/ on a fresh database: fixed clock, seeded randomness, one Test partner with one ES256 key. For tests.
#pragma once

#include <gtest/gtest.h>

#include <boost/json/object.hpp>

#include "access/registration.hpp"
#include "access/request_authenticator.hpp"
#include "access/rest_application_keys.hpp"
#include "access/rest_me.hpp"
#include "access/rest_token.hpp"
#include "access/server_keys.hpp"
#include "access/upkeep.hpp"
#include "adapters/openssl/openssl_jose.hpp"
#include "adapters/sodium/sodium_sealer.hpp"
#include "adapters/system/metrics_registry.hpp"
#include "adapters/test_databases_fake.hpp"
#include "ports/clock_fake.hpp"
#include "ports/random_fake.hpp"

namespace switchyard::access {

class SilentLog final : public Log {
 public:
  void write(LogLevel, std::string_view, std::span<const LogField>) noexcept override {}
};

// A partner's side: its key and what it was given.
struct TestClient {
  std::shared_ptr<const SigningKey> key;
  std::string kid;
  PartnerId partner_id;
  ApplicationId application_id;
  std::string client_id;
  std::string api_key;
};

[[nodiscard]] std::vector<Migration> control_migrations();

class AccessFixture : public ::testing::TestWithParam<Engine> {
 protected:
  static constexpr const char* kIssuer = "https://api.example.com";
  static constexpr const char* kNow = "2026-03-02T15:00:00Z";

  AccessFixture();

  // A partner with a key of this algorithm; `wanted` gives the rest.
  TestClient make_client(NewApplication wanted = {}, JwsAlgorithm algorithm = JwsAlgorithm::es256);
  [[nodiscard]] Application application_of(const TestClient& client);

  // Sound claims of a fresh assertion.
  [[nodiscard]] boost::json::object claims_of(const TestClient& client);
  [[nodiscard]] std::string assertion_of(const TestClient& client);
  [[nodiscard]] std::string assertion_with(const TestClient& client, const boost::json::object& claims);
  // With a header of the test's own; signed by the client's key.
  [[nodiscard]] std::string assertion_with(const TestClient& client, std::string_view header_json, const boost::json::object& claims);

  // Through the router, as the server would.
  http::Response call(http::Request request);
  http::Response ask_token(std::string_view api_key, std::string_view assertion, std::string_view more = {});
  // ENSUREs that it is granted.
  [[nodiscard]] std::string token_of(const TestClient& client);
  [[nodiscard]] http::Request request_of(http::Method method, std::string path, const TestClient& client, std::string_view token);
  // The refusal's code, of OAuth errors and problems alike; "" where there is none.
  [[nodiscard]] static std::string code_of(const http::Response& response);
  [[nodiscard]] static std::string header_of(const http::Response& response, std::string_view name);
  [[nodiscard]] static boost::json::object json_of(const http::Response& response);

  FixedClock clock_{Instant::parse(kNow).value()};
  SecurityClock security_clock_{clock_};
  SeededRandom random_;
  adapters::OpensslJose jose_;
  std::unique_ptr<adapters::SodiumSealer> sealer_;
  adapters::MetricsRegistry metrics_;
  SilentLog log_;
  AccessSettings settings_{kIssuer};
  TestDatabase database_;
  Directory directory_;
  ServerKeys server_keys_;
  Registration registration_;
  TokenIssuer tokens_;
  RequestAuthenticator authenticator_;
  outbox::IdempotentWrites writes_;
  http::Router router_;
  TestClient client_;

 private:
  int assertions_ = 0;
};

}  // namespace switchyard::access

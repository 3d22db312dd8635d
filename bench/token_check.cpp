// What authentication costs a request: a token that was seen before, and one signature check of each algorithm that a token
// misses by.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <variant>

#include "app/installation.hpp"
#include "app/runtime/access_plane.hpp"
#include "http/json_writer.hpp"

namespace switchyard {
namespace {

// An installation of its own in a temporary folder, with one partner that holds a token.
class Desk {
 public:
  Desk() {
    if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary folder");
    app::CommonOptions common;
    common.data = folder_;
    installation_ = app::Installation::open(common).value();
    plane_ = app::AccessPlane::open(*installation_).value();
    plane_->settings.issuer = "https://api.example.com";
    request_ = request_with_token();
  }
  ~Desk() {
    plane_.reset();
    installation_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  [[nodiscard]] const http::Request& request() const { return request_; }
  [[nodiscard]] const access::RequestAuthenticator& authenticator() const { return plane_->authenticator; }
  [[nodiscard]] const access::Jose& jose() const { return plane_->jose; }

 private:
  http::Request request_with_token() {
    const auto key = plane_->jose.generate(access::JwsAlgorithm::es256);
    const auto created = write_result<std::shared_ptr<access::CreatedApplication>>(
        installation_->control(), [&](SqlTransaction& transaction) -> Result<std::shared_ptr<access::CreatedApplication>> {
          access::NewApplication wanted;
          wanted.partner_name = "Bench";
          wanted.public_key = key->public_key().jwk;
          wanted.rate_limit = std::nullopt;
          auto application = plane_->registration.create_application(transaction, {.name = "bench"}, wanted);
          if (!application) return std::move(application).error();
          return std::make_shared<access::CreatedApplication>(std::move(*application));
        });
    const access::CreatedApplication& application = *created.value();
    const auto granted = plane_->tokens.issue({.api_key = application.api_key.reveal(),
                                               .assertion = assertion(*key, application.client_id),
                                               .client_id = std::nullopt,
                                               .scope = std::nullopt,
                                               .address = "127.0.0.1"});
    http::Request request;
    request.path = "/v1/prices";
    request.remote_address = "127.0.0.1";
    request.headers = {{"x-api-key", std::string(application.api_key.reveal())},
                       {"authorization", "Bearer " + std::string(std::get<access::TokenGrant>(granted).access_token.reveal())}};
    return request;
  }

  [[nodiscard]] std::string assertion(const access::SigningKey& key, const std::string& client_id) const {
    const std::int64_t now = installation_->clock().now().unix_seconds();
    http::JsonWriter claims;
    claims.begin_object().member("iss", client_id).member("sub", client_id).member("aud", plane_->settings.issuer);
    claims.member("iat", now).member("exp", now + 120).member("jti", "bench").end_object();
    return access::sign_compact(key, R"({"alg":"ES256","typ":"JWT"})", std::move(claims).text());
  }

  std::string folder_ = (std::filesystem::temp_directory_path() / "switchyard-bench-XXXXXX").string();
  std::unique_ptr<app::Installation> installation_;
  std::unique_ptr<app::AccessPlane> plane_;
  http::Request request_;
};

const Desk& desk() {
  static const Desk made;
  return made;
}

void token_seen_before(benchmark::State& state) {
  if (const auto caller = desk().authenticator().authenticate(desk().request()); !caller) {
    state.SkipWithError(caller.error().message.c_str());
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(desk().authenticator().authenticate(desk().request()));
}
BENCHMARK(token_seen_before);

void signature_check(benchmark::State& state) {
  const auto key = desk().jose().generate(static_cast<access::JwsAlgorithm>(state.range(0)));
  const std::string token = access::sign_compact(*key, R"({"alg":"any"})", R"({"sub":"bench"})");
  const auto last_dot = token.rfind('.');
  const std::string input = token.substr(0, last_dot);
  const std::string signature = access::decode_base64url(std::string_view(token).substr(last_dot + 1)).value();
  const auto public_key = key->public_key();
  if (!public_key.key->verify(input, signature)) state.SkipWithError("the signature does not hold");
  for (auto _ : state) benchmark::DoNotOptimize(public_key.key->verify(input, signature));
  state.SetLabel(std::string(access::text_of(key->algorithm())));
}
BENCHMARK(signature_check)->DenseRange(0, 3);

}  // namespace
}  // namespace switchyard

BENCHMARK_MAIN();

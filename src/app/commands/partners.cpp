#include "app/commands/partners.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "access/client_assertion.hpp"
#include "adapters/curl/curl_http_client.hpp"
#include "app/commands/file_text.hpp"
#include "app/installation.hpp"
#include "app/runtime/access_plane.hpp"
#include "http/json_writer.hpp"

namespace switchyard::app {
namespace {

Result<access::NewApplication> wanted_application(const Installation& installation, const CreateApplicationOptions& options) {
  access::NewApplication wanted;
  wanted.partner_name = options.name;
  wanted.is_operator = options.is_operator;
  auto environment = parse_environment(options.environment);
  if (!environment) return std::move(environment).error();
  wanted.environment = *environment;
  auto key = read_file_text(options.public_key, access::kKeyTextSizeMax);
  if (!key) return at_field(std::move(key).error(), "public-key");
  wanted.public_key = std::move(*key);
  if (!options.algorithm.empty()) {
    auto algorithm = access::parse_jws_algorithm(options.algorithm);
    if (!algorithm) return at_field(std::move(algorithm).error(), "alg");
    wanted.algorithm = *algorithm;
  }
  wanted.scopes = options.is_operator ? access::ScopeSet::operator_default() : access::ScopeSet::partner_default();
  if (!options.scopes.empty()) wanted.scopes = {};
  for (const std::string& text : options.scopes) {
    auto scope = access::parse_scope(text);
    if (!scope) return at_field(std::move(scope).error(), "scope");
    wanted.scopes.add(*scope);
  }
  wanted.rate_limit = access::RateLimit{.per_second = installation.settings().default_rate_per_second, .burst = installation.settings().default_rate_burst};
  if (!options.rate_limit.empty()) {
    auto limit = access::parse_rate_limit(options.rate_limit);
    if (!limit) return at_field(std::move(limit).error(), "rate-limit");
    wanted.rate_limit = *limit;
  }
  wanted.origins = options.origins;
  return wanted;
}

void print_created(const CommonOptions& common, const CreateApplicationOptions& options, const access::CreatedApplication& created) {
  if (common.json) {
    http::JsonWriter json;
    json.begin_object()
        .member("partnerId", created.partner_id.text())
        .member("applicationId", created.application_id.text())
        .member("clientId", created.client_id)
        .member("apiKey", created.api_key.reveal())
        .member("keyId", created.key_id)
        .end_object();
    fmt::print("{}\n", std::move(json).text());
    return;
  }
  fmt::print("{} in {}\n  partner      {}\n  application  {}\n  client id    {}\n  API key      {}   (shown once: keep it)\n  key id       {}\n", options.name,
             options.environment, created.partner_id.text(), created.application_id.text(), created.client_id, created.api_key.reveal(), created.key_id);
}

// The server's own word for its issuer; behind another host name it differs from the URL that is asked.
Result<std::string> issuer_of(HttpClient& client, const std::string& url) {
  auto answer = client.send({.url = url + "/.well-known/oauth-authorization-server"});
  if (!answer) return std::move(answer).error();
  boost::system::error_code broken;
  const boost::json::value metadata = boost::json::parse(answer->body, broken);
  const boost::json::value* issuer = !broken && metadata.is_object() ? metadata.as_object().if_contains("issuer") : nullptr;
  if (answer->status != 200 || issuer == nullptr || !issuer->is_string()) {
    return Error{.kind = ErrorKind::unavailable, .code = "not_a_switchyard", .message = fmt::format("{} does not answer as a Switchyard server does", url)};
  }
  return std::string(issuer->as_string());
}

struct AssertionTag { static constexpr std::string_view kPrefix = "jti"; };

Result<HttpAnswer> ask_for_token(HttpClient& client, const TokenOptions& options, const std::string& assertion) {
  std::string form = access::token_request_form(assertion);
  if (!options.scope.empty()) {
    auto scopes = access::parse_scopes(options.scope);
    if (!scopes) return at_field(std::move(scopes).error(), "scope");
    std::string words = scopes->text();
    std::replace(words.begin(), words.end(), ' ', '+');  // The one character of scopes that a form encodes.
    form += "&scope=" + words;
  }
  return client.send({.method = "POST",
                      .url = options.url + "/oauth/token",
                      .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-API-Key", options.api_key}},
                      .body = std::move(form)});
}

// The answer's token, or what the server said instead.
Result<std::string> token_in(const HttpAnswer& answer) {
  boost::system::error_code broken;
  const boost::json::value body = boost::json::parse(answer.body, broken);
  const boost::json::object* members = broken ? nullptr : body.if_object();
  const auto text_of_member = [members](std::string_view name) -> std::string {
    const boost::json::value* member = members == nullptr ? nullptr : members->if_contains(name);
    return member != nullptr && member->is_string() ? std::string(member->as_string()) : std::string();
  };
  std::string token = text_of_member("access_token");
  if (answer.status == 200 && !token.empty()) return token;
  return Error{.kind = ErrorKind::unauthenticated,
               .code = text_of_member("code").empty() ? "token_refused" : text_of_member("code"),
               .message = fmt::format("the server answered {}: {}", answer.status, text_of_member("error_description"))};
}

}  // namespace

int create_application(const CommonOptions& common, const CreateApplicationOptions& options) {
  auto installation = Installation::open(common);
  if (!installation) return refuse(common, installation.error());
  auto access = AccessPlane::open(**installation);
  if (!access) return refuse(common, access.error());
  auto wanted = wanted_application(**installation, options);
  if (!wanted) return refuse(common, wanted.error());
  auto created = write_result<std::shared_ptr<access::CreatedApplication>>(
      (*installation)->control(), [&](SqlTransaction& transaction) -> Result<std::shared_ptr<access::CreatedApplication>> {
        auto application = (*access)->registration.create_application(transaction, {.name = "cli"}, *wanted);
        if (!application) return std::move(application).error();
        return std::make_shared<access::CreatedApplication>(std::move(*application));
      });
  if (!created) return refuse(common, created.error());
  print_created(common, options, **created);
  return kDone;
}

Result<std::string> fetch_token(const CommonOptions& common, TokenOptions options) {
  while (!options.url.empty() && options.url.back() == '/') options.url.pop_back();
  auto text = read_file_text(options.key, access::kKeyTextSizeMax);
  if (!text) return at_field(std::move(text).error(), "key");
  std::optional<access::JwsAlgorithm> algorithm;
  if (!options.algorithm.empty()) {
    auto parsed = access::parse_jws_algorithm(options.algorithm);
    if (!parsed) return std::move(parsed).error();
    algorithm = *parsed;
  }
  const adapters::OpensslJose jose;
  auto key = jose.import_private(*text, algorithm);
  if (!key) return std::move(key).error();
  adapters::CurlHttpClient client;
  auto issuer = issuer_of(client, options.url);
  if (!issuer) return std::move(issuer).error();
  const adapters::SystemClock clock;
  adapters::SystemRandom random;
  const Instant now = clock.now();
  const std::string assertion_id = make_id<AssertionTag>(now, random).text();
  const std::string assertion = access::make_client_assertion(
      **key, {.client_id = options.client_id,
              .audience = *issuer,
              .jti = assertion_id,
              .kid = options.key_id.empty() ? std::nullopt : std::optional<std::string_view>(options.key_id),
              .now = now});
  auto answer = ask_for_token(client, options, assertion);
  if (!answer) return std::move(answer).error();
  auto token = token_in(*answer);
  if (!token) return std::move(token).error();
  return common.json ? answer->body : *token;
}

int token(const CommonOptions& common, const TokenOptions& options) {
  auto fetched = fetch_token(common, options);
  if (!fetched) return refuse(common, fetched.error());
  fmt::print("{}\n", *fetched);
  return kDone;
}

}  // namespace switchyard::app

#include "access/request_authenticator.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/credential_digest.hpp"

namespace switchyard::access {

namespace {

// RFC 6750 section 2.1; the scheme in any case.
Checked<std::string_view> bearer_token(const http::Request& request) {
  const auto header = request.header("authorization");
  constexpr std::string_view kExpected = "Authorization: Bearer with an access token of POST /oauth/token";
  if (!header) return CredentialRefusal{"token_missing", "There is no access token.", "no Authorization header", std::string(kExpected)};
  if (request.header_count("authorization") > 1) return CredentialRefusal{"token_malformed", "There is more than one Authorization header."};
  constexpr std::string_view kScheme = "bearer ";
  const std::string_view scheme = header->substr(0, kScheme.size());
  const bool is_bearer = scheme.size() == kScheme.size() && std::equal(scheme.begin(), scheme.end(), kScheme.begin(), [](char a, char b) {
                           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
                         });
  if (!is_bearer) {
    return CredentialRefusal{"token_missing", "The Authorization header is not of the scheme Bearer.", "scheme " + in_quotes(header->substr(0, std::min<std::size_t>(header->find(' '), 16))),
                             std::string(kExpected)};
  }
  return header->substr(kScheme.size());
}

std::string challenge(std::string_view error, const Error& problem) {
  std::string description = problem.message;
  std::replace_if(description.begin(), description.end(), [](char c) { return c == '"' || c == '\\' || c < ' ' || c > '~'; }, '\'');
  return fmt::format("Bearer realm=\"switchyard\", error=\"{}\", error_description=\"{}\"", error, description);
}

void add_environment(http::Response& response, const Application& application) {
  response.set_header("switchyard-environment", std::string(text_of(application.environment)));
}

void add_rate(http::Response& response, const ApplicationEntry& entry, const RateBucket::Taken& taken) {
  char value[64];
  const auto end = fmt::format_to_n(value, sizeof value, "\"default\";r={};t={}", taken.remaining, taken.full_in_seconds);
  response.set_header("ratelimit", std::string(value, end.size));
  response.set_header("ratelimit-policy", entry.rate_limit_policy);
}

http::Response over_limit(const ApplicationEntry& entry, const RateBucket::Taken& taken, const http::Request& request) {
  const RateLimit& limit = entry.requests->limit();
  http::Response response = http::problem(
      Error{ErrorKind::rate_limited, "rate_limited", fmt::format("The application is over its limit of {} requests a second. Try again in {} s.", limit.per_second, taken.retry_after_seconds)},
      request);
  response.set_header("retry-after", std::to_string(taken.retry_after_seconds));
  add_rate(response, entry, taken);
  return response;
}

http::Response lacks_scope(ScopeSet missing, bool all_of_them, const http::Request& request) {
  const Error error{ErrorKind::forbidden, "scope_missing",
                    fmt::format("The access token lacks {} {}.", all_of_them ? "the scope" : "any of the scopes", missing.text())};
  http::Response response = http::problem(error, request);
  response.set_header("www-authenticate", challenge("insufficient_scope", error) + fmt::format(", scope=\"{}\"", missing.text()));
  return response;
}

// X-Test-… headers steer Test; one that reaches Live was meant for elsewhere, and is not passed over in silence.
const std::string* test_header_of(const http::Request& request) {
  for (const auto& [name, value] : request.headers) {
    if (name.starts_with("x-test-")) return &name;
  }
  return nullptr;
}

http::Response refuses_test_header(const std::string& name, const http::Request& request) {
  const std::string detail = fmt::format("The header {} is for Test; this key is of Live.", name);
  return http::problem(Error{ErrorKind::invalid, "test_header_in_live", detail, {{name, "test_header_in_live", detail}}}, request);
}

}  // namespace

RequestAuthenticator::RequestAuthenticator(const Directory& directory, const AccessSettings& settings, SecurityClock clock, Metrics& metrics)
    : directory_(directory),
      settings_(settings),
      clock_(clock),
      cache_(kVerifiedTokensMax, metrics.gauge("access_verified_tokens", "Access tokens in the cache of verified ones.")),
      refused_(metrics, "access_refusals_total", "Requests refused for their credentials."),
      rate_limited_(metrics.counter("access_rate_limited_total", "Requests over their application's rate limit.")),
      scope_missing_(metrics.counter("access_scope_missing_total", "Requests whose token lacked a scope.")),
      cache_misses_(metrics.counter("access_tokens_verified_total", "Access tokens whose signature was checked, since the cache had none.")) {}

Checked<std::shared_ptr<const VerifiedToken>> RequestAuthenticator::verified_token(const Snapshot& snapshot, const http::Request& request,
                                                                                   Instant now) const {
  auto token = bearer_token(request);
  if (auto* refusal = std::get_if<CredentialRefusal>(&token)) return std::move(*refusal);
  const std::string_view text = std::get<std::string_view>(token);
  const Digest hash = digest_of_credential(directory_.jose(), text);
  if (auto known = cache_.find(hash)) {
    if (now < known->expires_at) return known;
    cache_.erase(hash);
  }
  cache_misses_.add();
  auto checked = check_access_token(snapshot, directory_.jose(), text, settings_.issuer, now);
  if (auto* refusal = std::get_if<CredentialRefusal>(&checked)) return std::move(*refusal);
  auto verified = std::make_shared<const VerifiedToken>(std::get<VerifiedToken>(std::move(checked)));
  cache_.insert(hash, verified);
  return verified;
}

RequestAuthenticator::Identified RequestAuthenticator::identify(const http::Request& request) const {
  const auto snapshot = directory_.current();
  const Instant now = clock_.now();
  Identified identified;
  if (request.header_count("x-api-key") > 1) {
    identified.refusal = CredentialRefusal{"api_key_repeated", "There is more than one X-API-Key header."};
    return identified;
  }
  auto found = check_api_key(*snapshot, directory_.jose(), request.header("x-api-key"), request.remote_address, now);
  if (auto* refusal = std::get_if<CredentialRefusal>(&found)) {
    identified.refusal = std::move(*refusal);
    return identified;
  }
  const ApiKeyEntry& key = *std::get<const ApiKeyEntry*>(found);
  identified.entry = key.application;
  auto token = verified_token(*snapshot, request, now);
  if (auto* refusal = std::get_if<CredentialRefusal>(&token)) {
    identified.refusal = std::move(*refusal);
    return identified;
  }
  const VerifiedToken& verified = *std::get<std::shared_ptr<const VerifiedToken>>(token);
  identified.refusal = check_token_holder(key, verified);
  if (identified.refusal) return identified;
  const Application& application = key.application->application;
  // A scope taken from the application since is gone from its tokens too.
  identified.caller = Caller{application.partner_id, application.id, application.client_id, application.environment,
                             ScopeSet::from_bits(verified.scopes.bits() & application.scopes.bits()), application.is_operator};
  return identified;
}

Result<Caller> RequestAuthenticator::authenticate(const http::Request& request) const {
  Identified identified = identify(request);
  if (!identified.refusal) return *std::move(identified.caller);
  refused_.count(*identified.refusal);
  Error error = error_of(*identified.refusal);
  if (error.kind == ErrorKind::unauthenticated) error.message += fmt::format(" Issuer and audience of this server: {}.", settings_.issuer);
  return error;
}

http::Response RequestAuthenticator::refuse(const CredentialRefusal& refusal, const http::Request& request) const {
  refused_.count(refusal);
  Error error = error_of(refusal);
  if (error.kind == ErrorKind::unauthenticated) error.message += fmt::format(" Issuer and audience of this server: {}.", settings_.issuer);
  http::Response response = http::problem(error, request);
  // RFC 6750 section 3.1: no error code where no token came at all.
  if (error.kind == ErrorKind::unauthenticated) {
    response.set_header("www-authenticate", refusal.code == "token_missing" ? "Bearer realm=\"switchyard\"" : challenge("invalid_token", error));
  }
  return response;
}

http::Handler RequestAuthenticator::wrapped(ScopeSet scopes, bool all_of_them, CallerHandler handler) const {
  return [this, scopes, all_of_them, handler = std::move(handler)](const http::Request& request) {
    const Identified identified = identify(request);
    if (identified.refusal) {
      http::Response response = refuse(*identified.refusal, request);
      if (identified.entry) add_environment(response, identified.entry->application);
      return response;
    }
    const ApplicationEntry& entry = *identified.entry;
    RateBucket::Taken taken;
    if (entry.requests) taken = entry.requests->take(clock_.now());
    http::Response response;
    const std::uint32_t held = scopes.bits() & identified.caller->scopes.bits();
    if (!taken.is_allowed) {
      rate_limited_.add();
      response = over_limit(entry, taken, request);
    } else if (const std::string* header = entry.application.environment == EnvironmentName::live ? test_header_of(request) : nullptr) {
      response = refuses_test_header(*header, request);
    } else if (all_of_them ? held != scopes.bits() : held == 0) {
      scope_missing_.add();
      response = lacks_scope(ScopeSet::from_bits(scopes.bits() & ~held), all_of_them, request);
    } else {
      response = handler(*identified.caller, request);
    }
    add_environment(response, entry.application);
    if (entry.requests) add_rate(response, entry, taken);
    return response;
  };
}

http::Handler RequestAuthenticator::require(ScopeSet needed, CallerHandler handler) const { return wrapped(needed, true, std::move(handler)); }

http::Handler RequestAuthenticator::require_any(ScopeSet any_of, CallerHandler handler) const { return wrapped(any_of, false, std::move(handler)); }

}  // namespace switchyard::access

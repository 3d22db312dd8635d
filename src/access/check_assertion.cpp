#include <fmt/format.h>

#include <algorithm>

#include "access/access_store.hpp"
#include "access/credentials.hpp"
#include "access/token_typ.hpp"

namespace switchyard::access {

namespace {

constexpr std::int64_t kLastSecond = 253'402'300'799;  // 9999-12-31T23:59:59Z.

using Refusal = std::optional<CredentialRefusal>;

struct Times {
  Instant issued_at;
  Instant expires_at;
};

std::string list_of_kids(const ApplicationEntry& application, Instant now) {
  std::string list;
  for (const auto& key : application.keys) {
    if (!key->registered.is_usable(now)) continue;
    if (!list.empty()) list += ", ";
    list += in_quotes(key->registered.kid);
  }
  return list.empty() ? "a key that is registered and in force; there is none" : list;
}

Refusal check_typ(const JoseHeader& header) {
  if (!header.typ || is_typ(*header.typ, "JWT") || is_typ(*header.typ, kAssertionTyp)) return std::nullopt;
  if (is_typ(*header.typ, kAccessTokenTyp)) {
    return CredentialRefusal{"assertion_is_token", "This is an access token, not a client assertion. Sign an assertion with your private key.",
                             "typ " + in_quotes(*header.typ), "typ \"JWT\", or none"};
  }
  return CredentialRefusal{"assertion_typ_refused", "The assertion's typ is not one of a client assertion.", "typ " + in_quotes(*header.typ),
                           "typ \"JWT\" or \"client-authentication+jwt\", or none"};
}

// iss and sub: the client of the API key, both.
Refusal check_client(const ApiKeyEntry& key, const Claims& claims) {
  const std::string& client_id = key.application->application.client_id;
  for (const char* name : {"iss", "sub"}) {
    const std::string* value = claims.text(name);
    if (value == nullptr) return CredentialRefusal{"assertion_claim_missing", fmt::format("The assertion has no text {}.", name), fmt::format("no text {}", name), in_quotes(client_id)};
    if (*value == client_id) continue;
    const EnvironmentName environment = key.application->application.environment;
    const bool is_test = environment == EnvironmentName::test;
    if (value->starts_with(is_test ? "cli_live_" : "cli_test_")) {
      return environment_refusal(key, "client assertion", is_test ? EnvironmentName::live : EnvironmentName::test);
    }
    return CredentialRefusal{"assertion_client_mismatch", fmt::format("The assertion's {} is not the client of this API key.", name), in_quotes(*value),
                             in_quotes(client_id)};
  }
  return std::nullopt;
}

Checked<const LazyKey*> find_key(const ApplicationEntry& application, const JoseHeader& header, Instant now) {
  if (!header.kid) {
    const LazyKey* only = nullptr;
    for (const auto& key : application.keys) {
      if (!key->registered.is_usable(now)) continue;
      if (only != nullptr) {
        return CredentialRefusal{"assertion_kid_missing", "The assertion's header has no kid, and the client has more than one key.", "no kid",
                                 "one of " + list_of_kids(application, now)};
      }
      only = key.get();
    }
    if (only == nullptr) return CredentialRefusal{"assertion_kid_unknown", "The client has no public key in force.", "no kid", list_of_kids(application, now)};
    return only;
  }
  const LazyKey* key = application.key_by_kid(*header.kid);
  if (key == nullptr) {
    return CredentialRefusal{"assertion_kid_unknown", "The assertion's kid names no key of this client.", "kid " + in_quotes(*header.kid),
                             list_of_kids(application, now)};
  }
  if (key->registered.revoked_at) {
    return CredentialRefusal{"key_revoked", fmt::format("The public key {} was revoked at {}.", in_quotes(key->registered.kid), key->registered.revoked_at->text())};
  }
  if (!key->registered.is_usable(now)) {
    const bool is_early = key->registered.not_before && now < *key->registered.not_before;
    return CredentialRefusal{"key_expired", fmt::format("The public key {} is in force {} {}.", in_quotes(key->registered.kid), is_early ? "only from" : "only until",
                                                        (is_early ? key->registered.not_before : key->registered.not_after)->text())};
  }
  return key;
}

Refusal check_signature(const LazyKey& key, const UnverifiedJws& jws) {
  const auto named = parse_jws_algorithm(jws.header.algorithm);
  if (!named) {
    return CredentialRefusal{"assertion_algorithm_refused", "The assertion's alg is not taken here.", "alg " + in_quotes(jws.header.algorithm),
                             "alg " + in_quotes(text_of(key.registered.algorithm))};
  }
  if (*named != key.registered.algorithm) {
    return CredentialRefusal{"assertion_algorithm_mismatch", fmt::format("The key {} is bound to another algorithm.", in_quotes(key.registered.kid)),
                             "alg " + in_quotes(jws.header.algorithm), "alg " + in_quotes(text_of(key.registered.algorithm))};
  }
  if (key.key()->verify(jws.signing_input, jws.signature)) return std::nullopt;
  return CredentialRefusal{"assertion_signature_invalid",
                           fmt::format("The assertion's signature does not hold under the public key {}.", in_quotes(key.registered.kid)),
                           {},
                           "a signature by the private key of thumbprint " + key.registered.thumbprint};
}

Refusal check_audience(const Claims& claims, std::string_view issuer) {
  const Claims::Value* audience = claims.find("aud");
  const std::string expected = in_quotes(issuer) + " as a single string";
  if (audience == nullptr) return CredentialRefusal{"assertion_claim_missing", "The assertion has no aud.", "no aud", expected};
  const auto* text = std::get_if<std::string>(audience);
  if (text != nullptr && *text == issuer) return std::nullopt;
  std::string received = text != nullptr ? in_quotes(*text) : "an aud that is no string";
  if (const auto* list = std::get_if<std::vector<std::string>>(audience)) {
    received = "a list of " + std::to_string(list->size());
    if (!list->empty()) received += ", the first " + in_quotes(list->front());
  }
  return CredentialRefusal{"assertion_audience_mismatch", "The assertion's aud is not this server's issuer.", std::move(received), expected};
}

Checked<std::optional<Instant>> instant_claim(const Claims& claims, const char* name, bool is_needed) {
  const Claims::Value* value = claims.find(name);
  if (value == nullptr && !is_needed) return std::optional<Instant>();
  if (value == nullptr) {
    return CredentialRefusal{"assertion_claim_missing", fmt::format("The assertion has no {}.", name), fmt::format("no {}", name), "whole seconds since 1970"};
  }
  const auto* seconds = std::get_if<std::int64_t>(value);
  if (seconds == nullptr || *seconds < 0 || *seconds > kLastSecond) {
    return CredentialRefusal{"assertion_claim_malformed", fmt::format("The assertion's {} is not a whole number of seconds since 1970.", name),
                             seconds == nullptr ? "another type" : std::to_string(*seconds), "whole seconds since 1970"};
  }
  return std::optional<Instant>(Instant::from_unix_seconds(*seconds));
}

Refusal check_order(const Times& times, std::optional<Instant> not_before, Instant now) {
  const std::string server_time = "the server's clock says " + now.text();
  if (times.expires_at + kClockSkew <= now) {
    return CredentialRefusal{"assertion_expired", "The assertion has expired.", "exp " + times.expires_at.text(),
                             "an exp after now; " + server_time + ", and 60 s of skew are forgiven"};
  }
  if (times.expires_at > times.issued_at + kAssertionLifetimeMax || times.expires_at > now + kAssertionLifetimeMax + kClockSkew) {
    return CredentialRefusal{"assertion_lives_too_long", "The assertion's exp is too far away.",
                             fmt::format("iat {}, exp {}", times.issued_at.text(), times.expires_at.text()), "an exp at most 300 s after iat; " + server_time};
  }
  if (times.issued_at > now + kClockSkew || (not_before && *not_before > now + kClockSkew)) {
    return CredentialRefusal{"assertion_not_yet_valid", "The assertion is from the future; is the clock right?",
                             fmt::format("iat {}{}", times.issued_at.text(), not_before ? ", nbf " + not_before->text() : ""),
                             server_time + ", and 60 s of skew are forgiven"};
  }
  return std::nullopt;
}

Checked<Times> check_times(const Claims& claims, Instant now) {
  std::optional<Instant> found[3];
  const std::pair<const char*, bool> names[3] = {{"exp", true}, {"iat", true}, {"nbf", false}};
  for (int i = 0; i < 3; ++i) {
    auto claim = instant_claim(claims, names[i].first, names[i].second);
    if (auto* refusal = std::get_if<CredentialRefusal>(&claim)) return std::move(*refusal);
    found[i] = std::get<std::optional<Instant>>(claim);
  }
  const Times times{.issued_at = *found[1], .expires_at = *found[0]};
  if (auto refusal = check_order(times, found[2], now)) return *std::move(refusal);
  return times;
}

}  // namespace

Checked<AcceptedAssertion> check_assertion(const ApiKeyEntry& key, const Jose& jose, std::string_view assertion, std::string_view issuer, Instant now) {
  auto jws = jose.parse(assertion);
  if (!jws) return CredentialRefusal{"assertion_malformed", "The client assertion is not a compact JWS that is taken here. " + jws.error().message};
  if (auto refusal = check_typ(jws->header)) return *std::move(refusal);
  auto claims = jose.parse_claims(jws->payload);
  if (!claims) return CredentialRefusal{"assertion_malformed", "The client assertion is not a JWT. " + claims.error().message};
  if (auto refusal = check_client(key, *claims)) return *std::move(refusal);
  if (!parse_jws_algorithm(jws->header.algorithm)) {
    return CredentialRefusal{"assertion_algorithm_refused", "The assertion's alg is not taken here.", "alg " + in_quotes(jws->header.algorithm),
                             "RS256, PS256, ES256 or EdDSA, as the key was registered"};
  }
  auto found = find_key(*key.application, jws->header, now);
  if (auto* refusal = std::get_if<CredentialRefusal>(&found)) return std::move(*refusal);
  const LazyKey& public_key = *std::get<const LazyKey*>(found);
  if (auto refusal = check_signature(public_key, *jws)) return *std::move(refusal);
  if (auto refusal = check_audience(*claims, issuer)) return *std::move(refusal);
  auto times = check_times(*claims, now);
  if (auto* refusal = std::get_if<CredentialRefusal>(&times)) return std::move(*refusal);
  const std::string* jti = claims->text("jti");
  if (jti == nullptr || jti->empty()) {
    return CredentialRefusal{"assertion_claim_missing", "The assertion has no jti.", "no text jti, or an empty one", "a text that no other assertion of the client has"};
  }
  if (jti->size() > kJtiSizeMax) {
    return CredentialRefusal{"assertion_claim_malformed", "The assertion's jti is too long.", fmt::format("{} bytes", jti->size()),
                             fmt::format("at most {} bytes", kJtiSizeMax)};
  }
  return AcceptedAssertion{public_key.registered.id, jose.sha256(*jti), std::get<Times>(times).expires_at + kClockSkew};
}

std::optional<CredentialRefusal> spend_assertion(SqlTransaction& transaction, const ApplicationId& application, const AcceptedAssertion& assertion) {
  if (store::insert_used_assertion(transaction, application, assertion.jti_hash, assertion.spent_until)) return std::nullopt;
  return CredentialRefusal{"assertion_replayed", "An assertion with this jti has been used before.", "a jti that was used", "a new assertion with a new jti for each request"};
}

}  // namespace switchyard::access

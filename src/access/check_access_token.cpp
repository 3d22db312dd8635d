#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "access/credentials.hpp"
#include "access/token_typ.hpp"

namespace switchyard::access {

namespace {

CredentialRefusal malformed(std::string message) { return {"token_malformed", "The access token is not one of this server's. " + std::move(message)}; }

// The claims that make_access_token writes; nothing where one is missing or of another kind.
std::optional<VerifiedToken> read_content(const Claims& claims) {
  const auto text = [&](const char* name) { return claims.text(name) == nullptr ? std::string_view() : std::string_view(*claims.text(name)); };
  auto application = ApplicationId::parse(text("application"));
  auto key = PublicKeyId::parse(text("assertion_key"));
  auto scopes = parse_scopes(text("scope"));
  auto environment = parse_environment(text("environment"));
  const std::int64_t* expires = claims.integer("exp");
  if (!application || !key || claims.text("scope") == nullptr || !scopes || !environment || expires == nullptr) return std::nullopt;
  return VerifiedToken{*application, *key, *scopes, *environment, Instant::from_unix_seconds(*expires)};
}

CredentialRefusal issuer_refusal(const Claims& claims, std::string_view issuer) {
  const std::string* received = claims.text("iss");
  return {"token_issuer_mismatch", "The access token is of another issuer or for another audience.", received == nullptr ? "no iss" : "iss " + in_quotes(*received),
          "iss and aud " + in_quotes(issuer)};
}

}  // namespace

bool is_typ(std::string_view typ, std::string_view wanted) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto same = [&](std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
  };
  constexpr std::string_view kPrefix = "application/";
  if (typ.size() > kPrefix.size() && same(typ.substr(0, kPrefix.size()), kPrefix)) typ.remove_prefix(kPrefix.size());
  return same(typ, wanted);
}

std::string make_access_token(const Snapshot& snapshot, const Application& application, std::string_view issuer, const TokenContent& content) {
  ENSURE(snapshot.signing_key != nullptr);
  const SigningKey& key = *snapshot.signing_key;
  const boost::json::object header{{"alg", text_of(key.algorithm())}, {"kid", key.public_key().kid}, {"typ", kAccessTokenTyp}};
  const boost::json::object claims{{"iss", issuer},
                                   {"sub", application.client_id},
                                   {"aud", issuer},
                                   {"client_id", application.client_id},
                                   {"iat", content.issued_at.unix_seconds()},
                                   {"exp", (content.issued_at + kTokenLifetime).unix_seconds()},
                                   {"jti", content.token_id},
                                   {"scope", content.scopes.text()},
                                   {"environment", text_of(application.environment)},
                                   {"partner", application.partner_id.text()},
                                   {"application", application.id.text()},
                                   {"assertion_key", content.key_id.text()}};
  return sign_compact(key, boost::json::serialize(header), boost::json::serialize(claims));
}

Checked<VerifiedToken> check_access_token(const Snapshot& snapshot, const Jose& jose, std::string_view token, std::string_view issuer, Instant now) {
  auto jws = jose.parse(token);
  if (!jws) return malformed(jws.error().message);
  if (!jws->header.typ || !is_typ(*jws->header.typ, kAccessTokenTyp)) {
    return CredentialRefusal{"token_is_assertion", "This is not an access token; a client assertion buys one at POST /oauth/token.",
                             jws->header.typ ? "typ " + in_quotes(*jws->header.typ) : "no typ", "typ \"at+jwt\""};
  }
  const auto key = snapshot.server_keys.find(jws->header.kid.value_or(""));
  if (key == snapshot.server_keys.end()) {
    return CredentialRefusal{"token_key_unknown", "The access token's kid names no key that this server signs with. Ask for a new token.",
                             jws->header.kid ? "kid " + in_quotes(*jws->header.kid) : "no kid", "a kid of /.well-known/jwks.json"};
  }
  const VerificationKey& verification = *key->second.verification;
  const auto algorithm = parse_jws_algorithm(jws->header.algorithm);
  if (!algorithm || *algorithm != verification.algorithm() || !verification.verify(jws->signing_input, jws->signature)) {
    return CredentialRefusal{"token_signature_invalid", "The access token's signature does not hold: it was changed, or made elsewhere."};
  }
  auto claims = jose.parse_claims(jws->payload);
  if (!claims) return malformed(claims.error().message);
  const std::string* iss = claims->text("iss");
  const std::string* aud = claims->text("aud");
  if (iss == nullptr || *iss != issuer || aud == nullptr || *aud != issuer) return issuer_refusal(*claims, issuer);
  auto content = read_content(*claims);
  if (!content) return malformed("It lacks a claim.");
  if (content->expires_at <= now) {
    return CredentialRefusal{"token_expired", "The access token has expired. Ask for a new one at POST /oauth/token.", "exp " + content->expires_at.text(),
                             "an exp after " + now.text()};
  }
  return *std::move(content);
}

std::optional<CredentialRefusal> check_token_holder(const ApiKeyEntry& key, const VerifiedToken& token) {
  const Application& application = key.application->application;
  if (token.application_id != application.id) {
    if (token.environment != application.environment) return environment_refusal(key, "access token", token.environment);
    return CredentialRefusal{"key_token_mismatch", "The API key and the access token are of two applications.", "a token of another application",
                             fmt::format("a token of {}", application.client_id)};
  }
  const LazyKey* public_key = key.application->key_by_id(token.key_id);
  if (public_key == nullptr || public_key->registered.revoked_at) {
    return CredentialRefusal{"key_revoked", fmt::format("The public key {} that the access token was given for was revoked.",
                                                        public_key == nullptr ? "" : in_quotes(public_key->registered.kid))};
  }
  return std::nullopt;
}

}  // namespace switchyard::access

#include "esign/rest/jwt_grant.hpp"

#include <algorithm>
#include <array>

#include "esign/accounts/account_desk.hpp"
#include "esign/rest/wire_value.hpp"

namespace switchyard::esign {
namespace {

constexpr std::array<std::string_view, 3> kScopes = {"signature", "impersonation", "extended"};
// How far a client's clock may be before ours.
constexpr std::int64_t kClockSkewSeconds = 300;

GrantRefusal invalid_grant(std::string_view description) { return {.error = "invalid_grant", .description = std::string(description)}; }

bool is_signed_by(const EsignService& service, const IntegrationKey& client, const access::UnverifiedJws& jws) {
  return std::ranges::any_of(client.keys, [&](const PublicKeyOfClient& key) {
    const auto imported = service.jose.import_pem(key.pem, access::JwsAlgorithm::rs256);
    return imported && imported->key->verify(jws.signing_input, jws.signature);
  });
}

bool has_audience(const access::Claims& claims, const std::vector<std::string>& audiences) {
  const std::string* audience = claims.text("aud");
  return audience != nullptr && std::ranges::find(audiences, lower_case(*audience)) != audiences.end();
}

std::optional<GrantRefusal> refuse_times(const access::Claims& claims, Instant now) {
  const std::int64_t* expires = claims.integer("exp");
  const std::int64_t* issued = claims.integer("iat");
  if (expires == nullptr || *expires <= now.unix_seconds()) return invalid_grant("expired_grant");
  if (issued != nullptr && *issued > now.unix_seconds() + kClockSkewSeconds) return invalid_grant("assertion_issued_in_the_future");
  return std::nullopt;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

bool contains(const std::vector<std::string>& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

// The user of the assertion, if he is one of the client's account.
std::optional<User> user_of(SqlReader& reader, const access::Claims& claims, const IntegrationKey& client) {
  const std::string* subject = claims.text("sub");
  const auto id = subject == nullptr ? std::nullopt : UserId::parse(*subject);
  if (!id) return std::nullopt;
  auto user = find_user(reader, *id);
  if (!user || !user->is_active || user->account != client.account) return std::nullopt;
  return user;
}

GrantOutcome grant_to(const EsignService& service, const IntegrationKey& client, const access::Claims& claims) {
  const std::string* scope = claims.text("scope");
  const auto scopes = parse_esign_scopes(scope == nullptr ? std::string_view() : std::string_view(*scope));
  if (!scopes || !contains(*scopes, "impersonation")) return GrantRefusal{.error = "invalid_scope", .description = "The grant needs the scopes signature and impersonation."};
  std::optional<User> user;
  bool is_consented = true;
  service.database.read([&](SqlReader& reader) {
    user = user_of(reader, claims, client);
    if (!user) return;
    for (const char* word : {"signature", "impersonation"}) is_consented = is_consented && has_consent(reader, client.id, user->id, word);
  });
  if (!user) return invalid_grant("user_not_found");
  if (!is_consented) return GrantRefusal{.error = "consent_required"};
  GrantedToken granted{.token = {}, .scope = joined(*scopes)};
  const TokenGrant grant{.client = client.id, .user = user->id, .account = client.account, .scope = granted.scope};
  service.database.write([&](SqlTransaction& transaction) {
    granted.token = issue_access_token(transaction, service, grant);
    return true;
  });
  return GrantOutcome(std::move(granted));
}

}  // namespace

std::optional<std::vector<std::string>> parse_esign_scopes(std::string_view text) {
  std::vector<std::string> scopes;
  while (!text.empty()) {
    const auto space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
    if (word.empty()) continue;
    if (std::ranges::find(kScopes, word) == kScopes.end()) return std::nullopt;
    if (!contains(scopes, word)) scopes.emplace_back(word);
  }
  if (!contains(scopes, "signature")) return std::nullopt;
  return scopes;
}

std::optional<KnownClient> find_client(const ServiceOf& service_of, std::string_view client_id) {
  const auto id = IntegrationKeyId::parse(client_id);
  if (!id) return std::nullopt;
  for (const EnvironmentName name : {EnvironmentName::test, EnvironmentName::live}) {
    std::optional<IntegrationKey> key;
    service_of(name).database.read([&](SqlReader& reader) { key = find_integration_key(reader, *id); });
    if (key && key->is_active) return KnownClient{name, *std::move(key)};
  }
  return std::nullopt;
}

GrantOutcome grant_by_assertion(const ServiceOf& service_of, std::string_view assertion, const std::vector<std::string>& audiences) {
  const EsignService& any = service_of(EnvironmentName::test);
  const auto jws = any.jose.parse(assertion);
  if (!jws || jws->header.algorithm != "RS256") return invalid_grant("no_valid_keys_or_signatures");
  const auto claims = any.jose.parse_claims(jws->payload);
  const std::string* issuer = claims ? claims->text("iss") : nullptr;
  if (issuer == nullptr) return invalid_grant("issuer_not_found");
  const auto client = find_client(service_of, *issuer);
  if (!client) return invalid_grant("issuer_not_found");
  const EsignService& service = service_of(client->environment);
  if (!is_signed_by(service, client->key, *jws)) return invalid_grant("no_valid_keys_or_signatures");
  if (!has_audience(*claims, audiences)) return invalid_grant("issuer_not_found");
  if (auto refused = refuse_times(*claims, service.security_clock.now())) return GrantOutcome(*std::move(refused));
  return grant_to(service, client->key, *claims);
}

}  // namespace switchyard::esign

#include <array>
#include <cstdint>

#include "esign/accounts/access_tokens.hpp"

namespace switchyard::esign {
namespace {

std::string_view view(const std::string& text) { return text; }

Secret make_token(const EsignService& service) {
  std::array<std::uint8_t, 32> bytes{};
  service.random.fill(bytes);
  const char prefix = service.environment == EnvironmentName::test ? 't' : 'l';
  return Secret(prefix + access::encode_base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
}

void insert_token(SqlTransaction& transaction, const EsignService& service, const Secret& token, std::string_view kind, const TokenGrant& grant,
                  std::string_view redirect_uri, Instant expires_at) {
  const std::string hash = sha256_hex(service.jose, token.reveal());
  transaction.execute(
      "INSERT INTO esign_tokens (token_sha256, kind, client_id, user_id, account_id, scope, redirect_uri, expires_at_ms) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {view(hash), kind, view(grant.client.text()), view(grant.user.text()), view(grant.account.text()), view(grant.scope), redirect_uri,
       expires_at.unix_ms()});
}

TokenGrant grant_of(const SqlRow& row) {
  return {.client = IntegrationKeyId::of_stored(row.text(0)),
          .user = UserId::of_stored(row.text(1)),
          .account = AccountId::of_stored(row.text(2)),
          .scope = std::string(row.text(3))};
}

}  // namespace

Secret issue_access_token(SqlTransaction& transaction, const EsignService& service, const TokenGrant& grant) {
  Secret token = make_token(service);
  insert_token(transaction, service, token, "access", grant, "", service.security_clock.now() + kAccessTokenLife);
  return token;
}

std::optional<HeldToken> find_access_token(SqlReader& reader, const EsignService& service, std::string_view token) {
  const std::string hash = sha256_hex(service.jose, token);
  std::optional<HeldToken> found;
  reader.query(
      "SELECT t.client_id, t.user_id, t.account_id, t.scope, t.expires_at_ms FROM esign_tokens t "
      "JOIN esign_integration_keys k ON k.id = t.client_id JOIN esign_users u ON u.id = t.user_id "
      "WHERE t.token_sha256 = $1 AND t.kind = 'access' AND t.expires_at_ms > $2 AND k.is_active = 1 AND u.is_active = 1",
      {view(hash), service.security_clock.now().unix_ms()},
      [&](const SqlRow& row) { found = HeldToken{grant_of(row), Instant::from_unix_ms(row.integer(4))}; });
  return found;
}

void forget_access_token(SqlTransaction& transaction, const EsignService& service, std::string_view token) {
  const std::string hash = sha256_hex(service.jose, token);
  transaction.execute("DELETE FROM esign_tokens WHERE token_sha256 = $1", {view(hash)});
}

Secret issue_grant_code(SqlTransaction& transaction, const EsignService& service, const TokenGrant& grant, std::string_view redirect_uri) {
  Secret code = make_token(service);
  insert_token(transaction, service, code, "code", grant, redirect_uri, service.security_clock.now() + kGrantCodeLife);
  return code;
}

std::optional<TokenGrant> redeem_grant_code(SqlTransaction& transaction, const EsignService& service, std::string_view code,
                                            std::string_view redirect_uri) {
  const std::string hash = sha256_hex(service.jose, code);
  std::optional<TokenGrant> found;
  transaction.query(
      "DELETE FROM esign_tokens WHERE token_sha256 = $1 AND kind = 'code' RETURNING client_id, user_id, account_id, scope, redirect_uri, "
      "expires_at_ms",
      {view(hash)}, [&](const SqlRow& row) {
        if (row.text(4) == redirect_uri && row.integer(5) > service.security_clock.now().unix_ms()) found = grant_of(row);
      });
  return found;
}

std::optional<EnvironmentName> environment_of_token(std::string_view token) {
  if (token.size() != 44) return std::nullopt;
  if (token.front() == 't') return EnvironmentName::test;
  if (token.front() == 'l') return EnvironmentName::live;
  return std::nullopt;
}

std::int64_t sweep_tokens(SqlTransaction& transaction, Instant now) {
  return transaction.execute("DELETE FROM esign_tokens WHERE expires_at_ms <= $1", {now.unix_ms()});
}

}  // namespace switchyard::esign

// Opaque bearer tokens of the REST API, and the short-lived codes of the browser's grant. Kept as SHA-256 alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "esign/service.hpp"
#include "values/secret.hpp"

namespace switchyard::esign {

inline constexpr Duration kAccessTokenLife = Duration::hours(1);
inline constexpr Duration kGrantCodeLife = Duration::minutes(2);

struct TokenGrant {
  IntegrationKeyId client;
  UserId user;
  AccountId account;
  std::string scope = "signature impersonation";  // Space-joined.
};

struct HeldToken {
  TokenGrant grant;
  Instant expires_at{};  // Real time.
};

// "t" or "l" for the environment, then 43 characters of base64url.
Secret issue_access_token(SqlTransaction& transaction, const EsignService& service, const TokenGrant& grant);
// Nothing where unknown, expired, or its client, user or account is gone.
[[nodiscard]] std::optional<HeldToken> find_access_token(SqlReader& reader, const EsignService& service, std::string_view token);
void forget_access_token(SqlTransaction& transaction, const EsignService& service, std::string_view token);

// A code for one exchange within kGrantCodeLife, bound to the redirect URI.
Secret issue_grant_code(SqlTransaction& transaction, const EsignService& service, const TokenGrant& grant, std::string_view redirect_uri);
// Ends the code.
[[nodiscard]] std::optional<TokenGrant> redeem_grant_code(SqlTransaction& transaction, const EsignService& service, std::string_view code,
                                                          std::string_view redirect_uri);

// Which environment a token is of, before any database is asked: test for "t", live for "l".
[[nodiscard]] std::optional<EnvironmentName> environment_of_token(std::string_view token);

// Deletes what has expired; gives how many.
std::int64_t sweep_tokens(SqlTransaction& transaction, Instant now);

}  // namespace switchyard::esign

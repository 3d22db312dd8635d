// From an API key and a client assertion to an access token. Also the check of a fresh assertion beside a request (keys:write).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/credentials.hpp"
#include "access/refusal_counters.hpp"
#include "ports/clock.hpp"
#include "ports/random.hpp"

namespace switchyard::access {

struct TokenRequest {
  std::optional<std::string_view> api_key;
  std::string_view assertion;
  std::optional<std::string_view> client_id;
  std::optional<std::string_view> scope;  // Narrows; absent or empty: all that the application has.
  std::string_view address;
};

struct TokenGrant {
  Secret access_token;
  std::int64_t expires_in_seconds = 0;
  ScopeSet scopes;
  EnvironmentName environment = EnvironmentName::test;
};

// Safe to call from many threads; blocks for a durable write.
class TokenIssuer {
 public:
  TokenIssuer(Directory& directory, const AccessSettings& settings, Random& random, SecurityClock clock, Metrics& metrics);

  // Reads the directory's version first: a key made or revoked a moment ago counts.
  Checked<TokenGrant> issue(const TokenRequest& request);

  // For refusals that are made before `issue`.
  void count(const CredentialRefusal& refusal) const { refused_.count(refusal); }
  [[nodiscard]] const AccessSettings& settings() const { return settings_; }

 private:
  Checked<TokenGrant> decide(const TokenRequest& request);

  Directory& directory_;
  const AccessSettings& settings_;
  Random& random_;
  SecurityClock clock_;
  Counter& issued_;
  RefusalCounters refused_;
};

}  // namespace switchyard::access

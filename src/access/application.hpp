// What access/ keeps: partners, their applications with API keys and public keys, and the server's own signing keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/address_range.hpp"
#include "access/caller.hpp"
#include "access/jose_port.hpp"
#include "values/instant.hpp"

namespace switchyard::access {

struct ApiKeyTag { static constexpr std::string_view kPrefix = "key"; };
struct PublicKeyTag { static constexpr std::string_view kPrefix = "pky"; };
struct ServerKeyTag { static constexpr std::string_view kPrefix = "sky"; };
using ApiKeyId = Id<ApiKeyTag>;
using PublicKeyId = Id<PublicKeyTag>;
using ServerKeyId = Id<ServerKeyTag>;

inline constexpr std::size_t kNameSizeMax = 200;          // Bytes of a partner's or application's name.
inline constexpr std::size_t kApiKeysMax = 20;            // Of an application, not revoked.
inline constexpr std::size_t kPublicKeysMax = 20;         // Of an application, not revoked.
inline constexpr std::size_t kOriginsMax = 50;
inline constexpr std::size_t kAddressRangesMax = 100;
inline constexpr std::int64_t kRatePerSecondMax = 100'000;

struct Partner {
  PartnerId id;
  std::string name;
  std::string slug;   // Lower case, digits and hyphens; unique.
  std::string state;  // Design section 7; access/ only asks whether it is suspended or closed.
  Instant created_at;
};

// A bucket of `burst` requests that fills by `per_second`.
struct RateLimit {
  std::int64_t per_second = 50;
  std::int64_t burst = 50;
  bool operator==(const RateLimit&) const = default;
};
// "50/s", or "none" for no limit; `rate_limit_malformed`. The burst is one second's worth.
Result<std::optional<RateLimit>> parse_rate_limit(std::string_view text);

enum class ApplicationState : std::uint8_t { active, suspended };
[[nodiscard]] std::string_view text_of(ApplicationState state);
Result<ApplicationState> parse_application_state(std::string_view text);

struct Application {
  ApplicationId id;
  PartnerId partner_id;
  EnvironmentName environment = EnvironmentName::test;
  std::string client_id = {};
  std::string name = {};
  ScopeSet scopes = {};
  std::optional<RateLimit> rate_limit = {};
  std::vector<std::string> origins = {};
  std::vector<AddressRange> allowed_addresses = {};  // Empty: from anywhere.
  bool is_operator = false;
  ApplicationState state = ApplicationState::active;
  Instant created_at = {};
};

struct ApiKey {
  ApiKeyId id;
  ApplicationId application_id;
  std::string prefix = {};  // "swk_test_7k3m9q": may be shown.
  Digest hash{};
  Instant created_at = {};
  std::optional<Instant> expires_at = {};
  std::optional<Instant> revoked_at = {};
  std::optional<Instant> last_used_at = {};  // To the minute.

  [[nodiscard]] bool is_usable(Instant now) const { return !revoked_at && (!expires_at || now < *expires_at); }
};

struct RegisteredKey {
  PublicKeyId id;
  ApplicationId application_id;
  std::string kid = {};
  JwsAlgorithm algorithm = JwsAlgorithm::es256;
  std::string thumbprint = {};
  std::string jwk = {};
  Instant created_at = {};
  std::optional<Instant> not_before = {};
  std::optional<Instant> not_after = {};
  std::optional<Instant> revoked_at = {};

  [[nodiscard]] bool is_usable(Instant now) const {
    return !revoked_at && (!not_before || *not_before <= now) && (!not_after || now < *not_after);
  }
};

enum class ServerKeyState : std::uint8_t { next, active, retired };
[[nodiscard]] std::string_view text_of(ServerKeyState state);
Result<ServerKeyState> parse_server_key_state(std::string_view text);

struct ServerKey {
  ServerKeyId id;
  std::string kid = {};
  ServerKeyState state = ServerKeyState::next;
  JwsAlgorithm algorithm = JwsAlgorithm::es256;
  std::string jwk = {};
  std::optional<std::string> sealed_private = {};
  Instant created_at = {};
  std::optional<Instant> activated_at = {};
  std::optional<Instant> retired_at = {};
};

}  // namespace switchyard::access

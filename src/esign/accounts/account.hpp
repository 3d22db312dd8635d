// Who owns envelopes: accounts, their users, and the programs (integration keys) that may act for them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "esign/guid.hpp"
#include "values/instant.hpp"

namespace switchyard::esign {

inline constexpr std::size_t kPublicKeysMax = 5;        // Of one integration key.
inline constexpr std::size_t kRedirectUrisMax = 20;
inline constexpr std::size_t kLogoSizeMax = 256 * 1024;  // Bytes.

struct AccountSettings {
  bool allow_reassign = true;                    // Where the envelope does not say.
  bool is_certificate_in_combined = true;        // Where a download does not say.
  bool can_decline = true;
  std::int64_t idle_timeout_minutes = 20;        // Of a ceremony; 1 to 120.
  std::int64_t expire_after_days = 120;          // Of an envelope that does not say.
  std::int64_t expire_warn_days = 0;             // 0: no warning.
  std::string brand_name = {};                   // Empty: the account's name.
  std::string brand_color = {};                  // "#1d4e89", or empty.
  std::string logo_png = {};                     // Bytes of a PNG, or empty.
  std::vector<std::string> frame_ancestors = {};  // Origins that may frame a ceremony of this account whatever the view asks; none by default.
};

struct Account {
  AccountId id;
  std::string name;
  Instant created_at{};
  AccountSettings settings = {};
};

struct User {
  UserId id;
  AccountId account;
  std::string name;
  std::string email;
  bool is_active = true;
  Instant created_at{};
};

// RSA of 2048 bits or more, as SubjectPublicKeyInfo in PEM. Assertions carry no key id, so each is tried.
struct PublicKeyOfClient {
  std::string thumbprint;  // RFC 7638, its name within the integration key.
  std::string pem;
  Instant added_at{};
};

struct IntegrationKey {
  IntegrationKeyId id;
  AccountId account;
  std::string name;
  bool is_active = true;
  Instant created_at{};
  std::vector<std::string> redirect_uris = {};
  std::vector<PublicKeyOfClient> keys = {};
};

}  // namespace switchyard::esign

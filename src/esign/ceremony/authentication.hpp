// Codes that a signer enters before anything is shown: the sender's access code, and one that is sent to his address.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "esign/ceremony/code_store.hpp"
#include "esign/ceremony/standing.hpp"

namespace switchyard::esign {

inline constexpr Duration kEmailCodeLife = Duration::minutes(10);
inline constexpr Duration kEmailCodePause = Duration::seconds(60);   // Between two letters.
inline constexpr Duration kCodeWindow = Duration::hours(1);
inline constexpr std::int64_t kEmailCodesMax = 5;                    // Within the window.
inline constexpr std::int64_t kCodeTriesMax = 5;                     // Of one e-mailed code; of the access code within the window.

// What the page shows of it.
struct AuthenticationState {
  AuthenticationKind kind = AuthenticationKind::none;
  std::string email_hint = {};
  std::optional<Instant> sent_at = {};
  std::optional<Instant> expires_at = {};
  std::optional<Instant> resend_after = {};
  std::int64_t tries_left = kCodeTriesMax;
};
[[nodiscard]] AuthenticationState authentication_state(SqlReader& reader, const Standing& standing);

// Writes the letter with the code. email_code_too_soon, email_code_unneeded.
Outcome<AuthenticationState> send_email_code(const Ceremony& ceremony, std::string_view secret_sha256);

// access_code_wrong, access_code_failed (the session is over), email_code_wrong, email_code_expired. Passing the last one is the signer's coming.
Outcome<AuthenticationState> check_access_code(const Ceremony& ceremony, std::string_view secret_sha256, std::string_view code);
Outcome<AuthenticationState> check_email_code(const Ceremony& ceremony, std::string_view secret_sha256, std::string_view code);

// "a•••@example.com".
[[nodiscard]] std::string email_hint(std::string_view email);

}  // namespace switchyard::esign

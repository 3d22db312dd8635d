// Where a session stands at this moment: which page its signer sees, and what he may do. Judged anew at each call from what is stored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "esign/accounts/account.hpp"
#include "esign/ceremony/ceremony.hpp"
#include "esign/ceremony/refusal.hpp"
#include "esign/ceremony/session.hpp"
#include "esign/envelopes/envelope.hpp"
#include "esign/envelopes/signer_acts.hpp"

namespace switchyard::esign {

enum class Phase : std::uint8_t { authenticate, consent, sign, done, stopped };
[[nodiscard]] std::string_view text_of(Phase phase);

enum class AuthenticationKind : std::uint8_t { none, access_code, email_code };
[[nodiscard]] std::string_view text_of(AuthenticationKind kind);

struct Standing {
  Session session;
  Account account;
  Envelope envelope;
  Recipient recipient;
  Phase phase = Phase::stopped;
  std::string stop = {};               // Code, where stopped.
  AuthenticationKind next_authentication = AuthenticationKind::none;  // What is still to be passed.
  bool is_read_only = false;
  bool is_past_deadline = false;
  std::optional<Instant> sign_by = {};
  Instant now{};                       // Real time.
  Instant business_now{};

  [[nodiscard]] bool has_passed() const { return next_authentication == AuthenticationKind::none; }
  [[nodiscard]] bool may_finish() const { return phase == Phase::sign && !is_past_deadline; }
  [[nodiscard]] bool may_decline() const;
  [[nodiscard]] bool may_reassign() const;
  [[nodiscard]] bool may_read() const { return has_passed() && (phase == Phase::sign || phase == Phase::done); }
  // Where the session ends if it ends now with that event.
  [[nodiscard]] SessionEnd end(std::string_view event) const;
  [[nodiscard]] SignerPresence presence() const;
};

// Refused as session_unknown (unauthenticated), session_timeout and session_ended (over).
[[nodiscard]] Outcome<Standing> find_standing(SqlReader& reader, const Ceremony& ceremony, std::string_view secret_sha256);

// Likewise for a session that is at hand. Unknown where its envelope or recipient is gone.
[[nodiscard]] std::optional<Standing> standing_of(SqlReader& reader, const Ceremony& ceremony, Session session);

// How many milliseconds of idleness end a session.
[[nodiscard]] Duration idle_time(const Account& account);

}  // namespace switchyard::esign

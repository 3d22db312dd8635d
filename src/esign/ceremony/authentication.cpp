#include "esign/ceremony/authentication.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "esign/ceremony/act.hpp"
#include "esign/ceremony/code_letter.hpp"
#include "values/ensure.hpp"
#include "values/secret.hpp"

namespace switchyard::esign {
namespace {

std::string code_hash(const Ceremony& ceremony, const RecipientGuid& recipient, std::string_view code) {
  return sha256_hex(ceremony.service.jose, fmt::format("{}:{}", recipient.text(), code));
}

std::string new_code(Random& random) {
  std::array<std::uint8_t, 8> bytes{};
  random.fill(bytes);
  std::uint64_t number = 0;
  for (const std::uint8_t byte : bytes) number = (number << 8) | byte;
  return fmt::format("{:06}", number % 1'000'000);
}

std::int64_t seconds_until(Instant then, Instant now) { return std::max<std::int64_t>(1, ((then - now).ms + 999) / 1000); }

// The code was right: the session has it, the record has it, and where nothing is left to enter the signer has come.
Outcome<AuthenticationState> pass(SqlTransaction& transaction, const Ceremony& ceremony, Standing& standing, std::string_view method) {
  write_passed(transaction, standing.session);
  if (standing.recipient.can_act()) {
    if (const auto recorded = record_authentication(transaction, ceremony.service, standing.presence(), method, true); !recorded) return refusal_of(recorded.error(), standing);
  }
  auto after = standing_of(transaction, ceremony, standing.session);
  ENSURE(after.has_value());
  if (after->has_passed() && after->recipient.can_act()) {
    if (const auto opened = record_opened(transaction, ceremony.service, after->presence()); !opened) return refusal_of(opened.error(), standing);
  }
  return authentication_state(transaction, *after);
}

Refusal wrong(SqlTransaction& transaction, const Ceremony& ceremony, const Standing& standing, std::string_view method, std::string_view code, std::int64_t tries_left) {
  if (standing.recipient.can_act()) {
    if (const auto recorded = record_authentication(transaction, ceremony.service, standing.presence(), method, false); !recorded) return refusal_of(recorded.error(), standing);
  }
  Refusal refused = refusal(ErrorKind::forbidden, code, standing.session.language);
  refused.tries_left = tries_left;
  refused.is_kept = true;
  return refused;
}

Refusal locked_out(SqlTransaction& transaction, const Standing& standing) {
  end_session(transaction, standing.session.session_id, "access_code_failed", "access_code_failed", standing.now);
  Refusal refused = refusal(ErrorKind::forbidden, "access_code_failed", standing.session.language);
  refused.is_over = true;
  refused.is_kept = true;
  refused.end = standing.end("access_code_failed");
  refused.tries_left = 0;
  return refused;
}

std::optional<Refusal> not_asked(const Standing& standing, AuthenticationKind kind) {
  if (standing.phase == Phase::stopped) return why_not(standing);
  if (standing.phase != Phase::authenticate || standing.next_authentication != kind) return refusal(ErrorKind::conflict, "email_code_unneeded", standing.session.language);
  return std::nullopt;
}

}  // namespace

std::string email_hint(std::string_view email) {
  const auto at = email.find('@');
  if (at == std::string_view::npos || at == 0) return "•••";
  std::size_t first = 1;  // Whole characters of UTF-8.
  while (first < at && (static_cast<unsigned char>(email[first]) & 0xC0) == 0x80) ++first;
  return fmt::format("{}•••{}", email.substr(0, first), email.substr(at));
}

AuthenticationState authentication_state(SqlReader& reader, const Standing& standing) {
  AuthenticationState state{.kind = standing.next_authentication};
  if (state.kind == AuthenticationKind::access_code) {
    const AccessTries tries = find_access_tries(reader, standing.recipient.guid);
    const bool counts = standing.now - tries.window_from < kCodeWindow;
    state.tries_left = kCodeTriesMax - (counts ? tries.wrong_count : 0);
  }
  if (state.kind != AuthenticationKind::email_code) return state;
  state.email_hint = email_hint(standing.recipient.email);
  const auto code = find_email_code(reader, standing.recipient.guid);
  if (!code) return state;
  state.resend_after = code->sent_at + kEmailCodePause;
  if (code->code_sha256.empty()) return state;
  state.sent_at = code->sent_at;
  state.expires_at = code->expires_at;
  state.tries_left = kCodeTriesMax - code->tries;
  return state;
}

Outcome<AuthenticationState> send_email_code(const Ceremony& ceremony, std::string_view secret_sha256) {
  return act<AuthenticationState>(ceremony, secret_sha256, [&](SqlTransaction& transaction, Standing& standing) -> Outcome<AuthenticationState> {
    if (auto refused = not_asked(standing, AuthenticationKind::email_code)) return std::move(*refused);
    EmailCode next{.window_from = standing.now};
    if (const auto last = find_email_code(transaction, standing.recipient.guid)) {
      const bool counts = standing.now - last->window_from < kCodeWindow;
      if (counts) next = {.window_from = last->window_from, .window_count = last->window_count};
      const Instant good_from = counts && last->window_count >= kEmailCodesMax ? last->window_from + kCodeWindow : last->sent_at + kEmailCodePause;
      if (standing.now < good_from) {
        Refusal refused = refusal(ErrorKind::rate_limited, "email_code_too_soon", standing.session.language);
        refused.retry_after_seconds = seconds_until(good_from, standing.now);
        return refused;
      }
    }
    const Secret code(new_code(ceremony.service.random));
    next.code_sha256 = code_hash(ceremony, standing.recipient.guid, code.reveal());
    next.sent_at = standing.now;
    next.expires_at = standing.now + kEmailCodeLife;
    ++next.window_count;
    write_email_code(transaction, standing.recipient.guid, next);
    const auto queued = ceremony.mail.enqueue(transaction, code_letter(ceremony, standing, code.reveal()),
                                              fmt::format("esign-code:{}:{}", standing.recipient.guid.text(), standing.now.unix_ms()));
    if (!queued) return refusal_of(queued.error(), standing);
    return authentication_state(transaction, standing);
  });
}

Outcome<AuthenticationState> check_access_code(const Ceremony& ceremony, std::string_view secret_sha256, std::string_view code) {
  return act<AuthenticationState>(ceremony, secret_sha256, [&](SqlTransaction& transaction, Standing& standing) -> Outcome<AuthenticationState> {
    if (auto refused = not_asked(standing, AuthenticationKind::access_code)) return std::move(*refused);
    AccessTries tries = find_access_tries(transaction, standing.recipient.guid);
    if (standing.now - tries.window_from >= kCodeWindow) tries = {.window_from = standing.now, .wrong_count = 0};
    if (tries.wrong_count >= kCodeTriesMax) return locked_out(transaction, standing);
    if (Secret(standing.recipient.access_code).equals_in_constant_time(code)) {
      standing.session.passed_access_code = true;
      return pass(transaction, ceremony, standing, "access_code");
    }
    ++tries.wrong_count;
    write_access_tries(transaction, standing.recipient.guid, tries);
    Refusal refused = wrong(transaction, ceremony, standing, "access_code", "access_code_wrong", kCodeTriesMax - tries.wrong_count);
    return tries.wrong_count >= kCodeTriesMax ? locked_out(transaction, standing) : std::move(refused);
  });
}

Outcome<AuthenticationState> check_email_code(const Ceremony& ceremony, std::string_view secret_sha256, std::string_view code) {
  return act<AuthenticationState>(ceremony, secret_sha256, [&](SqlTransaction& transaction, Standing& standing) -> Outcome<AuthenticationState> {
    if (auto refused = not_asked(standing, AuthenticationKind::email_code)) return std::move(*refused);
    auto kept = find_email_code(transaction, standing.recipient.guid);
    if (!kept || kept->code_sha256.empty() || standing.now >= kept->expires_at || kept->tries >= kCodeTriesMax) {
      return refusal(ErrorKind::forbidden, "email_code_expired", standing.session.language);
    }
    if (Secret(kept->code_sha256).equals_in_constant_time(code_hash(ceremony, standing.recipient.guid, code))) {
      spend_email_code(transaction, standing.recipient.guid);
      standing.session.passed_email_code = true;
      return pass(transaction, ceremony, standing, "one_time_code");
    }
    ++kept->tries;
    write_email_code(transaction, standing.recipient.guid, *kept);
    return wrong(transaction, ceremony, standing, "one_time_code", "email_code_wrong", kCodeTriesMax - kept->tries);
  });
}

}  // namespace switchyard::esign

#include "esign/ceremony/standing.hpp"

#include "esign/accounts/account_desk.hpp"
#include "esign/envelopes/envelope_store.hpp"

namespace switchyard::esign {
namespace {

AuthenticationKind next_authentication(const Session& session, const Recipient& recipient) {
  if (!recipient.access_code.empty() && !session.passed_access_code) return AuthenticationKind::access_code;
  if (recipient.needs_one_time_code && !session.passed_email_code) return AuthenticationKind::email_code;
  return AuthenticationKind::none;
}

// Why nobody can go on here, for reasons that come before who he is.
std::string_view stop_of(const Standing& standing) {
  if (standing.recipient.email != standing.session.signer_email) return "view_revoked";
  if (standing.envelope.status == EnvelopeStatus::voided || standing.envelope.status == EnvelopeStatus::deleted) return "envelope_voided";
  if (standing.envelope.status == EnvelopeStatus::declined) return "envelope_declined";
  if (!standing.recipient.is_done() && !standing.recipient.can_act()) return "not_your_turn";
  return {};
}

void judge(Standing& standing) {
  standing.next_authentication = next_authentication(standing.session, standing.recipient);
  standing.sign_by = sign_by_of(standing.envelope);
  standing.is_past_deadline = standing.sign_by && standing.business_now >= *standing.sign_by;
  standing.stop = stop_of(standing);
  if (!standing.stop.empty()) return;
  if (!standing.has_passed()) {
    standing.phase = Phase::authenticate;
  } else if (standing.recipient.is_done() || !standing.recipient.signs()) {
    standing.phase = Phase::done;
  } else {
    standing.phase = standing.recipient.disclosure_accepted_at ? Phase::sign : Phase::consent;
  }
  standing.is_read_only = standing.phase == Phase::done && standing.session.ended_as != "signing_complete";
}

}  // namespace

std::string_view text_of(Phase phase) {
  switch (phase) {
    case Phase::authenticate: return "authenticate";
    case Phase::consent: return "consent";
    case Phase::sign: return "sign";
    case Phase::done: return "done";
    case Phase::stopped: break;
  }
  return "stopped";
}

std::string_view text_of(AuthenticationKind kind) {
  switch (kind) {
    case AuthenticationKind::access_code: return "access_code";
    case AuthenticationKind::email_code: return "email_code";
    case AuthenticationKind::none: break;
  }
  return "none";
}

bool Standing::may_decline() const { return (phase == Phase::consent || phase == Phase::sign) && account.settings.can_decline; }

bool Standing::may_reassign() const {
  return (phase == Phase::consent || phase == Phase::sign) && esign::may_reassign(envelope, account.settings.allow_reassign);
}

SessionEnd Standing::end(std::string_view event) const { return {std::string(event), way_back(session.options, session.return_url, event)}; }

SignerPresence Standing::presence() const {
  return {.envelope = envelope.id, .recipient = recipient.guid, .ip = session.ip, .user_agent = session.user_agent, .session = session.session_id};
}

Duration idle_time(const Account& account) { return Duration::minutes(account.settings.idle_timeout_minutes); }

std::optional<Standing> standing_of(SqlReader& reader, const Ceremony& ceremony, Session session) {
  auto envelope = find_envelope(reader, session.account, session.envelope);
  auto account = find_account(reader, session.account);
  if (!envelope || !account) return std::nullopt;
  const Recipient* recipient = envelope->recipient(session.recipient);
  if (recipient == nullptr) return std::nullopt;
  Standing standing{.session = std::move(session), .account = std::move(*account), .envelope = {}, .recipient = *recipient};
  standing.envelope = std::move(*envelope);
  standing.now = ceremony.service.security_clock.now();
  standing.business_now = ceremony.service.clock.now();
  judge(standing);
  return standing;
}

Outcome<Standing> find_standing(SqlReader& reader, const Ceremony& ceremony, std::string_view secret_sha256) {
  auto session = find_session_by_secret(reader, secret_sha256);
  if (!session || is_of_sender(session->kind)) return refusal(ErrorKind::unauthenticated, "session_unknown", "en");
  const Instant now = ceremony.service.security_clock.now();
  const auto over = [&](std::string_view code, std::string_view event) {
    Refusal ended = refusal(ErrorKind::conflict, code, session->language);
    ended.is_over = true;
    ended.end = SessionEnd{std::string(event), way_back(session->options, session->return_url, event)};
    return ended;
  };
  if (session->ended_at) {
    Refusal ended = over("session_ended", session->ended_as);
    if (!session->ended_why.empty()) ended.error.message = page_words(session->ended_why, session->language);
    return ended;
  }
  if (now >= session->idle_until) return over("session_timeout", "session_timeout");
  auto standing = standing_of(reader, ceremony, *session);
  if (!standing) return over("session_ended", "exception");
  return std::move(*standing);
}

}  // namespace switchyard::esign

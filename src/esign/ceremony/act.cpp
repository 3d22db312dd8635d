#include "esign/ceremony/act.hpp"

#include <algorithm>

#include "esign/envelopes/envelope_store.hpp"

namespace switchyard::esign {
namespace {

struct Renamed {
  std::string_view domain;
  std::string_view code;
  ErrorKind kind;
  bool is_end;  // The session has nothing more to do.
};

constexpr Renamed kRenamed[] = {
    {"envelope_voided", "envelope_voided", ErrorKind::conflict, true},
    {"envelope_expired", "envelope_expired", ErrorKind::conflict, true},
    {"envelope_declined", "envelope_declined", ErrorKind::conflict, true},
    {"envelope_completed", "envelope_completed", ErrorKind::conflict, true},
    {"recipient_done", "already_signed", ErrorKind::conflict, true},
    {"recipient_not_in_sequence", "not_your_turn", ErrorKind::conflict, true},
    {"envelope_not_sent", "not_your_turn", ErrorKind::conflict, true},
    {"envelope_not_found", "session_ended", ErrorKind::conflict, true},
    {"recipient_not_found", "session_ended", ErrorKind::conflict, true},
    {"disclosure_missing", "consent_required", ErrorKind::conflict, false},
    {"disclosure_outdated", "consent_outdated", ErrorKind::conflict, false},
    {"price_expired", "price_expired", ErrorKind::conflict, false},
    {"signature_missing", "signature_missing", ErrorKind::unprocessable, false},
    {"signature_invalid", "signature_invalid", ErrorKind::unprocessable, false},
    {"tab_required", "tabs_missing", ErrorKind::unprocessable, false},
    {"tab_not_found", "tab_unknown", ErrorKind::unprocessable, false},
    {"tab_locked", "tab_locked", ErrorKind::unprocessable, false},
    {"tab_value_invalid", "tab_value_invalid", ErrorKind::unprocessable, false},
    {"decline_not_allowed", "not_allowed", ErrorKind::forbidden, false},
    {"reassign_not_allowed", "not_allowed", ErrorKind::forbidden, false},
    {"reason_required", "reason_required", ErrorKind::unprocessable, false},
    {"person_invalid", "person_invalid", ErrorKind::unprocessable, false},
};

std::string_view why_of(std::string_view code, TabKind kind) {
  if (code == "tab_value_invalid") return "value";
  return kind == TabKind::sign_here || kind == TabKind::initial_here ? "signature" : "empty";
}

// The domain names tabs by their ids, somewhere in the field's pointer.
std::vector<MissingTab> missing_of(const Error& error, const Standing& standing) {
  std::vector<MissingTab> missing;
  for (const FieldError& field : error.fields) {
    const auto tab = std::find_if(standing.recipient.tabs.begin(), standing.recipient.tabs.end(),
                                  [&](const Tab& each) { return field.pointer.find(each.id.text()) != std::string::npos; });
    if (tab == standing.recipient.tabs.end()) continue;
    missing.push_back({.tab_id = tab->id.text(), .document_id = tab->document_id, .page = tab->page, .label = tab->asked(),
                       .why = std::string(why_of(error.code, tab->kind))});
  }
  return missing;
}

}  // namespace

bool lock_for_act(SqlTransaction& transaction, std::string_view secret_sha256) {
  const auto session = find_session_by_secret(transaction, secret_sha256);
  return session && lock_envelope(transaction, session->envelope).has_value();
}

void note_activity(SqlTransaction& transaction, Standing& standing) {
  const Instant until = standing.now + idle_time(standing.account);
  if (until - standing.session.idle_until < kIdleGrain) return;
  standing.session.idle_until = until;
  move_idle_until(transaction, standing.session.session_id, until);
}

Refusal refusal_of(const Error& error, const Standing& standing) {
  const auto* const known = std::find_if(std::begin(kRenamed), std::end(kRenamed), [&](const Renamed& each) { return each.domain == error.code; });
  if (known == std::end(kRenamed)) return Refusal{.error = error};
  Refusal refused = refusal(known->kind, known->code, standing.session.language);
  if (known->is_end) refused.end = standing.end(known->code == "already_signed" ? "signing_complete" : "exception");
  refused.missing = missing_of(error, standing);
  return refused;
}

std::optional<Refusal> why_not(const Standing& standing, bool before_consent) {
  const std::string& language = standing.session.language;
  switch (standing.phase) {
    case Phase::stopped: {
      Refusal stopped = refusal(ErrorKind::conflict, standing.stop, language);
      stopped.end = standing.end("exception");
      return stopped;
    }
    case Phase::authenticate: return refusal(ErrorKind::forbidden, "authentication_required", language);
    case Phase::done: {
      if (standing.recipient.status != RecipientStatus::completed) return refusal(ErrorKind::forbidden, "not_allowed", language);
      Refusal done = refusal(ErrorKind::conflict, "already_signed", language);
      done.end = standing.end("signing_complete");
      return done;
    }
    case Phase::consent:
      if (!before_consent) return refusal(ErrorKind::conflict, "consent_required", language);
      break;
    case Phase::sign: break;
  }
  return std::nullopt;
}

}  // namespace switchyard::esign

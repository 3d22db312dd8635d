#include "esign/envelopes/signer_change.hpp"

#include <algorithm>

#include "esign/envelopes/envelope_store.hpp"

namespace switchyard::esign {
namespace {

Error conflict(std::string_view code, std::string_view message) { return {ErrorKind::conflict, std::string(code), std::string(message), {}}; }

Result<ActingSigner> locked(SqlTransaction& transaction, const SignerPresence& who) {
  auto envelope = lock_envelope(transaction, who.envelope);
  if (!envelope) return Error{ErrorKind::not_found, "envelope_not_found", "there is no such envelope", {}};
  const auto& all = envelope->recipients;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Recipient& one) { return one.guid == who.recipient; });
  if (found == all.end()) return Error{ErrorKind::not_found, "recipient_not_found", "the envelope has no such recipient any more", {}};
  const auto position = static_cast<std::size_t>(found - all.begin());
  return ActingSigner{std::move(*envelope), position};
}

constexpr std::string_view kExpiredReason = "Envelope has expired.";

Result<void> check_turn(const EsignService& service, ActingSigner& acting) {
  const Envelope& envelope = acting.envelope;
  switch (envelope.status) {
    case EnvelopeStatus::created: return conflict("envelope_not_sent", "the envelope has not been sent");
    case EnvelopeStatus::voided:
      if (envelope.voided_reason == kExpiredReason) return conflict("envelope_expired", "the envelope has expired");
      return conflict("envelope_voided", "the sender has taken the envelope back");
    case EnvelopeStatus::declined: return conflict("envelope_declined", "a signer has declined: nobody can sign any more");
    case EnvelopeStatus::completed: return conflict("envelope_completed", "everybody has signed already");
    case EnvelopeStatus::deleted: return conflict("envelope_voided", "the envelope has been deleted");
    case EnvelopeStatus::sent:
    case EnvelopeStatus::delivered: break;
  }
  if (envelope.expires_at && *envelope.expires_at <= service.clock.now()) return conflict("envelope_expired", "the envelope has expired");
  if (acting.signer().is_done()) return conflict("recipient_done", "you have finished already");
  if (!acting.signer().can_act()) return conflict("recipient_not_in_sequence", "others sign before you: you are told when it is your turn");
  return {};
}

}  // namespace

Result<ActingSigner> lock_for_signer(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who) {
  auto acting = locked(transaction, who);
  if (!acting) return acting;
  if (auto turn = check_turn(service, *acting); !turn) return turn.error();
  return acting;
}

Result<ActingSigner> lock_for_finish(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who) {
  auto acting = locked(transaction, who);
  if (!acting || acting->signer().status == RecipientStatus::completed) return acting;
  if (auto turn = check_turn(service, *acting); !turn) return turn.error();
  return acting;
}

EnvelopeChange change_by_signer(SqlTransaction& transaction, const EsignService& service, ActingSigner& acting, const SignerPresence& who) {
  const Recipient& signer = acting.signer();
  return {.transaction = transaction,
          .service = service,
          .envelope = acting.envelope,
          .now = service.clock.now(),
          .actor = {.name = signer.name, .email = signer.email, .recipient = signer.recipient_id},
          .ip = who.ip,
          .user_agent = who.user_agent,
          .session = who.session};
}

}  // namespace switchyard::esign

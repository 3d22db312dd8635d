#include "esign/envelopes/envelope_change.hpp"

#include "esign/accounts/account_desk.hpp"
#include "esign/envelopes/envelope_rows_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::esign {

EnvelopeChange change_by_sender(SqlTransaction& transaction, const EsignService& service, Envelope& envelope, const Sender& sender) {
  EnvelopeChange change{.transaction = transaction, .service = service, .envelope = envelope, .now = service.clock.now()};
  if (const auto user = find_user(transaction, sender.user)) change.actor = {.name = user->name, .email = user->email};
  change.ip = sender.ip;
  change.user_agent = sender.user_agent;
  return change;
}

EnvelopeChange change_by_service(SqlTransaction& transaction, const EsignService& service, Envelope& envelope) {
  return {.transaction = transaction, .service = service, .envelope = envelope, .now = service.clock.now()};
}

void note(const EnvelopeChange& change, EvidenceKind kind, EventDetail detail) {
  append_event(change.transaction, change.envelope.id, text_of(change.envelope.status),
               {.kind = kind,
                .at = change.now,
                .actor = change.actor,
                .ip = change.ip,
                .user_agent = change.user_agent,
                .session = change.session,
                .detail = std::move(detail)});
}

void tell(const EnvelopeChange& change, std::string_view name, const Recipient* recipient) {
  emit_connect_event(change.transaction, change.service,
                     {.name = std::string(name),
                      .account = change.envelope.account,
                      .user = change.envelope.sender,
                      .envelope = change.envelope.id,
                      .recipient_id = recipient == nullptr ? std::string() : recipient->recipient_id,
                      .recipient = recipient == nullptr ? RecipientGuid() : recipient->guid,
                      .at = change.now});
}

void save(const EnvelopeChange& change) {
  change.envelope.changed_at = change.now;
  update_envelope_row(change.transaction, change.envelope);
}

void set_status(const EnvelopeChange& change, EnvelopeStatus status) {
  Envelope& envelope = change.envelope;
  ENSURE(!is_final(envelope.status));
  envelope.status = status;
  envelope.status_changed_at = change.now;
  switch (status) {
    case EnvelopeStatus::sent:
      envelope.sent_at = change.now;
      if (!envelope.initial_sent_at) envelope.initial_sent_at = change.now;
      break;
    case EnvelopeStatus::delivered: envelope.delivered_at = change.now; break;
    case EnvelopeStatus::completed: envelope.completed_at = change.now; break;
    case EnvelopeStatus::declined: envelope.declined_at = change.now; break;
    case EnvelopeStatus::voided: envelope.voided_at = change.now; break;
    case EnvelopeStatus::created:
    case EnvelopeStatus::deleted: break;
  }
  save(change);
}

}  // namespace switchyard::esign

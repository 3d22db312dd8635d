#include <boost/json.hpp>

#include <algorithm>
#include <optional>

#include "esign/accounts/account_desk.hpp"
#include "esign/envelopes/envelope_change.hpp"
#include "esign/envelopes/envelope_rows_store.hpp"
#include "esign/envelopes/finished_documents.hpp"
#include "esign/envelopes/letters.hpp"

namespace switchyard::esign {
namespace {

constexpr Duration days(std::int64_t count) { return Duration::hours(24 * count); }

std::optional<std::int64_t> next_order(const Envelope& envelope) {
  std::optional<std::int64_t> next;
  for (const Recipient& one : envelope.recipients) {
    if (!one.is_done() && (!next || one.routing_order < *next)) next = one.routing_order;
  }
  return next;
}

void write_to(const EnvelopeChange& change, const Recipient& one, LetterPurpose purpose) {
  if (!one.is_mailed() || one.email.empty()) return;
  ask_for_letter(change.transaction, change.service,
                 {.purpose = purpose, .envelope = change.envelope.id, .recipient = one.guid, .at = change.now});
}

void complete_copy(const EnvelopeChange& change, Recipient& one) {
  one.status = RecipientStatus::completed;
  one.sent_at = change.now;
  one.delivered_at = change.now;
  update_recipient(change.transaction, one);
  note(change, EvidenceKind::copy_delivered, {{"name", one.name}, {"email", one.email}});
  tell(change, "recipient-sent", &one);
  tell(change, "recipient-completed", &one);
  write_to(change, one, LetterPurpose::copy);
}

void give_turn(const EnvelopeChange& change, Recipient& one) {
  one.status = RecipientStatus::sent;
  one.sent_at = change.now;
  update_recipient(change.transaction, one);
  tell(change, "recipient-sent", &one);
  write_to(change, one, one.kind == RecipientKind::certified_delivery ? LetterPurpose::copy : LetterPurpose::invitation);
}

void complete_envelope(const EnvelopeChange& change) {
  set_status(change, EnvelopeStatus::completed);
  set_next_reminder(change.transaction, change.envelope.id, std::nullopt);
  EnvelopeChange by_service = change;
  by_service.actor = {};
  by_service.ip = by_service.user_agent = by_service.session = "";
  note(by_service, EvidenceKind::completed);
  tell(change, "envelope-completed");
  const std::string payload = boost::json::serialize(boost::json::object{{"envelopeId", change.envelope.id.text()}});
  change.service.outbox.enqueue(change.transaction,
                                {.kind = kFinishDocumentsJob, .payload = payload, .dedupe_key = change.envelope.id.text()});
}

}  // namespace

void begin_sending(const EnvelopeChange& change) {
  Envelope& envelope = change.envelope;
  const auto account = find_account(change.transaction, envelope.account);
  const AccountSettings settings = account ? account->settings : AccountSettings();
  const bool said = !envelope.notification.use_account_defaults && envelope.notification.expire_after_days > 0;
  envelope.expires_at = change.now + days(said ? envelope.notification.expire_after_days : settings.expire_after_days);
  const std::int64_t warn_days = said ? envelope.notification.expire_warn_days : settings.expire_warn_days;
  if (warn_days > 0) set_next_warning(change.transaction, envelope.id, *envelope.expires_at - days(warn_days));
  set_status(change, EnvelopeStatus::sent);
  note(change, EvidenceKind::sent);
  tell(change, "envelope-sent");
  open_turns(change);
}

void open_turns(const EnvelopeChange& change) {
  for (;;) {
    const auto order = next_order(change.envelope);
    if (!order) return complete_envelope(change);
    bool waits = false;
    for (Recipient& one : change.envelope.recipients) {
      if (one.routing_order != *order || one.is_done()) continue;
      if (one.kind == RecipientKind::carbon_copy) {
        complete_copy(change, one);
        continue;
      }
      if (one.status == RecipientStatus::created) give_turn(change, one);
      waits = true;
    }
    if (waits) break;
  }
  plan_reminder(change);
  save(change);
}

void deliver_if_all_opened(const EnvelopeChange& change) {
  if (change.envelope.status != EnvelopeStatus::sent) return;
  const auto& all = change.envelope.recipients;
  if (std::any_of(all.begin(), all.end(), [](const Recipient& one) { return one.status == RecipientStatus::sent; })) return;
  set_status(change, EnvelopeStatus::delivered);
  tell(change, "envelope-delivered");
}

void end_envelope(const EnvelopeChange& change, EnvelopeStatus status, std::string_view reason) {
  const bool was_sent = change.envelope.status != EnvelopeStatus::created;
  if (status == EnvelopeStatus::voided) change.envelope.voided_reason = reason;
  set_status(change, status);
  set_next_reminder(change.transaction, change.envelope.id, std::nullopt);
  note(change, status == EnvelopeStatus::voided ? EvidenceKind::voided : EvidenceKind::declined, {{"reason", std::string(reason)}});
  tell(change, status == EnvelopeStatus::voided ? "envelope-voided" : "envelope-declined");
  if (!was_sent) return;
  const auto purpose = status == EnvelopeStatus::voided ? LetterPurpose::voided : LetterPurpose::declined;
  for (const Recipient& one : change.envelope.recipients) {
    if (one.status != RecipientStatus::created && one.status != RecipientStatus::declined) write_to(change, one, purpose);
  }
  ask_for_letter(change.transaction, change.service, {.purpose = purpose, .envelope = change.envelope.id, .recipient = {}, .at = change.now});
}

void plan_reminder(const EnvelopeChange& change) {
  const Notification& wish = change.envelope.notification;
  std::optional<Instant> due;
  if (wish.is_reminding && !wish.use_account_defaults && !is_final(change.envelope.status)) {
    for (const Recipient& one : change.envelope.recipients) {
      if (!one.can_act() || !one.is_mailed() || !one.sent_at) continue;
      if (one.reminders > 0 && wish.reminder_frequency_days < 1) continue;
      const auto at = *one.sent_at + days(std::max<std::int64_t>(1, wish.reminder_delay_days) + one.reminders * wish.reminder_frequency_days);
      if (!due || at < *due) due = at;
    }
  }
  set_next_reminder(change.transaction, change.envelope.id, due);
}

void resend_to(const EnvelopeChange& change, const std::vector<Recipient*>& recipients) {
  bool any = false;
  for (Recipient* one : recipients) {
    if (!one->can_act()) continue;
    any = true;
    tell(change, "recipient-resent", one);
    write_to(change, *one, LetterPurpose::invitation);
  }
  if (!any) return;
  note(change, EvidenceKind::resent);
  tell(change, "envelope-resent");
  save(change);
}

}  // namespace switchyard::esign

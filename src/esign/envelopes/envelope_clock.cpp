#include "esign/envelopes/envelope_clock.hpp"

#include <algorithm>
#include <optional>

#include "esign/envelopes/envelope_change.hpp"
#include "esign/envelopes/envelope_clock_store.hpp"
#include "esign/envelopes/envelope_rows_store.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "esign/envelopes/letters.hpp"

namespace switchyard::esign {
namespace {

bool is_under_way(const Envelope& envelope) { return envelope.status == EnvelopeStatus::sent || envelope.status == EnvelopeStatus::delivered; }

bool expire(const EsignService& service, SqlTransaction& transaction, const EnvelopeId& id) {
  auto envelope = lock_envelope(transaction, id);
  if (!envelope || !is_under_way(*envelope) || !envelope->expires_at || *envelope->expires_at > service.clock.now()) return false;
  const auto change = change_by_service(transaction, service, *envelope);
  note(change, EvidenceKind::expired);
  end_envelope(change, EnvelopeStatus::voided, "Envelope has expired.");
  return true;
}

std::int64_t remind(const EsignService& service, SqlTransaction& transaction, const EnvelopeId& id) {
  auto envelope = lock_envelope(transaction, id);
  const Instant now = service.clock.now();
  if (!envelope || !is_reminder_due(transaction, id, now)) return 0;
  const auto change = change_by_service(transaction, service, *envelope);
  const Notification& wish = envelope->notification;
  std::int64_t letters = 0;
  for (Recipient& one : envelope->recipients) {
    if (!one.can_act() || !one.is_mailed() || !one.sent_at || one.email.empty()) continue;
    const auto days = std::max<std::int64_t>(1, wish.reminder_delay_days) + one.reminders * wish.reminder_frequency_days;
    if (*one.sent_at + Duration::hours(24 * days) > now) continue;
    ++one.reminders;
    ++letters;
    update_recipient(transaction, one);
    ask_for_letter(transaction, service, {.purpose = LetterPurpose::reminder, .envelope = id, .recipient = one.guid, .at = now});
  }
  plan_reminder(change);
  return letters;
}

std::int64_t warn(const EsignService& service, SqlTransaction& transaction, const EnvelopeId& id) {
  const auto envelope = lock_envelope(transaction, id);
  set_next_warning(transaction, id, std::nullopt);
  if (!envelope || !is_under_way(*envelope)) return 0;
  std::int64_t letters = 0;
  for (const Recipient& one : envelope->recipients) {
    if (!one.can_act() || !one.is_mailed() || one.email.empty()) continue;
    ++letters;
    ask_for_letter(transaction, service, {.purpose = LetterPurpose::expiring, .envelope = id, .recipient = one.guid, .at = *envelope->expires_at});
  }
  return letters;
}

using Letters = std::int64_t(const EsignService&, SqlTransaction&, const EnvelopeId&);

// Each in a transaction of its own.
std::int64_t write_letters(const EsignService& service, const std::vector<EnvelopeId>& due, Letters& write) {
  std::int64_t letters = 0;
  for (const EnvelopeId& id : due) {
    std::int64_t written = 0;
    service.database.write([&](SqlTransaction& transaction) {
      written = write(service, transaction, id);
      return true;
    });
    letters += written;
  }
  return letters;
}

}  // namespace

std::int64_t expire_envelopes(const EsignService& service) {
  std::vector<EnvelopeId> due;
  service.database.read([&](SqlReader& reader) { due = envelopes_to_expire(reader, service.clock.now(), kTickEnvelopesMax); });
  std::int64_t expired = 0;
  for (const EnvelopeId& id : due) {
    bool done = false;
    service.database.write([&](SqlTransaction& transaction) { return done = expire(service, transaction, id); });
    if (done) ++expired;
  }
  return expired;
}

std::int64_t remind_signers(const EsignService& service) {
  std::vector<EnvelopeId> due;
  service.database.read([&](SqlReader& reader) { due = envelopes_to_remind(reader, service.clock.now(), kTickEnvelopesMax); });
  return write_letters(service, due, remind);
}

std::int64_t warn_of_expiry(const EsignService& service) {
  std::vector<EnvelopeId> due;
  service.database.read([&](SqlReader& reader) { due = envelopes_to_warn_of(reader, service.clock.now(), kTickEnvelopesMax); });
  return write_letters(service, due, warn);
}

}  // namespace switchyard::esign

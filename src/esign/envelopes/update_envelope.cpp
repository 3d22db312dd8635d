
#include "esign/accounts/account_desk.hpp"
#include "esign/envelopes/envelope_change.hpp"
#include "esign/envelopes/envelope_rows_store.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "esign/envelopes/plan_check.hpp"
#include "esign/envelopes/sender_acts.hpp"
#include "esign/envelopes/sender_change.hpp"
#include "esign/envelopes/tab_placing.hpp"
#include "esign/esign_refusal.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kVoidReasonMax = 200;

Result<void> void_it(const EnvelopeChange& change, const std::string& reason) {
  const auto status = change.envelope.status;
  if (status != EnvelopeStatus::sent && status != EnvelopeStatus::delivered) return esign_refusal("ENVELOPE_CANNOT_VOID_INVALID_STATE");
  if (reason.find_first_not_of(" \t\r\n") == std::string::npos || count_characters(reason) > kVoidReasonMax) {
    return esign_refusal("ENVELOPE_VOID_REASON_REQUIRED");
  }
  end_envelope(change, EnvelopeStatus::voided, reason);
  return {};
}

// Every document is read again: what was added since the draft was made counts, and each anchor is looked for now.
Result<void> place_draft(const EnvelopeChange& change) {
  Envelope& envelope = change.envelope;
  std::vector<std::string> bytes;
  for (const Document& one : envelope.documents) bytes.push_back(document_bytes(change.transaction, envelope.id, one.document_id).value());
  std::vector<PlacingDocument> documents;
  for (std::size_t at = 0; at < bytes.size(); ++at) documents.push_back({envelope.documents[at].document_id, bytes[at]});
  std::vector<std::vector<Tab>> tabs;
  for (const Recipient& one : envelope.recipients) tabs.push_back(one.tabs);
  auto placed = place_tabs(documents, tabs);
  if (!placed) return placed.error();
  std::int64_t position = 0;
  for (std::size_t at = 0; at < envelope.recipients.size(); ++at) {
    Recipient& one = envelope.recipients[at];
    for (const Tab& tab : one.tabs) delete_tab(change.transaction, tab.id);
    one.tabs = std::move(placed->tabs[at]);
    for (Tab& tab : one.tabs) {
      if (tab.id.empty()) tab.id = TabId::make(change.service.random);
    }
    insert_tabs(change.transaction, envelope.id, one.tabs, position);
    position += static_cast<std::int64_t>(one.tabs.size());
  }
  return {};
}

Result<void> send_draft(const EnvelopeChange& change) {
  Envelope& envelope = change.envelope;
  if (envelope.status == EnvelopeStatus::sent || envelope.status == EnvelopeStatus::delivered) return {};
  if (envelope.status != EnvelopeStatus::created) {
    return esign_refusal("ENVELOPE_INVALID_STATUS", "Only an envelope in the 'Created' state can be sent.");
  }
  if (auto complete = check_complete(envelope.email_subject, envelope.documents.size(), envelope.recipients); !complete) return complete;
  if (auto placed = place_draft(change); !placed) return placed;
  begin_sending(change);
  return {};
}

Result<void> change_words(const EnvelopeChange& change, const EnvelopeUpdate& update) {
  Envelope& envelope = change.envelope;
  if (!update.email_subject && !update.email_blurb && !update.notification) return {};
  if (is_final(envelope.status)) return esign_refusal("ENVELOPE_INVALID_STATUS", "The envelope has ended and cannot be changed.");
  if (update.email_subject) {
    if (count_characters(*update.email_subject) > kSubjectCharactersMax || update.email_subject->find_first_of("\r\n") != std::string::npos) {
      return esign_refusal("INVALID_REQUEST_PARAMETER", "The emailSubject has at most 100 characters and no line break.");
    }
    envelope.email_subject = *update.email_subject;
  }
  if (update.email_blurb) {
    if (count_characters(*update.email_blurb) > 10'000) return esign_refusal("INVALID_REQUEST_PARAMETER", "The emailBlurb has at most 10000 characters.");
    envelope.email_blurb = *update.email_blurb;
  }
  if (update.notification) {
    envelope.notification = *update.notification;
    if (envelope.sent_at && !update.notification->use_account_defaults && update.notification->expire_after_days > 0) {
      envelope.expires_at = *envelope.sent_at + Duration::hours(24 * update.notification->expire_after_days);
    }
    plan_reminder(change);
  }
  save(change);
  return {};
}

Result<void> resend(const EnvelopeChange& change) {
  Envelope& envelope = change.envelope;
  if (envelope.status != EnvelopeStatus::sent && envelope.status != EnvelopeStatus::delivered) {
    return esign_refusal("ENVELOPE_INVALID_STATUS", "Only envelopes in the 'Sent' or 'Delivered' states may be resent.");
  }
  std::vector<Recipient*> all;
  for (Recipient& one : envelope.recipients) all.push_back(&one);
  resend_to(change, all);
  return {};
}

Result<void> delete_draft(const EnvelopeChange& change) {
  if (change.envelope.status != EnvelopeStatus::created) return esign_refusal("ENVELOPE_INVALID_STATUS", "Only drafts can be deleted: void a sent envelope.");
  tell(change, "envelope-deleted");
  set_status(change, EnvelopeStatus::deleted);
  return {};
}

Result<void> apply(const EnvelopeChange& change, const EnvelopeUpdate& update) {
  if (auto worded = change_words(change, update); !worded) return worded;
  if (update.status) {
    Result<void> done;
    switch (*update.status) {
      case EnvelopeStatus::sent: done = send_draft(change); break;
      case EnvelopeStatus::voided: done = void_it(change, update.voided_reason); break;
      case EnvelopeStatus::deleted: done = delete_draft(change); break;
      default: done = esign_refusal("ENVELOPE_INVALID_STATUS", "A sender sets the status to sent or voided.");
    }
    if (!done) return done;
  }
  return update.resend ? resend(change) : Result<void>();
}

}  // namespace

Result<Envelope> lock_for_sender(SqlTransaction& transaction, const Sender& sender, const EnvelopeId& id) {
  auto envelope = lock_envelope(transaction, id);
  if (!envelope || envelope->account != sender.account) return esign_refusal("ENVELOPE_DOES_NOT_EXIST");
  return std::move(*envelope);
}

Result<Envelope> update_envelope(const EsignService& service, const Sender& sender, const EnvelopeId& id, const EnvelopeUpdate& update) {
  return write_result<Envelope>(service.database, [&](SqlTransaction& transaction) -> Result<Envelope> {
    auto envelope = lock_for_sender(transaction, sender, id);
    if (!envelope) return envelope;
    if (auto done = apply(change_by_sender(transaction, service, *envelope, sender), update); !done) return done.error();
    return envelope;
  });
}

}  // namespace switchyard::esign

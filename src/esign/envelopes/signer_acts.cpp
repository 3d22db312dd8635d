#include "esign/envelopes/signer_acts.hpp"

#include <fmt/format.h>


#include "esign/accounts/account_desk.hpp"
#include "esign/envelopes/consumer_disclosure.hpp"
#include "esign/envelopes/disclosure_rows_store.hpp"
#include "esign/envelopes/envelope_change.hpp"
#include "esign/envelopes/envelope_rows_store.hpp"
#include "esign/envelopes/letters.hpp"
#include "esign/envelopes/plan_check.hpp"
#include "esign/envelopes/signer_change.hpp"
#include "esign/esign_refusal.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kReasonCharactersMax = 1'000;

bool is_reason(std::string_view reason) {
  return reason.find_first_not_of(" \t\r\n") != std::string_view::npos && reason.size() <= kReasonCharactersMax * 4 &&
         count_characters(reason) <= kReasonCharactersMax;
}

Account account_of(SqlReader& reader, const Envelope& envelope) { return find_account(reader, envelope.account).value(); }

}  // namespace

Result<Envelope> record_opened(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who) {
  auto acting = lock_for_signer(transaction, service, who);
  if (!acting) return acting.error();
  const auto change = change_by_signer(transaction, service, *acting, who);
  Recipient& signer = acting->signer();
  note(change, EvidenceKind::opened);
  if (signer.status == RecipientStatus::sent) {
    signer.status = RecipientStatus::delivered;
    signer.delivered_at = change.now;
    tell(change, "recipient-delivered", &signer);
    if (signer.kind == RecipientKind::certified_delivery) {
      signer.status = RecipientStatus::completed;
      signer.signed_at = change.now;
      tell(change, "recipient-completed", &signer);
    }
    update_recipient(transaction, signer);
    deliver_if_all_opened(change);
    if (signer.is_done()) open_turns(change);
  }
  if (!is_final(acting->envelope.status)) save(change);
  return std::move(acting->envelope);
}

Result<void> accept_disclosure(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, const AcceptedText& text) {
  auto acting = lock_for_signer(transaction, service, who);
  if (!acting) return acting.error();
  const auto disclosure = consumer_disclosure(account_of(transaction, acting->envelope), text.language, service.jose);
  if (disclosure.sha256 != text.sha256) {
    return Error{ErrorKind::conflict, "disclosure_outdated", "the disclosure has changed since it was shown: show it again", {}};
  }
  const auto change = change_by_signer(transaction, service, *acting, who);
  Recipient& signer = acting->signer();
  signer.disclosure_accepted_at = change.now;
  update_recipient(transaction, signer);
  write_acceptance(transaction, acting->envelope.id, signer.guid, disclosure, change.now);
  note(change, EvidenceKind::disclosure_accepted,
       {{"version", disclosure.version}, {"sha256", disclosure.sha256}, {"language", disclosure.language}});
  return {};
}

Result<void> record_viewed_to_end(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, std::string_view document_id) {
  auto acting = lock_for_signer(transaction, service, who);
  if (!acting) return acting.error();
  const Document* document = acting->envelope.document(document_id);
  if (document == nullptr) return Error{ErrorKind::not_found, "document_not_found", "the envelope has no document of this id", {}};
  note(change_by_signer(transaction, service, *acting, who), EvidenceKind::document_viewed,
       {{"documentId", document->document_id}, {"pages", std::to_string(document->pages)}});
  return {};
}

Result<Envelope> decline_to_sign(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, std::string_view reason) {
  auto acting = lock_for_signer(transaction, service, who);
  if (!acting) return acting.error();
  if (!account_of(transaction, acting->envelope).settings.can_decline) {
    return Error{ErrorKind::conflict, "decline_not_allowed", "the sender's account does not let signers decline", {}};
  }
  if (!is_reason(reason)) return invalid_field("reason", "reason_required", "say why, in 1 to 1000 characters");
  const auto change = change_by_signer(transaction, service, *acting, who);
  Recipient& signer = acting->signer();
  signer.status = RecipientStatus::declined;
  signer.declined_at = change.now;
  signer.declined_reason = reason;
  update_recipient(transaction, signer);
  note(change, EvidenceKind::recipient_declined, {{"reason", std::string(reason)}});
  tell(change, "recipient-declined", &signer);
  end_envelope(change, EnvelopeStatus::declined, reason);
  return std::move(acting->envelope);
}

Result<Envelope> reassign(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, const NewPerson& person) {
  auto acting = lock_for_signer(transaction, service, who);
  if (!acting) return acting.error();
  if (!may_reassign(acting->envelope, account_of(transaction, acting->envelope).settings.allow_reassign)) {
    return Error{ErrorKind::conflict, "reassign_not_allowed", "the sender does not let signers hand this on", {}};
  }
  Recipient& signer = acting->signer();
  Recipient next = signer;
  next.name = person.name;
  next.email = person.email;
  const bool is_person = !person.name.empty() && is_email(person.email) && check_recipient(next).has_value() && count_characters(person.reason) <= kReasonCharactersMax;
  if (!is_person) return invalid_field("email", "person_invalid", "a name of 1 to 100 characters and an address like ana@example.com");
  const auto change = change_by_signer(transaction, service, *acting, who);
  note(change, EvidenceKind::reassigned, {{"to name", person.name}, {"to email", person.email}, {"reason", person.reason}});
  next.reassigned_from = fmt::format("{} <{}>", signer.name, signer.email);
  next.client_user_id.clear();
  next.embedded_start_url.clear();
  next.access_code.clear();
  next.status = RecipientStatus::sent;
  next.user = UserId::make(service.random);
  next.sent_at = change.now;
  next.delivered_at.reset();
  next.disclosure_accepted_at.reset();
  next.signature_id.clear();
  for (Tab& tab : next.tabs) {
    tab.value = tab.original_value;
    tab.filled_at.reset();
    update_tab_value(transaction, tab);
  }
  delete_adoption(transaction, acting->envelope.id, signer.guid);
  signer = std::move(next);
  update_recipient(transaction, signer);
  tell(change, "recipient-reassign", &signer);
  tell(change, "recipient-sent", &signer);
  ask_for_letter(transaction, service, {.purpose = LetterPurpose::invitation, .envelope = acting->envelope.id, .recipient = signer.guid, .at = change.now});
  plan_reminder(change);
  save(change);
  return std::move(acting->envelope);
}

Result<void> record_authentication(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, std::string_view method,
                                   bool passed) {
  auto acting = lock_for_signer(transaction, service, who);
  if (!acting) return acting.error();
  const auto change = change_by_signer(transaction, service, *acting, who);
  note(change, passed ? EvidenceKind::authentication_passed : EvidenceKind::authentication_failed, {{"method", std::string(method)}});
  if (!passed) tell(change, "recipient-authenticationfailed", &acting->signer());
  return {};
}

Result<void> finish_later(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who) {
  auto acting = lock_for_signer(transaction, service, who);
  if (!acting) return acting.error();
  const auto change = change_by_signer(transaction, service, *acting, who);
  note(change, EvidenceKind::finished_later);
  tell(change, "recipient-finish-later", &acting->signer());
  return {};
}

std::optional<Instant> sign_by_of(const Envelope& envelope) {
  const auto text = envelope.custom_field("switchyardSignBy");
  if (text.empty()) return std::nullopt;
  const auto instant = Instant::parse(text);
  if (!instant) return std::nullopt;
  return *instant;
}

bool may_reassign(const Envelope& envelope, bool account_allows) { return envelope.allow_reassign.value_or(account_allows); }

Result<RecipientGuid> recipient_for_view(const Envelope& envelope, const ViewedRecipient& asked) {
  if (envelope.status == EnvelopeStatus::created) return esign_refusal("ENVELOPE_INVALID_STATUS", "The envelope has not been sent.");
  for (const Recipient& one : envelope.recipients) {
    if (!asked.recipient_id.empty() && one.recipient_id != asked.recipient_id && one.guid.text() != asked.recipient_id) continue;
    if (!asked.user_id.empty() ? one.user.text() != asked.user_id : (one.email != asked.email || one.name != asked.user_name)) continue;
    if (one.client_user_id != asked.client_user_id || !one.is_embedded()) continue;
    if (one.status == RecipientStatus::created) return esign_refusal("RECIPIENT_NOT_IN_SEQUENCE");
    return one.guid;
  }
  return esign_refusal("UNKNOWN_ENVELOPE_RECIPIENT");
}

}  // namespace switchyard::esign

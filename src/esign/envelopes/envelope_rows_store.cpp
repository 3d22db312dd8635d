#include "esign/envelopes/envelope_rows_store.hpp"

#include "esign/envelopes/file_parts_store.hpp"
#include "esign/envelopes/stored_details.hpp"

namespace switchyard::esign {
namespace {

SqlValue ms_or_null(const std::optional<Instant>& at) { return at ? SqlValue(at->unix_ms()) : SqlValue(nullptr); }
std::string_view view(const std::string& text) { return text; }
std::int64_t number_of(bool truth) { return truth ? 1 : 0; }

}  // namespace

void insert_envelope_row(SqlTransaction& transaction, const Envelope& envelope) {
  const std::string details = envelope_details(envelope);
  transaction.execute(
      "INSERT INTO esign_envelopes (" ESIGN_ENVELOPE_COLUMNS
      ", next_reminder_at_ms, last_event, last_event_sha256, last_connect_event) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, NULL, 0, '', 0)",
      {view(envelope.id.text()), view(envelope.account.text()), view(envelope.sender.text()), text_of(envelope.status), view(envelope.email_subject),
       view(envelope.transaction_id), envelope.created_at.unix_ms(), envelope.changed_at.unix_ms(), envelope.status_changed_at.unix_ms(),
       ms_or_null(envelope.initial_sent_at), ms_or_null(envelope.sent_at), ms_or_null(envelope.delivered_at), ms_or_null(envelope.completed_at),
       ms_or_null(envelope.declined_at), ms_or_null(envelope.voided_at), ms_or_null(envelope.expires_at), view(envelope.voided_reason), view(details),
       number_of(envelope.is_sealed)});
}

void update_envelope_row(SqlTransaction& transaction, const Envelope& envelope) {
  const std::string details = envelope_details(envelope);
  transaction.execute(
      "UPDATE esign_envelopes SET status = $2, email_subject = $3, changed_at_ms = $4, status_changed_at_ms = $5, initial_sent_at_ms = $6, "
      "sent_at_ms = $7, delivered_at_ms = $8, completed_at_ms = $9, declined_at_ms = $10, voided_at_ms = $11, expires_at_ms = $12, "
      "voided_reason = $13, details = $14, is_sealed = $15 WHERE id = $1",
      {view(envelope.id.text()), text_of(envelope.status), view(envelope.email_subject), envelope.changed_at.unix_ms(),
       envelope.status_changed_at.unix_ms(), ms_or_null(envelope.initial_sent_at), ms_or_null(envelope.sent_at), ms_or_null(envelope.delivered_at),
       ms_or_null(envelope.completed_at), ms_or_null(envelope.declined_at), ms_or_null(envelope.voided_at), ms_or_null(envelope.expires_at),
       view(envelope.voided_reason), view(details), number_of(envelope.is_sealed)});
}

void set_next_reminder(SqlTransaction& transaction, const EnvelopeId& id, std::optional<Instant> at) {
  transaction.execute("UPDATE esign_envelopes SET next_reminder_at_ms = $2 WHERE id = $1", {view(id.text()), ms_or_null(at)});
}

void set_next_warning(SqlTransaction& transaction, const EnvelopeId& id, std::optional<Instant> at) {
  transaction.execute("UPDATE esign_envelopes SET next_warning_at_ms = $2 WHERE id = $1", {view(id.text()), ms_or_null(at)});
}

void insert_recipient(SqlTransaction& transaction, const EnvelopeId& envelope, const Recipient& one, std::int64_t position) {
  const std::string details = recipient_details(one);
  transaction.execute(
      "INSERT INTO esign_recipients (guid, envelope_id, position, kind, recipient_id, routing_order, status, name, email, client_user_id, user_id, "
      "sent_at_ms, delivered_at_ms, signed_at_ms, declined_at_ms, declined_reason, reassigned_from, disclosure_accepted_at_ms, reminders, details) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
      {view(one.guid.text()), view(envelope.text()), position, text_of(one.kind), view(one.recipient_id), one.routing_order, text_of(one.status),
       view(one.name), view(one.email), view(one.client_user_id), view(one.user.text()), ms_or_null(one.sent_at), ms_or_null(one.delivered_at),
       ms_or_null(one.signed_at), ms_or_null(one.declined_at), view(one.declined_reason), view(one.reassigned_from),
       ms_or_null(one.disclosure_accepted_at), one.reminders, view(details)});
}

void update_recipient(SqlTransaction& transaction, const Recipient& one) {
  const std::string details = recipient_details(one);
  transaction.execute(
      "UPDATE esign_recipients SET routing_order = $2, status = $3, name = $4, email = $5, client_user_id = $6, user_id = $7, sent_at_ms = $8, "
      "delivered_at_ms = $9, signed_at_ms = $10, declined_at_ms = $11, declined_reason = $12, reassigned_from = $13, "
      "disclosure_accepted_at_ms = $14, reminders = $15, details = $16 WHERE guid = $1",
      {view(one.guid.text()), one.routing_order, text_of(one.status), view(one.name), view(one.email), view(one.client_user_id),
       view(one.user.text()), ms_or_null(one.sent_at), ms_or_null(one.delivered_at), ms_or_null(one.signed_at), ms_or_null(one.declined_at),
       view(one.declined_reason), view(one.reassigned_from), ms_or_null(one.disclosure_accepted_at), one.reminders, view(details)});
}

void delete_recipient(SqlTransaction& transaction, const EnvelopeId& envelope, const RecipientGuid& guid) {
  transaction.execute("DELETE FROM esign_tabs WHERE envelope_id = $1 AND recipient_guid = $2", {view(envelope.text()), view(guid.text())});
  delete_adoption(transaction, envelope, guid);
  transaction.execute("DELETE FROM esign_acceptances WHERE envelope_id = $1 AND recipient_guid = $2", {view(envelope.text()), view(guid.text())});
  transaction.execute("DELETE FROM esign_recipients WHERE guid = $1", {view(guid.text())});
}

void insert_tabs(SqlTransaction& transaction, const EnvelopeId& envelope, const std::vector<Tab>& tabs, std::int64_t position) {
  std::vector<std::string> details;
  details.reserve(tabs.size());
  std::vector<std::vector<SqlValue>> rows;
  for (const Tab& tab : tabs) {
    details.push_back(tab_details(tab));
    rows.push_back({view(tab.id.text()), view(envelope.text()), view(tab.recipient.text()), position++, text_of(tab.kind), view(tab.value),
                    ms_or_null(tab.filled_at), view(details.back())});
  }
  if (rows.empty()) return;
  transaction.execute_many(
      "INSERT INTO esign_tabs (id, envelope_id, recipient_guid, position, kind, value, filled_at_ms, details) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      rows);
}

void update_tab(SqlTransaction& transaction, const Tab& tab) {
  const std::string details = tab_details(tab);
  transaction.execute("UPDATE esign_tabs SET value = $2, filled_at_ms = $3, details = $4, recipient_guid = $5 WHERE id = $1",
                      {view(tab.id.text()), view(tab.value), ms_or_null(tab.filled_at), view(details), view(tab.recipient.text())});
}

void update_tab_value(SqlTransaction& transaction, const Tab& tab) {
  transaction.execute("UPDATE esign_tabs SET value = $2, filled_at_ms = $3 WHERE id = $1",
                      {view(tab.id.text()), view(tab.value), ms_or_null(tab.filled_at)});
}

void delete_tab(SqlTransaction& transaction, const TabId& id) {
  transaction.execute("DELETE FROM esign_tabs WHERE id = $1", {view(id.text())});
}

std::int64_t next_tab_position(SqlReader& reader, const EnvelopeId& envelope) {
  std::int64_t next = 0;
  reader.query("SELECT COALESCE(MAX(position), -1) + 1 FROM esign_tabs WHERE envelope_id = $1", {view(envelope.text())},
               [&](const SqlRow& row) { next = row.integer(0); });
  return next;
}

void insert_document(SqlTransaction& transaction, const EnvelopeId& envelope, const Document& document, std::string_view bytes) {
  transaction.execute(
      "INSERT INTO esign_documents (guid, envelope_id, document_id, name, file_extension, position, pages, size_bytes, sha256) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {view(document.guid.text()), view(envelope.text()), view(document.document_id), view(document.name), view(document.file_extension),
       document.order, document.pages, document.size_bytes, view(document.sha256)});
  write_file(transaction, "document/" + document.guid.text(), bytes);
}

void delete_document(SqlTransaction& transaction, const Document& document) {
  delete_file(transaction, "document/" + document.guid.text());
  transaction.execute("DELETE FROM esign_documents WHERE guid = $1", {view(document.guid.text())});
}

void write_custom_fields(SqlTransaction& transaction, const Envelope& envelope) {
  transaction.execute("DELETE FROM esign_custom_fields WHERE envelope_id = $1", {view(envelope.id.text())});
  std::int64_t position = 0;
  for (const CustomField& field : envelope.custom_fields) {
    const std::string items = texts_as_json(field.items);
    transaction.execute(
        "INSERT INTO esign_custom_fields (envelope_id, field_id, position, name, value, is_list, items, is_shown, is_required) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {view(envelope.id.text()), view(field.field_id), position++, view(field.name), view(field.value), number_of(field.is_list), view(items),
         number_of(field.is_shown), number_of(field.is_required)});
  }
}

}  // namespace switchyard::esign

#include "esign/envelopes/envelope_store.hpp"

#include "esign/envelopes/envelope_rows_store.hpp"
#include "esign/envelopes/file_parts_store.hpp"
#include "esign/envelopes/stored_details.hpp"

namespace switchyard::esign {
namespace {

std::optional<Instant> instant_or_null(const SqlRow& row, int column) {
  const auto ms = row.integer_or_null(column);
  if (!ms) return std::nullopt;
  return Instant::from_unix_ms(*ms);
}

Recipient recipient_of(const SqlRow& row) {
  Recipient one;
  one.guid = RecipientGuid::of_stored(row.text(0));
  one.kind = parse_recipient_kind(row.text(1)).value();
  one.recipient_id = row.text(2);
  one.routing_order = row.integer(3);
  one.status = parse_recipient_status(row.text(4)).value();
  one.name = row.text(5);
  one.email = row.text(6);
  one.client_user_id = row.text(7);
  one.user = UserId::of_stored(row.text(8));
  one.sent_at = instant_or_null(row, 9);
  one.delivered_at = instant_or_null(row, 10);
  one.signed_at = instant_or_null(row, 11);
  one.declined_at = instant_or_null(row, 12);
  one.declined_reason = row.text(13);
  one.reassigned_from = row.text(14);
  one.disclosure_accepted_at = instant_or_null(row, 15);
  one.reminders = row.integer(16);
  one.signature_id = row.text_or_null(17).value_or("");
  read_recipient_details(row.text(18), one);
  return one;
}

void read_recipients(SqlReader& reader, Envelope& envelope) {
  const std::string_view id = envelope.id.text();
  reader.query(
      "SELECT r.guid, r.kind, r.recipient_id, r.routing_order, r.status, r.name, r.email, r.client_user_id, r.user_id, r.sent_at_ms, "
      "r.delivered_at_ms, r.signed_at_ms, r.declined_at_ms, r.declined_reason, r.reassigned_from, r.disclosure_accepted_at_ms, r.reminders, "
      "a.signature_id, r.details FROM esign_recipients r LEFT JOIN esign_adoptions a ON a.envelope_id = r.envelope_id AND a.recipient_guid = r.guid "
      "WHERE r.envelope_id = $1 ORDER BY r.routing_order, r.position",
      {id}, [&](const SqlRow& row) { envelope.recipients.push_back(recipient_of(row)); });
}

void read_tabs(SqlReader& reader, Envelope& envelope) {
  const std::string_view id = envelope.id.text();
  reader.query("SELECT id, recipient_guid, kind, value, filled_at_ms, details FROM esign_tabs WHERE envelope_id = $1 ORDER BY position, id", {id},
               [&](const SqlRow& row) {
                 Tab tab;
                 tab.id = TabId::of_stored(row.text(0));
                 tab.recipient = RecipientGuid::of_stored(row.text(1));
                 tab.kind = parse_tab_kind(row.text(2)).value();
                 tab.value = row.text(3);
                 tab.filled_at = instant_or_null(row, 4);
                 read_tab_details(row.text(5), tab);
                 for (Recipient& one : envelope.recipients) {
                   if (one.guid == tab.recipient) one.tabs.push_back(std::move(tab));
                 }
               });
}

void read_documents(SqlReader& reader, Envelope& envelope) {
  const std::string_view id = envelope.id.text();
  reader.query(
      "SELECT guid, document_id, name, file_extension, position, pages, size_bytes, sha256 FROM esign_documents WHERE envelope_id = $1 "
      "ORDER BY position, document_id",
      {id}, [&](const SqlRow& row) {
        envelope.documents.push_back({.guid = DocumentGuid::of_stored(row.text(0)),
                                      .document_id = std::string(row.text(1)),
                                      .name = std::string(row.text(2)),
                                      .file_extension = std::string(row.text(3)),
                                      .order = row.integer(4),
                                      .pages = row.integer(5),
                                      .size_bytes = row.integer(6),
                                      .sha256 = std::string(row.text(7))});
      });
}

void read_custom_fields(SqlReader& reader, Envelope& envelope) {
  const std::string_view id = envelope.id.text();
  reader.query(
      "SELECT field_id, name, value, is_list, items, is_shown, is_required FROM esign_custom_fields WHERE envelope_id = $1 ORDER BY position",
      {id}, [&](const SqlRow& row) {
        envelope.custom_fields.push_back({.field_id = std::string(row.text(0)),
                                          .name = std::string(row.text(1)),
                                          .value = std::string(row.text(2)),
                                          .is_list = row.integer(3) != 0,
                                          .items = read_texts(row.text(4)),
                                          .is_shown = row.integer(5) != 0,
                                          .is_required = row.integer(6) != 0});
      });
}

// Reads the row of one envelope that is not deleted.
std::optional<Envelope> first(SqlReader& reader, std::string_view sql, std::initializer_list<SqlValue> values) {
  std::optional<Envelope> found;
  reader.query(sql, values, [&](const SqlRow& row) { found = envelope_of_row(row); });
  if (!found || found->status == EnvelopeStatus::deleted) return std::nullopt;
  read_envelope_contents(reader, *found);
  return found;
}

}  // namespace

Envelope envelope_of_row(const SqlRow& row) {
  Envelope envelope;
  envelope.id = EnvelopeId::of_stored(row.text(0));
  envelope.account = AccountId::of_stored(row.text(1));
  envelope.sender = UserId::of_stored(row.text(2));
  envelope.status = parse_envelope_status(row.text(3)).value();
  envelope.email_subject = row.text(4);
  envelope.transaction_id = row.text(5);
  envelope.created_at = Instant::from_unix_ms(row.integer(6));
  envelope.changed_at = Instant::from_unix_ms(row.integer(7));
  envelope.status_changed_at = Instant::from_unix_ms(row.integer(8));
  envelope.initial_sent_at = instant_or_null(row, 9);
  envelope.sent_at = instant_or_null(row, 10);
  envelope.delivered_at = instant_or_null(row, 11);
  envelope.completed_at = instant_or_null(row, 12);
  envelope.declined_at = instant_or_null(row, 13);
  envelope.voided_at = instant_or_null(row, 14);
  envelope.expires_at = instant_or_null(row, 15);
  envelope.voided_reason = row.text(16);
  read_envelope_details(row.text(17), envelope);
  envelope.is_sealed = row.integer(18) != 0;
  return envelope;
}

void read_envelope_contents(SqlReader& reader, Envelope& envelope) {
  read_recipients(reader, envelope);
  read_tabs(reader, envelope);
  read_documents(reader, envelope);
  read_custom_fields(reader, envelope);
}

std::optional<Envelope> find_envelope(SqlReader& reader, const AccountId& account, const EnvelopeId& id) {
  return first(reader, "SELECT " ESIGN_ENVELOPE_COLUMNS " FROM esign_envelopes WHERE id = $1 AND account_id = $2",
               {std::string_view(id.text()), std::string_view(account.text())});
}

std::optional<Envelope> find_envelope_of_any_account(SqlReader& reader, const EnvelopeId& id) {
  return first(reader, "SELECT " ESIGN_ENVELOPE_COLUMNS " FROM esign_envelopes WHERE id = $1", {std::string_view(id.text())});
}

std::optional<Envelope> lock_envelope(SqlTransaction& transaction, const EnvelopeId& id) {
  return first(transaction, "SELECT " ESIGN_ENVELOPE_COLUMNS " FROM esign_envelopes WHERE id = $1 FOR UPDATE", {std::string_view(id.text())});
}

std::optional<std::string> document_bytes(SqlReader& reader, const EnvelopeId& envelope, std::string_view document_id) {
  std::string owner;
  reader.query("SELECT guid FROM esign_documents WHERE envelope_id = $1 AND document_id = $2", {std::string_view(envelope.text()), document_id},
               [&](const SqlRow& row) { owner = "document/" + std::string(row.text(0)); });
  if (owner.empty()) return std::nullopt;
  return read_file(reader, owner);
}

}  // namespace switchyard::esign

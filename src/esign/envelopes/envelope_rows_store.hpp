// Envelopes and their parts written row by row, for the acts of this room; each holds the envelope's lock. Reading them: envelope_store.hpp.
#pragma once

#include <string_view>
#include <vector>

#include "esign/envelopes/envelope.hpp"
#include "esign/envelopes/signer_acts.hpp"
#include "ports/database.hpp"

namespace switchyard::esign {

// As envelope_of_row reads them.
#define ESIGN_ENVELOPE_COLUMNS                                                                                                       \
  "id, account_id, sender_id, status, email_subject, transaction_id, created_at_ms, changed_at_ms, status_changed_at_ms, "           \
  "initial_sent_at_ms, sent_at_ms, delivered_at_ms, completed_at_ms, declined_at_ms, voided_at_ms, expires_at_ms, voided_reason, " \
  "details, is_sealed"

// Without its parts.
[[nodiscard]] Envelope envelope_of_row(const SqlRow& row);
void read_envelope_contents(SqlReader& reader, Envelope& envelope);

// The row alone.
void insert_envelope_row(SqlTransaction& transaction, const Envelope& envelope);
void update_envelope_row(SqlTransaction& transaction, const Envelope& envelope);
void set_next_reminder(SqlTransaction& transaction, const EnvelopeId& id, std::optional<Instant> at);
// When signers are told that it expires soon.
void set_next_warning(SqlTransaction& transaction, const EnvelopeId& id, std::optional<Instant> at);

// Without tabs.
void insert_recipient(SqlTransaction& transaction, const EnvelopeId& envelope, const Recipient& recipient, std::int64_t position);
void update_recipient(SqlTransaction& transaction, const Recipient& recipient);
void delete_recipient(SqlTransaction& transaction, const EnvelopeId& envelope, const RecipientGuid& guid);  // With tabs.

// Tabs have places from `position` on.
void insert_tabs(SqlTransaction& transaction, const EnvelopeId& envelope, const std::vector<Tab>& tabs, std::int64_t position);
void update_tab(SqlTransaction& transaction, const Tab& tab);
void update_tab_value(SqlTransaction& transaction, const Tab& tab);
void delete_tab(SqlTransaction& transaction, const TabId& id);
[[nodiscard]] std::int64_t next_tab_position(SqlReader& reader, const EnvelopeId& envelope);

void insert_document(SqlTransaction& transaction, const EnvelopeId& envelope, const Document& document, std::string_view bytes);
void delete_document(SqlTransaction& transaction, const Document& document);

// Takes the place of all.
void write_custom_fields(SqlTransaction& transaction, const Envelope& envelope);

void write_adoption(SqlTransaction& transaction, const EnvelopeId& envelope, const RecipientGuid& recipient, const AdoptedSignature& adopted);
void delete_adoption(SqlTransaction& transaction, const EnvelopeId& envelope, const RecipientGuid& recipient);

}  // namespace switchyard::esign

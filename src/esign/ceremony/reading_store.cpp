#include "esign/ceremony/reading_store.hpp"

namespace switchyard::esign {
namespace {

constexpr std::string_view kWrite =
    "INSERT INTO esign_reading (recipient_guid, document_id, page, changed_at_ms) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (recipient_guid, document_id) DO UPDATE SET page = $3, changed_at_ms = $4";
constexpr std::string_view kSeen = "UPDATE esign_reading SET seen_to_end_at_ms = $3 WHERE recipient_guid = $1 AND document_id = $2 AND seen_to_end_at_ms IS NULL";
constexpr std::string_view kFind = "SELECT document_id, page, seen_to_end_at_ms FROM esign_reading WHERE recipient_guid = $1 ORDER BY changed_at_ms DESC, document_id";

}  // namespace

void write_reading(SqlTransaction& transaction, const RecipientGuid& recipient, std::string_view document_id, std::int64_t page, Instant at) {
  transaction.execute(kWrite, {std::string_view(recipient.text()), document_id, page, at.unix_ms()});
}

bool mark_seen_to_end(SqlTransaction& transaction, const RecipientGuid& recipient, std::string_view document_id, Instant at) {
  return transaction.execute(kSeen, {std::string_view(recipient.text()), document_id, at.unix_ms()}) == 1;
}

std::vector<Reading> readings_of(SqlReader& reader, const RecipientGuid& recipient) {
  std::vector<Reading> readings;
  reader.query(kFind, {std::string_view(recipient.text())},
               [&](const SqlRow& row) { readings.push_back({.document_id = std::string(row.text(0)), .page = row.integer(1), .is_seen_to_end = !row.is_null(2)}); });
  return readings;
}

}  // namespace switchyard::esign

#include "esign/envelopes/envelope_clock_store.hpp"

namespace switchyard::esign {
namespace {

std::vector<EnvelopeId> ids(SqlReader& reader, std::string_view sql, Instant now, std::int64_t limit) {
  std::vector<EnvelopeId> found;
  reader.query(sql, {now.unix_ms(), limit}, [&](const SqlRow& row) { found.push_back(EnvelopeId::of_stored(row.text(0))); });
  return found;
}

}  // namespace

std::vector<EnvelopeId> envelopes_to_expire(SqlReader& reader, Instant now, std::int64_t limit) {
  return ids(reader, "SELECT id FROM esign_envelopes WHERE expires_at_ms <= $1 AND status IN ('sent', 'delivered') ORDER BY expires_at_ms, id LIMIT $2", now,
             limit);
}

std::vector<EnvelopeId> envelopes_to_remind(SqlReader& reader, Instant now, std::int64_t limit) {
  return ids(reader, "SELECT id FROM esign_envelopes WHERE next_reminder_at_ms <= $1 ORDER BY next_reminder_at_ms, id LIMIT $2", now, limit);
}

std::vector<EnvelopeId> envelopes_to_warn_of(SqlReader& reader, Instant now, std::int64_t limit) {
  return ids(reader, "SELECT id FROM esign_envelopes WHERE next_warning_at_ms <= $1 ORDER BY next_warning_at_ms, id LIMIT $2", now, limit);
}

bool is_reminder_due(SqlReader& reader, const EnvelopeId& id, Instant now) {
  bool due = false;
  reader.query("SELECT 1 FROM esign_envelopes WHERE id = $1 AND next_reminder_at_ms <= $2", {std::string_view(id.text()), now.unix_ms()},
               [&](const SqlRow&) { due = true; });
  return due;
}

}  // namespace switchyard::esign

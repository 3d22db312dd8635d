#include "signing/inbox_store.hpp"

namespace switchyard::signing {

void insert_callback(SqlTransaction& transaction, const KeptCallback& callback, Instant now) {
  transaction.execute(
      "INSERT INTO signing_connect_inbox (id, provider, received_at_ms, headers, body, event_key, outcome) VALUES ($1, $2, $3, $4, $5, '', '')",
      {callback.id.text(), callback.provider, now.unix_ms(), callback.headers, Blob{callback.body}});
}

std::optional<KeptCallback> find_callback(SqlReader& reader, const CallbackId& id) {
  std::optional<KeptCallback> found;
  reader.query("SELECT provider, headers, body FROM signing_connect_inbox WHERE id = $1 AND applied_at_ms IS NULL", {id.text()}, [&](const SqlRow& row) {
    found = KeptCallback{.id = id, .provider = std::string(row.text(0)), .headers = std::string(row.text(1)), .body = std::string(row.blob(2))};
  });
  return found;
}

bool is_event_applied(SqlReader& reader, std::string_view event_key) {
  bool is_applied = false;
  reader.query("SELECT 1 FROM signing_connect_inbox WHERE event_key = $1 AND outcome = 'applied' LIMIT 1", {event_key}, [&](const SqlRow&) { is_applied = true; });
  return is_applied;
}

void mark_callback(SqlTransaction& transaction, const CallbackId& id, std::string_view event_key, std::string_view outcome, Instant now) {
  transaction.execute("UPDATE signing_connect_inbox SET event_key = $2, outcome = $3, applied_at_ms = $4 WHERE id = $1", {id.text(), event_key, outcome, now.unix_ms()});
}

std::int64_t forget_callbacks(SqlTransaction& transaction, Instant instant, int limit) {
  return transaction.execute(
      "DELETE FROM signing_connect_inbox WHERE id IN (SELECT id FROM signing_connect_inbox WHERE received_at_ms < $1 AND applied_at_ms IS NOT NULL ORDER BY received_at_ms "
      "LIMIT $2)",
      {instant.unix_ms(), std::int64_t{limit}});
}

}  // namespace switchyard::signing

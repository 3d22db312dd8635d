#include "outbox/idempotency_store.hpp"

#include <algorithm>

#include "outbox/idempotency.hpp"
#include "values/ensure.hpp"

namespace switchyard::outbox {
namespace {

constexpr std::string_view kInsert =
    "INSERT INTO outbox_idempotency_keys (scope, idempotency_key, body_sha256, attempt, held_until_ms) VALUES ($1, $2, $3, 1, $4)"
    " ON CONFLICT (scope, idempotency_key) DO NOTHING";
constexpr std::string_view kSelect =
    "SELECT body_sha256, attempt, status, headers, body, held_until_ms FROM outbox_idempotency_keys WHERE scope = $1 AND idempotency_key = $2 FOR UPDATE";
constexpr std::string_view kTakeOver =
    "UPDATE outbox_idempotency_keys SET body_sha256 = $3, attempt = attempt + 1, status = NULL, headers = NULL, body = NULL, held_until_ms = $4"
    " WHERE scope = $1 AND idempotency_key = $2";
constexpr std::string_view kComplete =
    "UPDATE outbox_idempotency_keys SET status = $4, headers = $5, body = $6, held_until_ms = $7"
    " WHERE scope = $1 AND idempotency_key = $2 AND attempt = $3 AND status IS NULL";
constexpr std::string_view kAbandon =
    "DELETE FROM outbox_idempotency_keys WHERE scope = $1 AND idempotency_key = $2 AND attempt = $3 AND status IS NULL";
constexpr std::string_view kForget =
    "DELETE FROM outbox_idempotency_keys WHERE held_until_ms <= $1 AND (scope, idempotency_key) IN"
    " (SELECT scope, idempotency_key FROM outbox_idempotency_keys WHERE held_until_ms <= $1 ORDER BY held_until_ms LIMIT $2)";

// A key that stands already, as found.
struct Found {
  std::string body_sha256;
  std::int64_t attempt;
  std::optional<StoredAnswer> answer;
  Instant held_until;
};

Found found_in(const SqlRow& row) {
  Found found{.body_sha256 = std::string(row.blob(0)), .attempt = row.integer(1), .answer = {}, .held_until = Instant::from_unix_ms(row.integer(5))};
  if (!row.is_null(2)) found.answer = StoredAnswer{static_cast<int>(row.integer(2)), std::string(row.text(3)), std::string(row.blob(4))};
  return found;
}

}  // namespace

KeyState begin_keyed(SqlTransaction& transaction, const KeyedRequest& request, Instant now) {
  ENSURE(request.body_sha256.size() == 32);
  const std::string_view scope = request.scope, key = request.key.text();
  const std::int64_t held_until_ms = (now + kRunLease).unix_ms();
  if (transaction.execute(kInsert, {scope, key, Blob{request.body_sha256}, held_until_ms}) == 1) return KeyFresh{1};
  std::optional<Found> found;
  transaction.query(kSelect, {scope, key}, [&](const SqlRow& row) { found = found_in(row); });
  ENSURE(found.has_value());
  if (found->held_until <= now) {
    transaction.execute(kTakeOver, {scope, key, Blob{request.body_sha256}, held_until_ms});
    return KeyFresh{found->attempt + 1};
  }
  if (found->body_sha256 != request.body_sha256) return KeyMismatch{};
  if (found->answer) return KeyReplay{*std::move(found->answer)};
  return KeyRunning{std::min(found->held_until - now, Duration::seconds(1))};
}

bool complete_keyed(SqlTransaction& transaction, const KeyedRequest& request, KeyFresh fresh, const StoredAnswer& kept, Instant now) {
  return transaction.execute(kComplete, {std::string_view(request.scope), std::string_view(request.key.text()), fresh.attempt, std::int64_t{kept.status},
                                         std::string_view(kept.headers), Blob{kept.body}, (now + kKeyLifetime).unix_ms()}) == 1;
}

void abandon_keyed(SqlTransaction& transaction, const KeyedRequest& request, KeyFresh fresh) {
  transaction.execute(kAbandon, {std::string_view(request.scope), std::string_view(request.key.text()), fresh.attempt});
}

std::int64_t forget_expired_keys(SqlTransaction& transaction, Instant now, int limit) {
  return transaction.execute(kForget, {now.unix_ms(), std::int64_t{limit}});
}

}  // namespace switchyard::outbox

#include "webhooks/deliveries/delivery_store.hpp"

#include "webhooks/endpoints/endpoint_store.hpp"

namespace switchyard::webhooks {
namespace {

constexpr std::string_view kLockFanOut = "SELECT number FROM webhook_fan_out WHERE id = 1 FOR UPDATE";
constexpr std::string_view kFanOut = "SELECT number FROM webhook_fan_out WHERE id = 1";
constexpr std::string_view kSetFanOut = "UPDATE webhook_fan_out SET number = $1 WHERE id = 1";
constexpr std::string_view kQueue =
    "INSERT INTO webhook_deliveries (id, endpoint_id, partner_id, event_id, event_number, event_type, subject, state, replay, attempts, next_at_ms, last_status,"
    " last_error, created_at_ms, finished_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending', $8, 0, $9, 0, '', $9, NULL)"
    " ON CONFLICT (endpoint_id, event_id, replay) DO NOTHING";
constexpr std::string_view kFormerOf =
    "SELECT CAST(COALESCE(MAX(replay), -1) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN state IN ('pending', 'delivered') THEN 1 ELSE 0 END), 0) AS BIGINT)"
    " FROM webhook_deliveries WHERE endpoint_id = $1 AND event_id = $2";
constexpr std::string_view kWake = "UPDATE webhook_endpoints SET due_at_ms = $2 WHERE id = $1 AND (due_at_ms IS NULL OR due_at_ms > $2)";
constexpr std::string_view kUnowned =
    "SELECT id, partner_id FROM webhook_endpoints WHERE state = 'active' AND due_at_ms IS NOT NULL AND due_at_ms <= $1 AND owned_until_ms <= $1 ORDER BY due_at_ms, id"
    " LIMIT $2 FOR UPDATE SKIP LOCKED";
constexpr std::string_view kOwn = "UPDATE webhook_endpoints SET owner = $2, owned_until_ms = $3 WHERE id = $1";
constexpr std::string_view kRenew = "UPDATE webhook_endpoints SET owned_until_ms = $3 WHERE id = $1 AND owner = $2 AND state = 'active'";
constexpr std::string_view kPartnerOf = "SELECT partner_id FROM webhook_endpoints WHERE id = $1";
constexpr std::string_view kRelease =
    "UPDATE webhook_endpoints SET owner = NULL, owned_until_ms = 0, due_at_ms ="
    " (SELECT MIN(d.next_at_ms) FROM webhook_deliveries d WHERE d.endpoint_id = webhook_endpoints.id AND d.state = 'pending') WHERE id = $1 AND owner = $2";
constexpr std::string_view kNextDue = "SELECT MIN(next_at_ms) FROM webhook_deliveries WHERE endpoint_id = $1 AND state = 'pending'";
#define DELIVERY_COLUMNS                                                                                                                                \
  "SELECT d.id, d.endpoint_id, d.partner_id, d.event_id, d.event_number, d.event_type, d.subject, d.state, d.replay, d.attempts, d.next_at_ms, d.last_status," \
  " d.last_error, d.created_at_ms, d.finished_at_ms FROM webhook_deliveries d"
constexpr std::string_view kDue = DELIVERY_COLUMNS " WHERE d.endpoint_id = $1 AND d.state = 'pending' AND d.next_at_ms <= $2 ORDER BY d.next_at_ms, d.event_number LIMIT $3";
constexpr std::string_view kDueInOrder =
    DELIVERY_COLUMNS
    " WHERE d.endpoint_id = $1 AND d.state = 'pending' AND d.next_at_ms <= $2 AND NOT EXISTS (SELECT 1 FROM webhook_deliveries f WHERE f.endpoint_id = d.endpoint_id AND"
    " f.subject = d.subject AND f.state = 'pending' AND f.event_number < d.event_number) ORDER BY d.next_at_ms, d.event_number LIMIT $3";
constexpr std::string_view kList =
    DELIVERY_COLUMNS
    " WHERE d.partner_id = $1 AND ($2 = '' OR d.id < $2) AND ($3 = '' OR d.endpoint_id = $3) AND ($4 = '' OR d.event_id = $4) AND ($5 = '' OR d.event_type = $5)"
    " AND ($6 = '' OR d.subject = $6) AND ($7 = '' OR d.state = $7) ORDER BY d.id DESC LIMIT $8";
constexpr std::string_view kFind = DELIVERY_COLUMNS " WHERE d.id = $2 AND d.partner_id = $1";
#undef DELIVERY_COLUMNS
constexpr std::string_view kInsertAttempt =
    "INSERT INTO webhook_attempts (delivery_id, attempt, at_ms, took_ms, request_headers, status, error, answer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    " ON CONFLICT (delivery_id, attempt) DO NOTHING";
constexpr std::string_view kUpdate =
    "UPDATE webhook_deliveries SET state = $2, attempts = $3, next_at_ms = $4, last_status = $5, last_error = $6, finished_at_ms = $7 WHERE id = $1 AND state = 'pending'";
constexpr std::string_view kCancel = "UPDATE webhook_deliveries SET state = 'cancelled', finished_at_ms = $2 WHERE endpoint_id = $1 AND state = 'pending'";
constexpr std::string_view kAttempts =
    "SELECT attempt, at_ms, took_ms, request_headers, status, error, answer FROM webhook_attempts WHERE delivery_id = $1 ORDER BY attempt";
constexpr std::string_view kCounts =
    "SELECT CAST(COUNT(*) AS BIGINT), MIN(next_at_ms) FROM webhook_deliveries WHERE state = 'pending'";
constexpr std::string_view kExhausted = "SELECT CAST(COUNT(*) AS BIGINT) FROM webhook_deliveries WHERE state = 'exhausted'";
constexpr std::string_view kOld = "SELECT id FROM webhook_deliveries WHERE created_at_ms < $1 AND state <> 'pending' ORDER BY created_at_ms LIMIT $2";
constexpr std::string_view kDeleteAttempts = "DELETE FROM webhook_attempts WHERE delivery_id = $1";
constexpr std::string_view kDelete = "DELETE FROM webhook_deliveries WHERE id = $1";

Delivery delivery_of(const SqlRow& row) {
  const auto finished = row.integer_or_null(14);
  return {.id = DeliveryId::parse(row.text(0)).value(),
          .endpoint = EndpointId::parse(row.text(1)).value(),
          .partner = access::PartnerId::parse(row.text(2)).value(),
          .event = outbox::EventId::parse(row.text(3)).value(),
          .event_number = row.integer(4),
          .event_type = std::string(row.text(5)),
          .subject = std::string(row.text(6)),
          .state = parse_delivery_state(row.text(7)).value(),
          .replay = row.integer(8),
          .attempts = row.integer(9),
          .next_at = Instant::from_unix_ms(row.integer(10)),
          .last_status = static_cast<int>(row.integer(11)),
          .last_error = std::string(row.text(12)),
          .created_at = Instant::from_unix_ms(row.integer(13)),
          .finished_at = finished ? std::optional(Instant::from_unix_ms(*finished)) : std::nullopt};
}

bool insert(SqlTransaction& transaction, const Delivery& delivery) {
  const std::string id = delivery.id.text();
  const std::string endpoint = delivery.endpoint.text();
  const std::string partner = delivery.partner.text();
  const std::string event = delivery.event.text();
  return transaction.execute(kQueue, {std::string_view(id), std::string_view(endpoint), std::string_view(partner), std::string_view(event), delivery.event_number,
                                      std::string_view(delivery.event_type), std::string_view(delivery.subject), delivery.replay, delivery.next_at.unix_ms()}) > 0;
}

Delivery of_event(const Endpoint& endpoint, const outbox::Event& event, const DeliveryId& id, Instant now) {
  return {.id = id, .endpoint = endpoint.id, .partner = endpoint.partner, .event = event.id, .event_number = event.number, .event_type = event.type, .subject = event.subject,
          .next_at = now, .created_at = now};
}

struct Former {
  std::int64_t last_replay = -1;
  std::int64_t alive = 0;  // Pending or delivered.
};

Former former_of(SqlReader& reader, const EndpointId& endpoint, const outbox::EventId& event) {
  Former former;
  const std::string endpoint_text = endpoint.text();
  const std::string event_text = event.text();
  reader.query(kFormerOf, {std::string_view(endpoint_text), std::string_view(event_text)}, [&](const SqlRow& row) { former = {row.integer(0), row.integer(1)}; });
  return former;
}

std::vector<Delivery> deliveries(SqlReader& reader, std::string_view sql, std::span<const SqlValue> values) {
  std::vector<Delivery> found;
  reader.query(sql, values, [&](const SqlRow& row) { found.push_back(delivery_of(row)); });
  return found;
}

}  // namespace

std::string_view text_of(DeliveryState state) {
  switch (state) {
    case DeliveryState::pending: return "pending";
    case DeliveryState::delivered: return "delivered";
    case DeliveryState::exhausted: return "exhausted";
    case DeliveryState::cancelled: return "cancelled";
  }
  return "";
}

Result<DeliveryState> parse_delivery_state(std::string_view text) {
  for (const DeliveryState state : {DeliveryState::pending, DeliveryState::delivered, DeliveryState::exhausted, DeliveryState::cancelled}) {
    if (text_of(state) == text) return state;
  }
  return Error{ErrorKind::invalid, "not_one_of", "must be pending, delivered, exhausted or cancelled"};
}

std::int64_t lock_fan_out(SqlTransaction& transaction) {
  std::int64_t number = 0;
  transaction.query(kLockFanOut, {}, [&](const SqlRow& row) { number = row.integer(0); });
  return number;
}

std::int64_t fanned_out_number(SqlReader& reader) {
  std::int64_t number = 0;
  reader.query(kFanOut, {}, [&](const SqlRow& row) { number = row.integer(0); });
  return number;
}

void set_fan_out(SqlTransaction& transaction, std::int64_t number) { transaction.execute(kSetFanOut, {number}); }

std::vector<Endpoint> gathering_endpoints(SqlReader& reader, const std::string& partner) {
  std::vector<Endpoint> endpoints = list_endpoints(reader, access::PartnerId::parse(partner).value(), {}, static_cast<std::int64_t>(kEndpointsMax));
  std::erase_if(endpoints, [](const Endpoint& endpoint) { return endpoint.state == EndpointState::disabled; });
  return endpoints;
}

bool queue_delivery(SqlTransaction& transaction, const Endpoint& endpoint, const outbox::Event& event, const DeliveryId& id, Instant now) {
  if (!insert(transaction, of_event(endpoint, event, id, now))) return false;
  wake_endpoint(transaction, endpoint.id, now);
  return true;
}

bool queue_missed(SqlTransaction& transaction, const Endpoint& endpoint, const outbox::Event& event, const DeliveryId& id, Instant now) {
  const Former former = former_of(transaction, endpoint.id, event.id);
  if (former.alive > 0) return false;
  Delivery delivery = of_event(endpoint, event, id, now);
  delivery.replay = former.last_replay + 1;
  return insert(transaction, delivery);
}

Delivery queue_replay(SqlTransaction& transaction, const Delivery& former, const DeliveryId& id, Instant now) {
  Delivery delivery = former;
  delivery.id = id;
  delivery.state = DeliveryState::pending;
  delivery.replay = former_of(transaction, former.endpoint, former.event).last_replay + 1;
  delivery.attempts = 0;
  delivery.next_at = now;
  delivery.last_status = 0;
  delivery.last_error.clear();
  delivery.created_at = now;
  delivery.finished_at.reset();
  ENSURE(insert(transaction, delivery));
  wake_endpoint(transaction, delivery.endpoint, now);
  return delivery;
}

void wake_endpoint(SqlTransaction& transaction, const EndpointId& id, Instant due) {
  const std::string text = id.text();
  if (transaction.execute(kWake, {std::string_view(text), due.unix_ms()}) > 0) transaction.notify(kDueChannel, {});
}

std::vector<Endpoint> own_endpoints(SqlTransaction& transaction, std::string_view owner, Instant now, Instant until, std::int64_t limit) {
  std::vector<std::pair<std::string, std::string>> found;
  transaction.query(kUnowned, {now.unix_ms(), limit}, [&](const SqlRow& row) { found.emplace_back(row.text(0), row.text(1)); });
  std::vector<Endpoint> endpoints;
  for (const auto& [id, partner] : found) {
    transaction.execute(kOwn, {std::string_view(id), owner, until.unix_ms()});
    auto endpoint = find_endpoint(transaction, access::PartnerId::parse(partner).value(), EndpointId::parse(id).value());
    if (endpoint) endpoints.push_back(std::move(*endpoint));
  }
  return endpoints;
}

std::optional<Endpoint> owned_endpoint(SqlTransaction& transaction, const EndpointId& id, std::string_view owner, Instant until) {
  const std::string text = id.text();
  if (transaction.execute(kRenew, {std::string_view(text), owner, until.unix_ms()}) == 0) return std::nullopt;
  std::optional<access::PartnerId> partner;
  transaction.query(kPartnerOf, {std::string_view(text)}, [&](const SqlRow& row) { partner = access::PartnerId::parse(row.text(0)).value(); });
  return find_endpoint(transaction, *partner, id);
}

void release_endpoint(SqlTransaction& transaction, const EndpointId& id, std::string_view owner) {
  const std::string text = id.text();
  transaction.execute(kRelease, {std::string_view(text), owner});
}

std::vector<Delivery> due_deliveries(SqlReader& reader, const Endpoint& endpoint, Instant now, std::int64_t limit) {
  const std::string id = endpoint.id.text();
  const std::vector<SqlValue> values = {std::string_view(id), now.unix_ms(), limit};
  return deliveries(reader, endpoint.order == DeliveryOrder::parallel ? kDue : kDueInOrder, values);
}

std::optional<Instant> next_due(SqlReader& reader, const EndpointId& id) {
  std::optional<Instant> due;
  const std::string text = id.text();
  reader.query(kNextDue, {std::string_view(text)}, [&](const SqlRow& row) {
    if (const auto ms = row.integer_or_null(0)) due = Instant::from_unix_ms(*ms);
  });
  return due;
}

void insert_attempt(SqlTransaction& transaction, const DeliveryId& delivery, const Attempt& attempt) {
  const std::string id = delivery.text();
  transaction.execute(kInsertAttempt, {std::string_view(id), attempt.number, attempt.at.unix_ms(), attempt.took.ms, std::string_view(attempt.request_headers),
                                       std::int64_t{attempt.status}, std::string_view(attempt.error), Blob{attempt.answer}});
}

void update_delivery(SqlTransaction& transaction, const Delivery& delivery) {
  const std::string id = delivery.id.text();
  const std::optional<std::int64_t> finished = delivery.finished_at ? std::optional(delivery.finished_at->unix_ms()) : std::nullopt;
  transaction.execute(kUpdate, {std::string_view(id), text_of(delivery.state), delivery.attempts, delivery.next_at.unix_ms(), std::int64_t{delivery.last_status},
                                std::string_view(delivery.last_error), sql_value(finished)});
}

std::int64_t cancel_pending(SqlTransaction& transaction, const EndpointId& id, Instant now) {
  const std::string text = id.text();
  return transaction.execute(kCancel, {std::string_view(text), now.unix_ms()});
}

std::vector<Delivery> list_deliveries(SqlReader& reader, const access::PartnerId& partner, const DeliveryFilter& filter, const std::optional<DeliveryId>& before,
                                      std::int64_t limit) {
  const std::string partner_text = partner.text();
  const std::string before_text = before ? before->text() : std::string();
  const std::string endpoint = filter.endpoint ? filter.endpoint->text() : std::string();
  const std::string_view state = filter.state ? text_of(*filter.state) : std::string_view();
  const std::vector<SqlValue> values = {std::string_view(partner_text),  std::string_view(before_text), std::string_view(endpoint), std::string_view(filter.event),
                                        std::string_view(filter.type), std::string_view(filter.subject), state, limit};
  return deliveries(reader, kList, values);
}

std::optional<Delivery> find_delivery(SqlReader& reader, const access::PartnerId& partner, const DeliveryId& id) {
  const std::string partner_text = partner.text();
  const std::string id_text = id.text();
  const std::vector<SqlValue> values = {std::string_view(partner_text), std::string_view(id_text)};
  auto found = deliveries(reader, kFind, values);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Attempt> attempts_of(SqlReader& reader, const DeliveryId& id) {
  std::vector<Attempt> attempts;
  const std::string text = id.text();
  reader.query(kAttempts, {std::string_view(text)}, [&](const SqlRow& row) {
    attempts.push_back({.number = row.integer(0), .at = Instant::from_unix_ms(row.integer(1)), .took = Duration::milliseconds(row.integer(2)),
                        .request_headers = std::string(row.text(3)), .status = static_cast<int>(row.integer(4)), .error = std::string(row.text(5)), .answer = std::string(row.blob(6))});
  });
  return attempts;
}

DeliveryCounts count_deliveries(SqlReader& reader) {
  DeliveryCounts counts;
  reader.query(kCounts, {}, [&](const SqlRow& row) {
    counts.pending = row.integer(0);
    if (const auto ms = row.integer_or_null(1)) counts.oldest_due = Instant::from_unix_ms(*ms);
  });
  reader.query(kExhausted, {}, [&](const SqlRow& row) { counts.exhausted = row.integer(0); });
  return counts;
}

std::int64_t forget_deliveries(SqlTransaction& transaction, Instant before, std::int64_t limit) {
  std::vector<std::string> ids;
  transaction.query(kOld, {before.unix_ms(), limit}, [&](const SqlRow& row) { ids.emplace_back(row.text(0)); });
  for (const std::string& id : ids) {
    transaction.execute(kDeleteAttempts, {std::string_view(id)});
    transaction.execute(kDelete, {std::string_view(id)});
  }
  return static_cast<std::int64_t>(ids.size());
}

}  // namespace switchyard::webhooks

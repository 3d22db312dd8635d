#include "webhooks/endpoints/endpoint_store.hpp"

#include "webhooks/endpoints/event_types.hpp"

namespace switchyard::webhooks {
namespace {

constexpr std::string_view kInsert =
    "INSERT INTO webhook_endpoints (id, partner_id, application_id, url, description, state, disabled_reason, event_types, headers, rate_per_second, delivery_order,"
    " secret, former_secret, former_secret_until_ms, failing_since_ms, version, created_at_ms, changed_at_ms, due_at_ms, owner, owned_until_ms)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, NULL, NULL, $13, $14, $15, NULL, NULL, 0)";
#define ENDPOINT_COLUMNS                                                                                                                                       \
  "SELECT id, partner_id, application_id, url, description, state, disabled_reason, event_types, rate_per_second, delivery_order, former_secret_until_ms,"    \
  " failing_since_ms, version, created_at_ms, changed_at_ms, header_names FROM webhook_endpoints"
constexpr std::string_view kFind = ENDPOINT_COLUMNS " WHERE id = $2 AND partner_id = $1";
constexpr std::string_view kLock = ENDPOINT_COLUMNS " WHERE id = $2 AND partner_id = $1 FOR UPDATE";
constexpr std::string_view kList = ENDPOINT_COLUMNS " WHERE partner_id = $1 AND id > $2 ORDER BY id LIMIT $3";
#undef ENDPOINT_COLUMNS
constexpr std::string_view kCount = "SELECT CAST(COUNT(*) AS BIGINT) FROM webhook_endpoints WHERE partner_id = $1";
constexpr std::string_view kUpdate =
    "UPDATE webhook_endpoints SET url = $2, description = $3, state = $4, disabled_reason = $5, event_types = $6, rate_per_second = $7, delivery_order = $8,"
    " failing_since_ms = $9, version = $10, changed_at_ms = $11, former_secret_until_ms = $12, header_names = $13 WHERE id = $1";
constexpr std::string_view kSetHeaders = "UPDATE webhook_endpoints SET headers = $2 WHERE id = $1";
constexpr std::string_view kSecrets = "SELECT secret, former_secret, headers FROM webhook_endpoints WHERE id = $1";
constexpr std::string_view kReplaceSecret = "UPDATE webhook_endpoints SET former_secret = secret, secret = $2, former_secret_until_ms = $3 WHERE id = $1";
constexpr std::string_view kDeleteAttempts = "DELETE FROM webhook_attempts WHERE delivery_id IN (SELECT id FROM webhook_deliveries WHERE endpoint_id = $1)";
constexpr std::string_view kDeleteDeliveries = "DELETE FROM webhook_deliveries WHERE endpoint_id = $1";
constexpr std::string_view kDelete = "DELETE FROM webhook_endpoints WHERE id = $1";

EndpointState state_of(std::string_view text) {
  if (text == "active") return EndpointState::active;
  return text == "paused" ? EndpointState::paused : EndpointState::disabled;
}

std::optional<Instant> instant_or_none(const SqlRow& row, int column) {
  const auto ms = row.integer_or_null(column);
  return ms ? std::optional(Instant::from_unix_ms(*ms)) : std::nullopt;
}

std::optional<std::int64_t> ms_of(const std::optional<Instant>& instant) { return instant ? std::optional(instant->unix_ms()) : std::nullopt; }

Endpoint endpoint_of(const SqlRow& row) {
  return {.id = EndpointId::parse(row.text(0)).value(),
          .partner = access::PartnerId::parse(row.text(1)).value(),
          .application = access::ApplicationId::parse(row.text(2)).value(),
          .url = std::string(row.text(3)),
          .description = std::string(row.text(4)),
          .state = state_of(row.text(5)),
          .disabled_reason = std::string(row.text(6)),
          .event_types = lines_of(row.text(7)),
          .header_names = lines_of(row.text(15)),
          .rate_per_second = row.integer(8),
          .order = row.text(9) == "parallel" ? DeliveryOrder::parallel : DeliveryOrder::by_subject,
          .former_secret_until = instant_or_none(row, 10),
          .failing_since = instant_or_none(row, 11),
          .version = row.integer(12),
          .created_at = Instant::from_unix_ms(row.integer(13)),
          .changed_at = Instant::from_unix_ms(row.integer(14))};
}

SqlValue blob_or_null(const std::string& bytes) {
  if (bytes.empty()) return nullptr;
  return Blob{bytes};
}

std::optional<Endpoint> one(SqlReader& reader, std::string_view sql, const access::PartnerId& partner, const EndpointId& id) {
  std::optional<Endpoint> found;
  const std::string partner_text = partner.text();
  const std::string id_text = id.text();
  reader.query(sql, {std::string_view(partner_text), std::string_view(id_text)}, [&](const SqlRow& row) { found = endpoint_of(row); });
  return found;
}

}  // namespace

std::string_view text_of(EndpointState state) {
  switch (state) {
    case EndpointState::active: return "active";
    case EndpointState::paused: return "paused";
    case EndpointState::disabled: return "disabled";
  }
  return "";
}

std::string_view text_of(DeliveryOrder order) { return order == DeliveryOrder::parallel ? "parallel" : "by_subject"; }

void insert_endpoint(SqlTransaction& transaction, const Endpoint& endpoint, const SealedSecrets& sealed) {
  const std::string id = endpoint.id.text();
  const std::string partner = endpoint.partner.text();
  const std::string application = endpoint.application.text();
  const std::string types = text_of_lines(endpoint.event_types);
  transaction.execute(kInsert, {std::string_view(id), std::string_view(partner), std::string_view(application), std::string_view(endpoint.url),
                                std::string_view(endpoint.description), text_of(endpoint.state), std::string_view(endpoint.disabled_reason), std::string_view(types),
                                blob_or_null(sealed.headers), endpoint.rate_per_second, text_of(endpoint.order), Blob{sealed.secret}, endpoint.version,
                                endpoint.created_at.unix_ms(), endpoint.changed_at.unix_ms()});
  update_endpoint(transaction, endpoint);
}

std::optional<Endpoint> find_endpoint(SqlReader& reader, const access::PartnerId& partner, const EndpointId& id) { return one(reader, kFind, partner, id); }

std::optional<Endpoint> endpoint_to_change(SqlTransaction& transaction, const access::PartnerId& partner, const EndpointId& id) {
  return one(transaction, kLock, partner, id);
}

std::vector<Endpoint> list_endpoints(SqlReader& reader, const access::PartnerId& partner, const std::optional<EndpointId>& after, std::int64_t limit) {
  std::vector<Endpoint> endpoints;
  const std::string partner_text = partner.text();
  const std::string after_text = after ? after->text() : std::string();
  reader.query(kList, {std::string_view(partner_text), std::string_view(after_text), limit}, [&](const SqlRow& row) { endpoints.push_back(endpoint_of(row)); });
  return endpoints;
}

std::int64_t count_endpoints(SqlReader& reader, const access::PartnerId& partner) {
  std::int64_t count = 0;
  const std::string text = partner.text();
  reader.query(kCount, {std::string_view(text)}, [&](const SqlRow& row) { count = row.integer(0); });
  return count;
}

void update_endpoint(SqlTransaction& transaction, const Endpoint& endpoint, const std::optional<std::string>& headers) {
  const std::string id = endpoint.id.text();
  const std::string types = text_of_lines(endpoint.event_types);
  const std::string names = text_of_lines(endpoint.header_names);
  transaction.execute(kUpdate, {std::string_view(id), std::string_view(endpoint.url), std::string_view(endpoint.description), text_of(endpoint.state),
                                std::string_view(endpoint.disabled_reason), std::string_view(types), endpoint.rate_per_second, text_of(endpoint.order),
                                sql_value(ms_of(endpoint.failing_since)), endpoint.version, endpoint.changed_at.unix_ms(),
                                sql_value(ms_of(endpoint.former_secret_until)), std::string_view(names)});
  if (headers) transaction.execute(kSetHeaders, {std::string_view(id), blob_or_null(*headers)});
}

SealedSecrets secrets_of(SqlReader& reader, const EndpointId& id) {
  SealedSecrets sealed;
  const std::string text = id.text();
  reader.query(kSecrets, {std::string_view(text)}, [&](const SqlRow& row) {
    sealed.secret = row.blob(0);
    if (!row.is_null(1)) sealed.former = row.blob(1);
    if (!row.is_null(2)) sealed.headers = row.blob(2);
  });
  return sealed;
}

void replace_secret(SqlTransaction& transaction, const Endpoint& endpoint, const std::string& sealed) {
  const std::string id = endpoint.id.text();
  transaction.execute(kReplaceSecret, {std::string_view(id), Blob{sealed}, sql_value(ms_of(endpoint.former_secret_until))});
}

void delete_endpoint(SqlTransaction& transaction, const EndpointId& id) {
  const std::string text = id.text();
  for (const std::string_view sql : {kDeleteAttempts, kDeleteDeliveries, kDelete}) transaction.execute(sql, {std::string_view(text)});
}

}  // namespace switchyard::webhooks

#include "esign/connect/connect_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::esign {
namespace {

ConnectDeliveryState state_of(std::string_view text) {
  if (text == "delivered") return ConnectDeliveryState::delivered;
  if (text == "failed") return ConnectDeliveryState::failed;
  return ConnectDeliveryState::pending;
}

// d.id, d.configuration_id, c.name, c.url, d.envelope_id, d.event_name, d.state, d.tries, d.status, d.error, d.created_at_ms, d.tried_at_ms, d.account_id, d.event_id,
// d.sequence, d.run. Name and URL are null where the configuration is gone.
KeptDelivery kept_of(const SqlRow& row) {
  KeptDelivery kept{.delivery = {.id = std::string(row.text(0)),
                                 .configuration = row.integer(1),
                                 .configuration_name = row.text_or_null(2).value_or(""),
                                 .url = row.text_or_null(3).value_or(""),
                                 .envelope = EnvelopeId::of_stored(row.text(4)),
                                 .event = std::string(row.text(5)),
                                 .state = state_of(row.text(6)),
                                 .tries = row.integer(7),
                                 .status = row.integer(8),
                                 .error = std::string(row.text(9)),
                                 .created_at = Instant::from_unix_ms(row.integer(10))},
                    .account = AccountId::of_stored(row.text(12)),
                    .event_id = std::string(row.text(13)),
                    .sequence = row.integer(14),
                    .run = row.integer(15)};
  if (const auto tried = row.integer_or_null(11)) kept.delivery.tried_at = Instant::from_unix_ms(*tried);
  return kept;
}

// Locks the configuration's line of deliveries. Nothing where it is gone.
std::optional<std::int64_t> next_sequence(SqlTransaction& transaction, std::int64_t configuration) {
  std::optional<std::int64_t> sequence;
  transaction.query("UPDATE esign_connect_configurations SET last_sequence = last_sequence + 1 WHERE id = $1 RETURNING last_sequence", {configuration},
                    [&](const SqlRow& row) { sequence = row.integer(0); });
  return sequence;
}

std::vector<ConnectDelivery> without_keeping(std::vector<KeptDelivery> kept) {
  std::vector<ConnectDelivery> all;
  for (KeptDelivery& each : kept) all.push_back(std::move(each.delivery));
  return all;
}

}  // namespace

std::int64_t last_told_number(SqlReader& reader, const EnvelopeId& envelope) {
  std::int64_t number = 0;
  reader.query("SELECT last_number FROM esign_connect_told WHERE envelope_id = $1", {std::string_view(envelope.text())}, [&](const SqlRow& row) { number = row.integer(0); });
  return number;
}

void write_told_number(SqlTransaction& transaction, const EnvelopeId& envelope, std::int64_t number) {
  transaction.execute("INSERT INTO esign_connect_told (envelope_id, last_number) VALUES ($1, $2) ON CONFLICT (envelope_id) DO UPDATE SET last_number = excluded.last_number",
                      {std::string_view(envelope.text()), number});
}

bool insert_delivery(SqlTransaction& transaction, const NewDelivery& delivery) {
  const auto sequence = next_sequence(transaction, delivery.configuration);
  if (!sequence) return false;
  bool is_first = true;
  transaction.query("SELECT 1 FROM esign_connect_deliveries WHERE configuration_id = $1 AND state = 'pending' LIMIT 1", {delivery.configuration},
                    [&](const SqlRow&) { is_first = false; });
  const ConnectEvent& event = delivery.event;
  transaction.execute(
      "INSERT INTO esign_connect_deliveries (id, configuration_id, sequence, account_id, envelope_id, event_id, event_name, state, run, tries, status, error, created_at_ms) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending', 1, 0, 0, '', $8)",
      {delivery.id, delivery.configuration, *sequence, std::string_view(event.account.text()), std::string_view(event.envelope.text()), std::string_view(event.id),
       std::string_view(event.name), delivery.now.unix_ms()});
  return is_first;
}

std::optional<KeptDelivery> delivery_of_id(SqlReader& reader, std::string_view id) {
  std::optional<KeptDelivery> found;
  reader.query(
      "SELECT d.id, d.configuration_id, c.name, c.url, d.envelope_id, d.event_name, d.state, d.tries, d.status, d.error, d.created_at_ms, d.tried_at_ms, d.account_id, d.event_id, "
      "d.sequence, d.run FROM esign_connect_deliveries d LEFT JOIN esign_connect_configurations c ON c.id = d.configuration_id WHERE d.id = $1",
      {id}, [&](const SqlRow& row) { found = kept_of(row); });
  return found;
}

std::optional<KeptDelivery> head_delivery(SqlReader& reader, std::int64_t configuration) {
  std::optional<KeptDelivery> found;
  reader.query(
      "SELECT d.id, d.configuration_id, c.name, c.url, d.envelope_id, d.event_name, d.state, d.tries, d.status, d.error, d.created_at_ms, d.tried_at_ms, d.account_id, d.event_id, "
      "d.sequence, d.run FROM esign_connect_deliveries d LEFT JOIN esign_connect_configurations c ON c.id = d.configuration_id "
      "WHERE d.configuration_id = $1 AND d.state = 'pending' ORDER BY d.sequence LIMIT 1",
      {configuration}, [&](const SqlRow& row) { found = kept_of(row); });
  return found;
}

bool write_try(SqlTransaction& transaction, const KeptDelivery& kept, const TryOutcome& outcome) {
  const bool is_failing = outcome.state != ConnectDeliveryState::delivered;
  transaction.execute("UPDATE esign_connect_configurations SET is_failing = $2 WHERE id = $1", {kept.delivery.configuration, std::int64_t{is_failing}});
  return transaction.execute(
             "UPDATE esign_connect_deliveries SET state = $3, tries = $4, status = $5, error = $6, tried_at_ms = $7, run = run + 1 WHERE id = $1 AND run = $2 AND state = 'pending'",
             {std::string_view(kept.delivery.id), kept.run, text_of(outcome.state), outcome.tries, outcome.status, outcome.error, outcome.at.unix_ms()}) > 0;
}

std::int64_t restart_delivery(SqlTransaction& transaction, const KeptDelivery& kept) {
  const auto last = next_sequence(transaction, kept.delivery.configuration);
  ENSURE(last.has_value());
  const bool waits = kept.delivery.state == ConnectDeliveryState::pending;
  std::int64_t run = 0;
  transaction.query("UPDATE esign_connect_deliveries SET state = 'pending', tries = 0, run = run + 1, sequence = $2 WHERE id = $1 RETURNING run",
                    {std::string_view(kept.delivery.id), waits ? kept.sequence : *last}, [&](const SqlRow& row) { run = row.integer(0); });
  return run;
}

std::vector<KeptDelivery> undelivered_of_envelope(SqlReader& reader, const AccountId& account, const EnvelopeId& envelope) {
  std::vector<KeptDelivery> all;
  reader.query(
      "SELECT d.id, d.configuration_id, c.name, c.url, d.envelope_id, d.event_name, d.state, d.tries, d.status, d.error, d.created_at_ms, d.tried_at_ms, d.account_id, d.event_id, "
      "d.sequence, d.run FROM esign_connect_deliveries d JOIN esign_connect_configurations c ON c.id = d.configuration_id "
      "WHERE d.envelope_id = $1 AND d.account_id = $2 AND (d.state = 'failed' OR (d.state = 'pending' AND d.tries > 0)) ORDER BY d.configuration_id, d.sequence",
      {std::string_view(envelope.text()), std::string_view(account.text())}, [&](const SqlRow& row) { all.push_back(kept_of(row)); });
  return all;
}

void forget_deliveries(SqlTransaction& transaction, const AccountId& account, ConnectDeliveryState state, std::size_t kept_max) {
  transaction.execute(
      "DELETE FROM esign_connect_deliveries WHERE account_id = $1 AND state = $2 AND id NOT IN "
      "(SELECT id FROM esign_connect_deliveries WHERE account_id = $1 AND state = $2 ORDER BY tried_at_ms DESC, sequence DESC LIMIT $3)",
      {std::string_view(account.text()), text_of(state), static_cast<std::int64_t>(kept_max)});
}

void remove_delivery(SqlTransaction& transaction, std::string_view id) { transaction.execute("DELETE FROM esign_connect_deliveries WHERE id = $1", {id}); }

std::vector<ConnectDelivery> list_connect_logs(SqlReader& reader, const AccountId& account) {
  std::vector<KeptDelivery> all;
  reader.query(
      "SELECT d.id, d.configuration_id, c.name, c.url, d.envelope_id, d.event_name, d.state, d.tries, d.status, d.error, d.created_at_ms, d.tried_at_ms, d.account_id, d.event_id, "
      "d.sequence, d.run FROM esign_connect_deliveries d LEFT JOIN esign_connect_configurations c ON c.id = d.configuration_id "
      "WHERE d.account_id = $1 AND d.state = 'delivered' ORDER BY d.tried_at_ms DESC, d.sequence DESC LIMIT $2",
      {std::string_view(account.text()), static_cast<std::int64_t>(kConnectLogsMax)}, [&](const SqlRow& row) { all.push_back(kept_of(row)); });
  return without_keeping(std::move(all));
}

std::vector<ConnectDelivery> list_connect_failures(SqlReader& reader, const AccountId& account) {
  std::vector<KeptDelivery> all;
  reader.query(
      "SELECT d.id, d.configuration_id, c.name, c.url, d.envelope_id, d.event_name, d.state, d.tries, d.status, d.error, d.created_at_ms, d.tried_at_ms, d.account_id, d.event_id, "
      "d.sequence, d.run FROM esign_connect_deliveries d LEFT JOIN esign_connect_configurations c ON c.id = d.configuration_id "
      "WHERE d.account_id = $1 AND (d.state = 'failed' OR (d.state = 'pending' AND d.tries > 0)) ORDER BY d.tried_at_ms DESC, d.sequence DESC LIMIT $2",
      {std::string_view(account.text()), static_cast<std::int64_t>(kConnectLogsMax)}, [&](const SqlRow& row) { all.push_back(kept_of(row)); });
  return without_keeping(std::move(all));
}

std::optional<ConnectDelivery> find_connect_delivery(SqlReader& reader, const AccountId& account, std::string_view id) {
  auto kept = delivery_of_id(reader, id);
  if (!kept || kept->account != account) return std::nullopt;
  return std::move(kept->delivery);
}

std::int64_t remove_connect_logs(SqlTransaction& transaction, const AccountId& account, std::string_view id) {
  return transaction.execute("DELETE FROM esign_connect_deliveries WHERE account_id = $1 AND state <> 'pending' AND ($2 = '' OR id = $2)",
                             {std::string_view(account.text()), id});
}

}  // namespace switchyard::esign

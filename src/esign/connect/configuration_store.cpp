#include <algorithm>

#include "esign/connect/connect_store.hpp"
#include "esign/esign_refusal.hpp"

namespace switchyard::esign {
namespace {

constexpr std::int64_t kFirstId = 10'000'001;
constexpr std::size_t kNameCharactersMax = 100;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

std::vector<std::string> apart(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto comma = text.find(',');
    words.emplace_back(text.substr(0, comma));
    if (comma == text.npos) break;
    text.remove_prefix(comma + 1);
  }
  return words;
}

// As this service writes them; known ones alone come this far.
std::string events_text(const EventNotification& notification) {
  std::vector<std::string> names;
  for (const std::string& event : notification.events) {
    if (auto name = connect_event_name(event); name && std::ranges::find(names, *name) == names.end()) names.push_back(std::move(*name));
  }
  return joined(names);
}

std::int64_t flag(bool value) { return value ? 1 : 0; }

// id, account_id, envelope_id, name, url, is_enabled, events, include_data, has_event_data, requires_acknowledgment, includes_documents, includes_certificate,
// includes_hmac, is_logged, is_failing, created_at_ms.
ConnectConfiguration configuration_of(const SqlRow& row) {
  return {.id = row.integer(0),
          .account = AccountId::of_stored(row.text(1)),
          .envelope = EnvelopeId::of_stored(row.text(2)),
          .name = std::string(row.text(3)),
          .is_enabled = row.integer(5) != 0,
          .notification = {.url = std::string(row.text(4)),
                           .events = apart(row.text(6)),
                           .include = apart(row.text(7)),
                           .has_event_data = row.integer(8) != 0,
                           .requires_acknowledgment = row.integer(9) != 0,
                           .includes_documents = row.integer(10) != 0,
                           .includes_certificate = row.integer(11) != 0,
                           .includes_hmac = row.integer(12) != 0,
                           .is_logged = row.integer(13) != 0},
          .is_failing = row.integer(14) != 0,
          .created_at = Instant::from_unix_ms(row.integer(15))};
}

Result<void> check_configuration(const ConnectConfiguration& asked, const EsignService& service) {
  if (asked.name.size() > kNameCharactersMax * 4) return esign_refusal("INVALID_REQUEST_PARAMETER", "The name of a configuration has at most 100 characters.");
  return check_event_notification(asked.notification, service.environment, service.own_urls);
}

}  // namespace

ConnectConfiguration insert_configuration(SqlTransaction& transaction, const ConnectConfiguration& asked, std::int64_t notification) {
  ConnectConfiguration kept = asked;
  transaction.query("SELECT MAX(id) FROM esign_connect_configurations", {}, [&](const SqlRow& row) { kept.id = row.integer_or_null(0).value_or(kFirstId - 1) + 1; });
  const EventNotification& wish = kept.notification;
  const std::string events = events_text(wish);
  const std::string include = joined(wish.include);
  transaction.execute(
      "INSERT INTO esign_connect_configurations (id, account_id, envelope_id, notification, name, url, is_enabled, events, include_data, has_event_data, "
      "requires_acknowledgment, includes_documents, includes_certificate, includes_hmac, is_logged, last_sequence, is_failing, created_at_ms) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0, 0, $16)",
      {kept.id, std::string_view(kept.account.text()), std::string_view(kept.envelope.text()), notification, std::string_view(kept.name), std::string_view(wish.url),
       flag(kept.is_enabled), std::string_view(events), std::string_view(include), flag(wish.has_event_data), flag(wish.requires_acknowledgment),
       flag(wish.includes_documents), flag(wish.includes_certificate), flag(wish.includes_hmac), flag(wish.is_logged), kept.created_at.unix_ms()});
  kept.notification.events = apart(events);
  return kept;
}

bool update_configuration(SqlTransaction& transaction, const ConnectConfiguration& changed) {
  const EventNotification& wish = changed.notification;
  const std::string events = events_text(wish);
  const std::string include = joined(wish.include);
  return transaction.execute(
             "UPDATE esign_connect_configurations SET name = $3, url = $4, is_enabled = $5, events = $6, include_data = $7, has_event_data = $8, requires_acknowledgment = $9, "
             "includes_documents = $10, includes_certificate = $11, includes_hmac = $12, is_logged = $13 WHERE id = $1 AND account_id = $2 AND envelope_id = ''",
             {changed.id, std::string_view(changed.account.text()), std::string_view(changed.name), std::string_view(wish.url), flag(changed.is_enabled), std::string_view(events),
              std::string_view(include), flag(wish.has_event_data), flag(wish.requires_acknowledgment), flag(wish.includes_documents), flag(wish.includes_certificate),
              flag(wish.includes_hmac), flag(wish.is_logged)}) > 0;
}

std::vector<ConnectConfiguration> configurations_of_envelope(SqlReader& reader, const EnvelopeId& envelope) {
  std::vector<ConnectConfiguration> all;
  reader.query(
      "SELECT id, account_id, envelope_id, name, url, is_enabled, events, include_data, has_event_data, requires_acknowledgment, includes_documents, includes_certificate, "
      "includes_hmac, is_logged, is_failing, created_at_ms FROM esign_connect_configurations WHERE envelope_id = $1 ORDER BY notification",
      {std::string_view(envelope.text())}, [&](const SqlRow& row) { all.push_back(configuration_of(row)); });
  return all;
}

std::optional<ConnectConfiguration> configuration_of_id(SqlReader& reader, std::int64_t id) {
  std::optional<ConnectConfiguration> found;
  reader.query(
      "SELECT id, account_id, envelope_id, name, url, is_enabled, events, include_data, has_event_data, requires_acknowledgment, includes_documents, includes_certificate, "
      "includes_hmac, is_logged, is_failing, created_at_ms FROM esign_connect_configurations WHERE id = $1",
      {id}, [&](const SqlRow& row) { found = configuration_of(row); });
  return found;
}

Result<ConnectConfiguration> create_connect_configuration(SqlTransaction& transaction, const EsignService& service, const ConnectConfiguration& asked) {
  if (auto sound = check_configuration(asked, service); !sound) return std::move(sound).error();
  if (list_connect_configurations(transaction, asked.account).size() >= kConnectConfigurationsMax) {
    return esign_refusal("INVALID_REQUEST_PARAMETER", "An account has at most 50 Connect configurations.");
  }
  ConnectConfiguration fresh = asked;
  fresh.envelope = {};
  fresh.created_at = service.security_clock.now();
  return insert_configuration(transaction, fresh, 0);
}

Result<void> change_connect_configuration(SqlTransaction& transaction, const EsignService& service, const ConnectConfiguration& changed) {
  if (auto sound = check_configuration(changed, service); !sound) return sound;
  if (!update_configuration(transaction, changed)) return esign_refusal("CONNECT_CONFIGURATION_DOES_NOT_EXIST");
  return {};
}

bool remove_connect_configuration(SqlTransaction& transaction, const AccountId& account, std::int64_t id) {
  const auto removed = transaction.execute("DELETE FROM esign_connect_configurations WHERE id = $1 AND account_id = $2 AND envelope_id = ''", {id, std::string_view(account.text())});
  if (removed == 0) return false;
  transaction.execute("DELETE FROM esign_connect_deliveries WHERE configuration_id = $1 AND state = 'pending'", {id});
  return true;
}

std::optional<ConnectConfiguration> find_connect_configuration(SqlReader& reader, const AccountId& account, std::int64_t id) {
  auto found = configuration_of_id(reader, id);
  if (!found || found->account != account || !found->envelope.empty()) return std::nullopt;
  return found;
}

std::vector<ConnectConfiguration> list_connect_configurations(SqlReader& reader, const AccountId& account) {
  std::vector<ConnectConfiguration> all;
  reader.query(
      "SELECT id, account_id, envelope_id, name, url, is_enabled, events, include_data, has_event_data, requires_acknowledgment, includes_documents, includes_certificate, "
      "includes_hmac, is_logged, is_failing, created_at_ms FROM esign_connect_configurations WHERE account_id = $1 AND envelope_id = '' ORDER BY id",
      {std::string_view(account.text())}, [&](const SqlRow& row) { all.push_back(configuration_of(row)); });
  return all;
}

}  // namespace switchyard::esign

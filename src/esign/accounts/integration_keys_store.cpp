#include <algorithm>

#include "esign/accounts/account_desk.hpp"
#include "esign/envelopes/stored_details.hpp"

namespace switchyard::esign {
namespace {

std::string_view view(const std::string& text) { return text; }
std::int64_t number_of(bool truth) { return truth ? 1 : 0; }

#define KEY_COLUMNS "SELECT id, account_id, name, is_active, created_at_ms, redirect_uris FROM esign_integration_keys "

IntegrationKey key_of(const SqlRow& row) {
  return {.id = IntegrationKeyId::of_stored(row.text(0)),
          .account = AccountId::of_stored(row.text(1)),
          .name = std::string(row.text(2)),
          .is_active = row.integer(3) != 0,
          .created_at = Instant::from_unix_ms(row.integer(4)),
          .redirect_uris = read_texts(row.text(5))};
}

void read_public_keys(SqlReader& reader, IntegrationKey& key) {
  reader.query("SELECT thumbprint, pem, added_at_ms FROM esign_public_keys WHERE client_id = $1 ORDER BY added_at_ms, thumbprint",
               {view(key.id.text())}, [&](const SqlRow& row) {
                 key.keys.push_back({std::string(row.text(0)), std::string(row.text(1)), Instant::from_unix_ms(row.integer(2))});
               });
}

bool is_redirect_uri(std::string_view text) {
  const bool begins = text.starts_with("https://") || text.starts_with("http://localhost") || text.starts_with("http://127.0.0.1");
  return begins && text.size() <= 500 && text.find_first_of(" \r\n\t#<>\"") == std::string_view::npos;
}

Result<void> check_key(const IntegrationKey& key) {
  if (key.name.empty() || key.name.size() > 100) {
    return invalid_field("name", "integration_key_invalid", "an integration key's name has 1 to 100 bytes");
  }
  if (key.redirect_uris.size() > kRedirectUrisMax || !std::all_of(key.redirect_uris.begin(), key.redirect_uris.end(), is_redirect_uri)) {
    return invalid_field("redirectUris", "integration_key_invalid", "at most 20 addresses with https, or http on loopback, without a fragment");
  }
  return {};
}

}  // namespace

Result<IntegrationKey> create_integration_key(SqlTransaction& transaction, const EsignService& service, const IntegrationKey& asked) {
  if (auto fine = check_key(asked); !fine) return fine.error();
  if (!find_account(transaction, asked.account)) return Error{ErrorKind::not_found, "account_not_found", "there is no account of this id", {}};
  IntegrationKey key = asked;
  key.keys.clear();
  if (key.id.empty()) key.id = IntegrationKeyId::make(service.random);
  key.created_at = service.security_clock.now();
  const std::string uris = texts_as_json(key.redirect_uris);
  const auto written = transaction.execute(
      "INSERT INTO esign_integration_keys (id, account_id, name, is_active, created_at_ms, redirect_uris) VALUES ($1, $2, $3, $4, $5, $6) "
      "ON CONFLICT DO NOTHING",
      {view(key.id.text()), view(key.account.text()), view(key.name), number_of(key.is_active), key.created_at.unix_ms(), view(uris)});
  if (written == 0) return Error{ErrorKind::conflict, "integration_key_exists", "there is an integration key of this id already", {}};
  return key;
}

std::optional<IntegrationKey> find_integration_key(SqlReader& reader, const IntegrationKeyId& id) {
  std::optional<IntegrationKey> found;
  reader.query(KEY_COLUMNS "WHERE id = $1", {view(id.text())}, [&](const SqlRow& row) { found = key_of(row); });
  if (found) read_public_keys(reader, *found);
  return found;
}

std::vector<IntegrationKey> list_integration_keys(SqlReader& reader, const AccountId& account) {
  std::vector<IntegrationKey> found;
  reader.query(KEY_COLUMNS "WHERE account_id = $1 ORDER BY created_at_ms, id", {view(account.text())},
               [&](const SqlRow& row) { found.push_back(key_of(row)); });
  for (IntegrationKey& key : found) read_public_keys(reader, key);
  return found;
}

bool deactivate_integration_key(SqlTransaction& transaction, const IntegrationKeyId& id) {
  transaction.execute("DELETE FROM esign_tokens WHERE client_id = $1", {view(id.text())});
  return transaction.execute("UPDATE esign_integration_keys SET is_active = 0 WHERE id = $1", {view(id.text())}) == 1;
}

Result<void> change_integration_key(SqlTransaction& transaction, const IntegrationKey& key) {
  if (auto fine = check_key(key); !fine) return fine;
  const std::string uris = texts_as_json(key.redirect_uris);
  const auto written = transaction.execute("UPDATE esign_integration_keys SET name = $2, redirect_uris = $3 WHERE id = $1",
                                           {view(key.id.text()), view(key.name), view(uris)});
  if (written == 0) return Error{ErrorKind::not_found, "integration_key_not_found", "there is no integration key of this id", {}};
  return {};
}

Result<std::string> add_public_key(SqlTransaction& transaction, const EsignService& service, const IntegrationKeyId& id, std::string_view pem) {
  auto imported = service.jose.import_pem(pem, std::nullopt);
  if (!imported) return imported.error();
  if (imported->algorithm != access::JwsAlgorithm::rs256) {
    return Error{ErrorKind::unsupported, "key_type_unsupported", "an integration key has RSA keys of 2048 bits or more", {}};
  }
  bool exists = false;
  transaction.query("SELECT id FROM esign_integration_keys WHERE id = $1 FOR UPDATE", {view(id.text())}, [&](const SqlRow&) { exists = true; });
  if (!exists) return Error{ErrorKind::not_found, "integration_key_not_found", "there is no integration key of this id", {}};
  const auto key = find_integration_key(transaction, id);
  const bool known = std::any_of(key->keys.begin(), key->keys.end(), [&](const auto& one) { return one.thumbprint == imported->thumbprint; });
  if (known) return imported->thumbprint;
  if (key->keys.size() >= kPublicKeysMax) {
    return Error{ErrorKind::conflict, "key_limit", "an integration key has at most 5 public keys: remove one first", {}};
  }
  transaction.execute("INSERT INTO esign_public_keys (client_id, thumbprint, pem, added_at_ms) VALUES ($1, $2, $3, $4)",
                      {view(id.text()), view(imported->thumbprint), pem, service.security_clock.now().unix_ms()});
  return imported->thumbprint;
}

bool remove_public_key(SqlTransaction& transaction, const IntegrationKeyId& id, std::string_view thumbprint) {
  return transaction.execute("DELETE FROM esign_public_keys WHERE client_id = $1 AND thumbprint = $2", {view(id.text()), thumbprint}) == 1;
}

void give_consent(SqlTransaction& transaction, const IntegrationKeyId& client, const UserId& user, std::string_view scope, Instant at) {
  transaction.execute("INSERT INTO esign_consents (client_id, user_id, scope, given_at_ms) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                      {view(client.text()), view(user.text()), scope, at.unix_ms()});
}

bool withdraw_consent(SqlTransaction& transaction, const IntegrationKeyId& client, const UserId& user) {
  transaction.execute("DELETE FROM esign_tokens WHERE client_id = $1 AND user_id = $2", {view(client.text()), view(user.text())});
  return transaction.execute("DELETE FROM esign_consents WHERE client_id = $1 AND user_id = $2", {view(client.text()), view(user.text())}) > 0;
}

bool has_consent(SqlReader& reader, const IntegrationKeyId& client, const UserId& user, std::string_view scope) {
  bool given = false;
  reader.query("SELECT 1 FROM esign_consents WHERE client_id = $1 AND user_id = $2 AND scope = $3", {view(client.text()), view(user.text()), scope},
               [&](const SqlRow&) { given = true; });
  return given;
}

}  // namespace switchyard::esign

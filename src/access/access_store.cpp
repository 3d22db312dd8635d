#include "access/access_store.hpp"

#include <algorithm>

namespace switchyard::access::store {

namespace {

std::optional<std::int64_t> ms_of(const std::optional<Instant>& instant) {
  if (!instant) return std::nullopt;
  return instant->unix_ms();
}

std::optional<Instant> instant_or_null(const SqlRow& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Instant::from_unix_ms(row.integer(column));
}

template <class Part>
std::string joined(const std::vector<Part>& parts, std::string_view (*text)(const Part&)) {
  std::string all;
  for (const Part& part : parts) {
    if (!all.empty()) all.push_back('\n');
    all += text(part);
  }
  return all;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Digest digest_of(std::string_view bytes) {
  Digest digest{};
  ENSURE(bytes.size() == digest.size());
  std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

// What this module wrote is read back as it was written: a refusal here is a bug or a hand in the database.
template <class T>
T written(Result<T> result) {
  ENSURE(result.has_value());
  return std::move(result).value();
}

Partner partner_of(const SqlRow& row) {
  return {written(PartnerId::parse(row.text(0))), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)),
          Instant::from_unix_ms(row.integer(4))};
}

Application application_of(const SqlRow& row) {
  Application application{.id = written(ApplicationId::parse(row.text(0))), .partner_id = written(PartnerId::parse(row.text(1)))};
  application.environment = written(parse_environment(row.text(2)));
  application.client_id = row.text(3);
  application.name = row.text(4);
  application.scopes = written(parse_scopes(row.text(5)));
  if (!row.is_null(6)) application.rate_limit = RateLimit{row.integer(6), row.integer(7)};
  application.origins = lines_of(row.text(8));
  for (const auto& line : lines_of(row.text(9))) application.allowed_addresses.push_back(written(AddressRange::parse(line)));
  application.is_operator = row.integer(10) != 0;
  application.state = written(parse_application_state(row.text(11)));
  application.created_at = Instant::from_unix_ms(row.integer(12));
  return application;
}

ApiKey api_key_of(const SqlRow& row) {
  return {written(ApiKeyId::parse(row.text(0))), written(ApplicationId::parse(row.text(1))), std::string(row.text(2)), digest_of(row.blob(3)),
          Instant::from_unix_ms(row.integer(4)), instant_or_null(row, 5), instant_or_null(row, 6), instant_or_null(row, 7)};
}

RegisteredKey public_key_of(const SqlRow& row) {
  return {written(PublicKeyId::parse(row.text(0))), written(ApplicationId::parse(row.text(1))), std::string(row.text(2)),
          written(parse_jws_algorithm(row.text(3))), std::string(row.text(4)), std::string(row.text(5)), Instant::from_unix_ms(row.integer(6)),
          instant_or_null(row, 7), instant_or_null(row, 8), instant_or_null(row, 9)};
}

ServerKey server_key_of(const SqlRow& row) {
  ServerKey key{.id = written(ServerKeyId::parse(row.text(0)))};
  key.kid = row.text(1);
  key.state = written(parse_server_key_state(row.text(2)));
  key.algorithm = written(parse_jws_algorithm(row.text(3)));
  key.jwk = row.text(4);
  if (!row.is_null(5)) key.sealed_private = std::string(row.blob(5));
  key.created_at = Instant::from_unix_ms(row.integer(6));
  key.activated_at = instant_or_null(row, 7);
  key.retired_at = instant_or_null(row, 8);
  return key;
}

template <class T>
std::vector<T> rows(SqlReader& reader, std::string_view sql, std::initializer_list<SqlValue> values, T (*read)(const SqlRow&)) {
  std::vector<T> all;
  reader.query(sql, values, [&](const SqlRow& row) { all.push_back(read(row)); });
  return all;
}

std::string origins_text(const Application& application) {
  return joined<std::string>(application.origins, [](const std::string& origin) -> std::string_view { return origin; });
}

std::string addresses_text(const Application& application) {
  return joined<AddressRange>(application.allowed_addresses, [](const AddressRange& range) -> std::string_view { return range.text(); });
}

std::optional<std::int64_t> rate_of(const Application& application, std::int64_t RateLimit::*member) {
  if (!application.rate_limit) return std::nullopt;
  return (*application.rate_limit).*member;
}

}  // namespace

std::int64_t version(SqlReader& reader) {
  std::int64_t version = 0;
  reader.query("SELECT version FROM access_version WHERE id = 1", {}, [&](const SqlRow& row) { version = row.integer(0); });
  return version;
}

void touch_version(SqlTransaction& transaction) {
  transaction.execute("UPDATE access_version SET version = version + 1 WHERE id = 1", {});
  transaction.notify(kChannel, "changed");
}

void insert_partner(SqlTransaction& transaction, const Partner& partner) {
  transaction.execute("INSERT INTO partners (id, name, slug, state, created_at_ms) VALUES ($1, $2, $3, $4, $5)",
                      {partner.id.text(), partner.name, partner.slug, partner.state, partner.created_at.unix_ms()});
}

std::optional<Partner> find_partner(SqlReader& reader, const PartnerId& id) {
  const std::string key = id.text();
  auto found = rows<Partner>(reader, "SELECT id, name, slug, state, created_at_ms FROM partners WHERE id = $1", {key}, partner_of);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

bool is_slug_taken(SqlReader& reader, std::string_view slug) {
  bool is_taken = false;
  reader.query("SELECT 1 FROM partners WHERE slug = $1", {slug}, [&](const SqlRow&) { is_taken = true; });
  return is_taken;
}

std::vector<Partner> all_partners(SqlReader& reader) {
  return rows<Partner>(reader, "SELECT id, name, slug, state, created_at_ms FROM partners ORDER BY id", {}, partner_of);
}

bool set_partner_state(SqlTransaction& transaction, const PartnerId& id, std::string_view state) {
  return transaction.execute("UPDATE partners SET state = $2 WHERE id = $1", {id.text(), state}) == 1;
}

void insert_application(SqlTransaction& transaction, const Application& application) {
  const std::string scopes = application.scopes.text();
  const std::string origins = origins_text(application);
  const std::string addresses = addresses_text(application);
  transaction.execute(
      "INSERT INTO applications (id, partner_id, environment, client_id, name, scopes, rate_per_second, rate_burst, origins, allowed_addresses,"
      " is_operator, state, created_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      {application.id.text(), application.partner_id.text(), text_of(application.environment), application.client_id, application.name, scopes,
       sql_value(rate_of(application, &RateLimit::per_second)), sql_value(rate_of(application, &RateLimit::burst)), origins, addresses,
       std::int64_t{application.is_operator}, text_of(application.state), application.created_at.unix_ms()});
}

std::vector<Application> all_applications(SqlReader& reader) {
  return rows<Application>(reader,
                           "SELECT id, partner_id, environment, client_id, name, scopes, rate_per_second, rate_burst, origins, allowed_addresses,"
                           " is_operator, state, created_at_ms FROM applications ORDER BY id",
                           {}, application_of);
}

std::optional<Application> find_application(SqlReader& reader, const PartnerId& partner, const ApplicationId& id) {
  const std::string partner_key = partner.text();
  const std::string key = id.text();
  auto found = rows<Application>(reader,
                                 "SELECT id, partner_id, environment, client_id, name, scopes, rate_per_second, rate_burst, origins,"
                                 " allowed_addresses, is_operator, state, created_at_ms FROM applications WHERE partner_id = $1 AND id = $2",
                                 {partner_key, key}, application_of);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

bool update_application(SqlTransaction& transaction, const PartnerId& partner, const Application& application) {
  const std::string scopes = application.scopes.text();
  const std::string origins = origins_text(application);
  const std::string addresses = addresses_text(application);
  return transaction.execute(
             "UPDATE applications SET name = $3, scopes = $4, rate_per_second = $5, rate_burst = $6, origins = $7, allowed_addresses = $8,"
             " state = $9 WHERE partner_id = $1 AND id = $2",
             {partner.text(), application.id.text(), application.name, scopes, sql_value(rate_of(application, &RateLimit::per_second)),
              sql_value(rate_of(application, &RateLimit::burst)), origins, addresses, text_of(application.state)}) == 1;
}

void insert_api_key(SqlTransaction& transaction, const ApiKey& key) {
  transaction.execute(
      "INSERT INTO api_keys (id, application_id, prefix, key_hash, created_at_ms, expires_at_ms) VALUES ($1, $2, $3, $4, $5, $6)",
      {key.id.text(), key.application_id.text(), key.prefix, Blob{bytes_of(key.hash)}, key.created_at.unix_ms(), sql_value(ms_of(key.expires_at))});
}

std::vector<ApiKey> all_api_keys(SqlReader& reader) {
  return rows<ApiKey>(reader,
                      "SELECT id, application_id, prefix, key_hash, created_at_ms, expires_at_ms, revoked_at_ms, last_used_at_ms FROM api_keys"
                      " ORDER BY id",
                      {}, api_key_of);
}

std::vector<ApiKey> api_keys_of(SqlReader& reader, const ApplicationId& application) {
  const std::string key = application.text();
  return rows<ApiKey>(reader,
                      "SELECT id, application_id, prefix, key_hash, created_at_ms, expires_at_ms, revoked_at_ms, last_used_at_ms FROM api_keys"
                      " WHERE application_id = $1 ORDER BY id",
                      {key}, api_key_of);
}

void revoke_api_key(SqlTransaction& transaction, const ApplicationId& application, const ApiKeyId& id, Instant now) {
  transaction.execute("UPDATE api_keys SET revoked_at_ms = $3 WHERE application_id = $1 AND id = $2 AND revoked_at_ms IS NULL",
                      {application.text(), id.text(), now.unix_ms()});
}

void record_last_uses(SqlTransaction& transaction, const std::vector<LastUse>& uses) {
  std::vector<std::string> ids;
  for (const LastUse& use : uses) ids.push_back(use.id.text());
  std::vector<std::vector<SqlValue>> values;
  for (std::size_t i = 0; i < uses.size(); ++i) values.push_back({ids[i], uses[i].at.unix_ms()});
  transaction.execute_many("UPDATE api_keys SET last_used_at_ms = $2 WHERE id = $1 AND (last_used_at_ms IS NULL OR last_used_at_ms < $2)", values);
}

void insert_public_key(SqlTransaction& transaction, const RegisteredKey& key) {
  transaction.execute(
      "INSERT INTO application_keys (id, application_id, kid, algorithm, thumbprint, jwk, created_at_ms, not_before_at_ms, not_after_at_ms)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {key.id.text(), key.application_id.text(), key.kid, text_of(key.algorithm), key.thumbprint, key.jwk, key.created_at.unix_ms(),
       sql_value(ms_of(key.not_before)), sql_value(ms_of(key.not_after))});
}

std::vector<RegisteredKey> all_public_keys(SqlReader& reader) {
  return rows<RegisteredKey>(reader,
                             "SELECT id, application_id, kid, algorithm, thumbprint, jwk, created_at_ms, not_before_at_ms, not_after_at_ms,"
                             " revoked_at_ms FROM application_keys ORDER BY id",
                             {}, public_key_of);
}

std::vector<RegisteredKey> public_keys_of(SqlReader& reader, const ApplicationId& application) {
  const std::string key = application.text();
  return rows<RegisteredKey>(reader,
                             "SELECT id, application_id, kid, algorithm, thumbprint, jwk, created_at_ms, not_before_at_ms, not_after_at_ms,"
                             " revoked_at_ms FROM application_keys WHERE application_id = $1 ORDER BY id",
                             {key}, public_key_of);
}

void revoke_public_key(SqlTransaction& transaction, const ApplicationId& application, const PublicKeyId& id, Instant now) {
  transaction.execute("UPDATE application_keys SET revoked_at_ms = $3 WHERE application_id = $1 AND id = $2 AND revoked_at_ms IS NULL",
                      {application.text(), id.text(), now.unix_ms()});
}

bool insert_used_assertion(SqlTransaction& transaction, const ApplicationId& application, const Digest& jti_hash, Instant expires_at) {
  return transaction.execute("INSERT INTO used_assertions (application_id, jti_hash, expires_at_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                             {application.text(), Blob{bytes_of(jti_hash)}, expires_at.unix_ms()}) == 1;
}

std::int64_t delete_used_assertions(SqlTransaction& transaction, Instant expired_before) {
  return transaction.execute("DELETE FROM used_assertions WHERE expires_at_ms < $1", {expired_before.unix_ms()});
}

void insert_server_key(SqlTransaction& transaction, const ServerKey& key) {
  const auto sealed = key.sealed_private ? SqlValue(Blob{*key.sealed_private}) : SqlValue(nullptr);
  transaction.execute(
      "INSERT INTO server_keys (id, kid, state, algorithm, jwk, sealed_private, created_at_ms, activated_at_ms, retired_at_ms)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {key.id.text(), key.kid, text_of(key.state), text_of(key.algorithm), key.jwk, sealed, key.created_at.unix_ms(),
       sql_value(ms_of(key.activated_at)), sql_value(ms_of(key.retired_at))});
}

std::vector<ServerKey> all_server_keys(SqlReader& reader) {
  return rows<ServerKey>(
      reader, "SELECT id, kid, state, algorithm, jwk, sealed_private, created_at_ms, activated_at_ms, retired_at_ms FROM server_keys ORDER BY id", {},
      server_key_of);
}

void update_server_key(SqlTransaction& transaction, const ServerKey& key) {
  const auto sealed = key.sealed_private ? SqlValue(Blob{*key.sealed_private}) : SqlValue(nullptr);
  transaction.execute("UPDATE server_keys SET state = $2, sealed_private = $3, activated_at_ms = $4, retired_at_ms = $5 WHERE id = $1",
                      {key.id.text(), text_of(key.state), sealed, sql_value(ms_of(key.activated_at)), sql_value(ms_of(key.retired_at))});
}

void delete_server_key(SqlTransaction& transaction, const ServerKeyId& id) {
  transaction.execute("DELETE FROM server_keys WHERE id = $1", {id.text()});
}

}  // namespace switchyard::access::store

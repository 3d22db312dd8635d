#include "esign/connect/connect_key_store.hpp"

#include <array>
#include <stdexcept>

#include "esign/connect/reseal.hpp"
#include "esign/esign_refusal.hpp"
#include "values/base64.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kKeySizeBytes = 32;

std::string place_of(std::string_view id) { return "esign_connect_keys/" + std::string(id) + "/sealed"; }

}  // namespace

std::vector<Secret> open_connect_keys(SqlReader& reader, const access::Sealer& sealer, const AccountId& account) {
  std::vector<Secret> keys;
  reader.query("SELECT id, sealed FROM esign_connect_keys WHERE account_id = $1 ORDER BY number", {std::string_view(account.text())}, [&](const SqlRow& row) {
    auto opened = sealer.open(row.blob(1), place_of(row.text(0)));
    if (!opened) throw std::runtime_error("a Connect key cannot be opened: " + opened.error().message);
    keys.push_back(std::move(*opened));
  });
  return keys;
}

Result<NewConnectKey> create_connect_key(SqlTransaction& transaction, const EsignService& service, const access::Sealer& sealer, const AccountId& account) {
  std::int64_t count = 0;
  std::int64_t last = 0;
  transaction.query("SELECT COUNT(*), MAX(number) FROM esign_connect_keys WHERE account_id = $1", {std::string_view(account.text())}, [&](const SqlRow& row) {
    count = row.integer(0);
    last = row.integer_or_null(1).value_or(0);
  });
  if (count >= static_cast<std::int64_t>(kConnectKeysMax)) return esign_refusal("CONNECT_KEY_LIMIT", "An account has at most 100 active Connect keys.");
  std::array<std::uint8_t, kKeySizeBytes> bytes{};
  service.random.fill(bytes);
  NewConnectKey fresh{.id = make_guid_text(service.random), .secret = Secret(encode_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()}))};
  const std::string sealed = sealer.seal(fresh.secret.reveal(), place_of(fresh.id));
  transaction.execute("INSERT INTO esign_connect_keys (id, account_id, number, sealed, created_at_ms) VALUES ($1, $2, $3, $4, $5)",
                      {std::string_view(fresh.id), std::string_view(account.text()), last + 1, Blob{sealed}, service.security_clock.now().unix_ms()});
  return fresh;
}

Result<std::int64_t> reseal_connect_keys(SqlTransaction& transaction, const access::Sealer& sealer) {
  std::vector<std::pair<std::string, std::string>> former;
  transaction.query("SELECT id, sealed FROM esign_connect_keys", {}, [&](const SqlRow& row) {
    if (!sealer.is_current(row.blob(1))) former.emplace_back(row.text(0), row.blob(1));
  });
  for (const auto& [id, sealed] : former) {
    auto opened = sealer.open(sealed, place_of(id));
    if (!opened) return std::move(opened).error();
    const std::string again = sealer.seal(opened->reveal(), place_of(id));
    transaction.execute("UPDATE esign_connect_keys SET sealed = $2 WHERE id = $1", {std::string_view(id), Blob{again}});
  }
  return static_cast<std::int64_t>(former.size());
}

std::vector<ConnectKey> list_connect_keys(SqlReader& reader, const AccountId& account) {
  std::vector<ConnectKey> keys;
  reader.query("SELECT id, created_at_ms FROM esign_connect_keys WHERE account_id = $1 ORDER BY number", {std::string_view(account.text())},
               [&](const SqlRow& row) { keys.push_back({.id = std::string(row.text(0)), .created_at = Instant::from_unix_ms(row.integer(1))}); });
  return keys;
}

bool remove_connect_key(SqlTransaction& transaction, const AccountId& account, std::string_view id) {
  return transaction.execute("DELETE FROM esign_connect_keys WHERE account_id = $1 AND id = $2", {std::string_view(account.text()), id}) > 0;
}

}  // namespace switchyard::esign

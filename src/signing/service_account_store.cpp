#include "signing/service_account_store.hpp"

#include <fmt/format.h>

namespace switchyard::signing {
namespace {

std::string place_of(std::string_view provider, std::string_view what) { return fmt::format("signing_service_accounts/{}/{}", provider, what); }

struct Sealed {
  ServiceAccount account;
  std::string private_key;
  std::string connect_key;
};

}  // namespace

Result<std::optional<ServiceAccount>> find_service_account(SqlReader& reader, const access::Sealer& sealer, std::string_view provider) {
  std::optional<Sealed> found;
  reader.query("SELECT account_id, user_id, integration_key, private_key_sealed, connect_key_sealed FROM signing_service_accounts WHERE provider = $1", {provider},
               [&](const SqlRow& row) {
                 found.emplace();
                 found->account.provider = provider;
                 found->account.account_id = row.text(0);
                 found->account.user_id = row.text(1);
                 found->account.integration_key = row.text(2);
                 found->private_key = row.blob(3);
                 found->connect_key = row.blob(4);
               });
  if (!found) return std::optional<ServiceAccount>();
  auto private_key = sealer.open(found->private_key, place_of(provider, "private_key"));
  if (!private_key) return std::move(private_key).error();
  auto connect_key = sealer.open(found->connect_key, place_of(provider, "connect_key"));
  if (!connect_key) return std::move(connect_key).error();
  found->account.private_key = *std::move(private_key);
  found->account.connect_key = *std::move(connect_key);
  return std::optional<ServiceAccount>(std::move(found->account));
}

std::vector<std::string> service_account_names(SqlReader& reader) {
  std::vector<std::string> names;
  reader.query("SELECT provider FROM signing_service_accounts ORDER BY provider", {}, [&](const SqlRow& row) { names.emplace_back(row.text(0)); });
  return names;
}

bool insert_service_account(SqlTransaction& transaction, const access::Sealer& sealer, const ServiceAccount& account, Instant now) {
  const std::string private_key = sealer.seal(account.private_key.reveal(), place_of(account.provider, "private_key"));
  const std::string connect_key = sealer.seal(account.connect_key.reveal(), place_of(account.provider, "connect_key"));
  return transaction.execute(
             "INSERT INTO signing_service_accounts (provider, account_id, user_id, integration_key, private_key_sealed, connect_key_sealed, created_at_ms) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (provider) DO NOTHING",
             {account.provider, account.account_id, account.user_id, account.integration_key, Blob{private_key}, Blob{connect_key}, now.unix_ms()}) == 1;
}

}  // namespace switchyard::signing

#include "app/runtime/builtin_signing.hpp"

#include <fmt/format.h>

#include "adapters/openssl/public_pem.hpp"
#include "esign/accounts/account_desk.hpp"
#include "esign/connect/connect_desk.hpp"
#include "signing/service_account_store.hpp"

namespace switchyard::app {
namespace {

using signing::ServiceAccount;

Result<ServiceAccount> make_account(SqlTransaction& transaction, const esign::EsignService& service, const access::Sealer& sealer, const BuiltinOwner& owner,
                                    const Secret& private_key) {
  auto account = esign::create_account(transaction, service, {.id = {}, .name = owner.name});
  if (!account) return std::move(account).error();
  auto user = esign::create_user(transaction, service, {.id = {}, .account = account->id, .name = owner.name, .email = owner.email});
  if (!user) return std::move(user).error();
  auto client = esign::create_integration_key(transaction, service, {.id = {}, .account = account->id, .name = "Contracts"});
  if (!client) return std::move(client).error();
  auto public_key = adapters::public_pem_of(private_key);
  if (!public_key) return std::move(public_key).error();
  auto added = esign::add_public_key(transaction, service, client->id, *public_key);
  if (!added) return std::move(added).error();
  for (const std::string_view scope : {"signature", "impersonation"}) esign::give_consent(transaction, client->id, user->id, scope, service.security_clock.now());
  auto connect_key = esign::create_connect_key(transaction, service, sealer, account->id);
  if (!connect_key) return std::move(connect_key).error();
  return ServiceAccount{.provider = owner.provider, .account_id = account->id.text(), .user_id = user->id.text(), .integration_key = client->id.text(),
                        .private_key = Secret(std::string(private_key.reveal())), .connect_key = std::move(connect_key->secret)};
}

Result<ServiceAccount> found_or_made(const esign::EsignService& service, const access::Sealer& sealer, const BuiltinOwner& owner) {
  Result<std::optional<ServiceAccount>> found = std::optional<ServiceAccount>();
  service.database.read([&](SqlReader& reader) { found = signing::find_service_account(reader, sealer, owner.provider); });
  if (!found) return std::move(found).error();
  if (*found) return std::move(**found);
  const Secret private_key = service.jose.generate(access::JwsAlgorithm::rs256)->private_pem();
  return write_result<ServiceAccount>(service.database, [&](SqlTransaction& transaction) -> Result<ServiceAccount> {
    auto again = signing::find_service_account(transaction, sealer, owner.provider);
    if (!again) return std::move(again).error();
    if (*again) return std::move(**again);
    auto made = make_account(transaction, service, sealer, owner, private_key);
    if (made) signing::insert_service_account(transaction, sealer, *made, service.security_clock.now());
    return made;
  });
}

}  // namespace

Result<adapters::DocusignOptions> builtin_account(const esign::EsignService& service, const access::Sealer& sealer, const BuiltinOwner& owner,
                                                 const std::string& base_url) {
  auto account = found_or_made(service, sealer, owner);
  if (!account) return std::move(account).error();
  adapters::DocusignOptions options{.name = owner.provider,
                                    .oauth_url = base_url + "/esign",
                                    .integration_key = account->integration_key,
                                    .user_id = account->user_id,
                                    .account_id = account->account_id,
                                    .base_uri = base_url + "/esign",
                                    .connect_url = fmt::format("{}/signing/connect/{}", base_url, text_of(service.environment))};
  options.private_keys.push_back(std::move(account->private_key));
  options.connect_keys.push_back(std::move(account->connect_key));
  return options;
}

}  // namespace switchyard::app

#include "app/runtime/esign_admin.hpp"

#include "esign/accounts/account_desk.hpp"

namespace switchyard::app {
namespace {

Error not_found(std::string code, std::string message) { return {ErrorKind::not_found, std::move(code), std::move(message), {}}; }

std::optional<esign::User> user_for(SqlReader& reader, const NewEsignClient& wanted) {
  if (wanted.user.empty()) {
    auto users = esign::list_users(reader, wanted.account);
    if (users.empty()) return std::nullopt;
    return std::move(users.front());
  }
  auto user = esign::find_user(reader, wanted.user);
  if (!user || user->account != wanted.account) return std::nullopt;
  return user;
}

Result<EsignClientMade> made_client(SqlTransaction& transaction, const esign::EsignService& service, const NewEsignClient& wanted) {
  const auto user = user_for(transaction, wanted);
  if (!user) return not_found("esign_user_not_found", "The account has no such user.");
  esign::IntegrationKey asked;
  asked.account = wanted.account;
  asked.name = wanted.name.empty() ? "API client" : wanted.name;
  asked.redirect_uris = wanted.redirect_uris;
  auto key = esign::create_integration_key(transaction, service, asked);
  if (!key) return std::move(key).error();
  auto thumbprint = esign::add_public_key(transaction, service, key->id, wanted.public_key);
  if (!thumbprint) return at_field(std::move(thumbprint).error(), "publicKey");
  if (wanted.has_consent) {
    for (const char* scope : {"signature", "impersonation"}) esign::give_consent(transaction, key->id, user->id, scope, service.clock.now());
  }
  return EsignClientMade{.key = key->id, .user = user->id};
}

}  // namespace

Error esign_account_not_found() { return not_found("esign_account_not_found", "The signing service has no such account."); }

std::optional<esign::AccountId> known_account(const esign::EsignService& service, std::string_view text) {
  auto id = esign::AccountId::parse(text);
  if (!id) return std::nullopt;
  bool is_known = false;
  service.database.read([&](SqlReader& reader) { is_known = esign::find_account(reader, *id).has_value(); });
  return is_known ? id : std::nullopt;
}

Result<EsignAccountMade> make_esign_account(const esign::EsignService& service, const NewEsignAccount& wanted) {
  return write_result<EsignAccountMade>(service.database, [&](SqlTransaction& transaction) -> Result<EsignAccountMade> {
    esign::Account asked;
    asked.name = wanted.name;
    auto account = esign::create_account(transaction, service, asked);
    if (!account) return std::move(account).error();
    esign::User person;
    person.account = account->id;
    person.name = wanted.user_name.empty() ? wanted.name : wanted.user_name;
    person.email = wanted.user_email.empty() ? "sender@example.com" : wanted.user_email;
    auto user = esign::create_user(transaction, service, person);
    if (!user) return std::move(user).error();
    return EsignAccountMade{.account = *std::move(account), .user = *std::move(user)};
  });
}

Result<EsignClientMade> make_esign_client(const esign::EsignService& service, const NewEsignClient& wanted) {
  return write_result<EsignClientMade>(service.database, [&](SqlTransaction& transaction) { return made_client(transaction, service, wanted); });
}

Result<void> end_esign_client(const esign::EsignService& service, std::string_view integration_key) {
  const auto id = esign::IntegrationKeyId::parse(integration_key);
  bool is_ended = false;
  if (id) {
    service.database.write([&](SqlTransaction& transaction) {
      is_ended = esign::deactivate_integration_key(transaction, *id);
      return true;
    });
  }
  if (!is_ended) return not_found("esign_client_not_found", "The signing service has no such integration key.");
  return {};
}

Result<std::shared_ptr<esign::NewConnectKey>> make_connect_key(const esign::EsignService& service, const access::Sealer& sealer, const esign::AccountId& account) {
  using Made = std::shared_ptr<esign::NewConnectKey>;
  return write_result<Made>(service.database, [&](SqlTransaction& transaction) -> Result<Made> {
    auto key = esign::create_connect_key(transaction, service, sealer, account);
    if (!key) return std::move(key).error();
    return std::make_shared<esign::NewConnectKey>(*std::move(key));
  });
}

Result<void> end_connect_key(const esign::EsignService& service, const esign::AccountId& account, std::string_view key) {
  bool is_ended = false;
  service.database.write([&](SqlTransaction& transaction) {
    is_ended = esign::remove_connect_key(transaction, account, key);
    return true;
  });
  if (!is_ended) return not_found("esign_connect_key_not_found", "The account has no such Connect key.");
  return {};
}

}  // namespace switchyard::app

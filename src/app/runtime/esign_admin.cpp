#include "app/runtime/esign_admin.hpp"

#include "app/runtime/listening_file.hpp"
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

// The refusal of an account's first user, by the words that an operator asked for it with.
Error of_user(Error error) {
  for (FieldError& field : error.fields) {
    if (field.pointer == "email") field.pointer = "userEmail";
    if (field.pointer == "name") field.pointer = "userName";
  }
  return error;
}

// Where the running server is; without one, where the settings say that it listens.
ListeningServer server_of(const Installation& installation) {
  ListeningServer server = read_listening_file(installation.data_directory());
  if (server.public_url.empty()) server.public_url = installation.settings().public_url;
  while (server.public_url.ends_with('/')) server.public_url.pop_back();
  if (server.urls.empty()) {
    for (const std::string& address : installation.settings().listen_tls) server.urls.push_back("https://" + address);
    for (const std::string& address : installation.settings().listen) server.urls.push_back("http://" + address);
  }
  return server;
}

std::string without_scheme(const std::string& url) {
  const auto scheme = url.find("://");
  return scheme == std::string::npos ? url : url.substr(scheme + 3);
}

}  // namespace

EsignPaths esign_paths(const Installation& installation) {
  const ListeningServer server = server_of(installation);
  return {.base_uri = server.base_url() + "/esign",
          .oauth_base_path = without_scheme(server.tls_url().empty() ? server.base_url() : server.tls_url()) + "/esign",
          .base_path = server.base_url() + "/esign/restapi"};
}

Result<EsignClientMade> make_esign_client(SqlTransaction& transaction, const esign::EsignService& service, const NewEsignClient& wanted) {
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

Error esign_account_not_found() { return not_found("esign_account_not_found", "The signing service has no such account."); }

Error esign_client_not_found() { return not_found("esign_client_not_found", "The signing service has no such integration key."); }

Error connect_key_not_found() { return not_found("esign_connect_key_not_found", "The account has no such Connect key."); }

std::optional<esign::AccountId> known_account(const esign::EsignService& service, std::string_view text) {
  auto id = esign::AccountId::parse(text);
  if (!id) return std::nullopt;
  bool is_known = false;
  service.database.read([&](SqlReader& reader) { is_known = esign::find_account(reader, *id).has_value(); });
  return is_known ? id : std::nullopt;
}

Result<EsignAccountMade> make_esign_account(SqlTransaction& transaction, const esign::EsignService& service, const NewEsignAccount& wanted) {
  esign::Account asked;
  asked.name = wanted.name;
  auto account = esign::create_account(transaction, service, asked);
  if (!account) return std::move(account).error();
  esign::User person;
  person.account = account->id;
  person.name = wanted.user_name.empty() ? wanted.name : wanted.user_name;
  person.email = wanted.user_email.empty() ? "sender@example.com" : wanted.user_email;
  auto user = esign::create_user(transaction, service, person);
  if (!user) return of_user(std::move(user).error());
  return EsignAccountMade{.account = *std::move(account), .user = *std::move(user)};
}

Result<EsignAccountMade> make_esign_account(const esign::EsignService& service, const NewEsignAccount& wanted) {
  return write_result<EsignAccountMade>(service.database, [&](SqlTransaction& transaction) { return make_esign_account(transaction, service, wanted); });
}

Result<EsignClientMade> make_esign_client(const esign::EsignService& service, const NewEsignClient& wanted) {
  return write_result<EsignClientMade>(service.database, [&](SqlTransaction& transaction) { return make_esign_client(transaction, service, wanted); });
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
  if (!is_ended) return esign_client_not_found();
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
  if (!is_ended) return connect_key_not_found();
  return {};
}

}  // namespace switchyard::app

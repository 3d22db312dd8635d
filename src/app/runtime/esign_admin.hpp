// Accounts, programs and keys of the signing service as operators make them: by command and by API alike.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/installation.hpp"
#include "esign/accounts/account.hpp"
#include "esign/connect/connect_desk.hpp"
#include "esign/service.hpp"

namespace switchyard::app {

struct NewEsignAccount {
  std::string name;
  std::string user_name = {};   // Empty: the account's name.
  std::string user_email = {};  // Empty: an address that nobody reads.
};
struct EsignAccountMade {
  esign::Account account;
  esign::User user;
};
// Refused as create_account and create_user.
Result<EsignAccountMade> make_esign_account(SqlTransaction& transaction, const esign::EsignService& service, const NewEsignAccount& wanted);
Result<EsignAccountMade> make_esign_account(const esign::EsignService& service, const NewEsignAccount& wanted);

struct NewEsignClient {
  esign::AccountId account;
  esign::UserId user = {};      // Empty: the account's first.
  std::string name = {};
  std::string public_key;       // PEM.
  std::vector<std::string> redirect_uris = {};
  bool has_consent = false;     // The user's, given by the operator.
};
struct EsignClientMade {
  esign::IntegrationKeyId key;
  esign::UserId user;
};
// Refused as esign_account_not_found, esign_user_not_found, and as create_integration_key and add_public_key do.
Result<EsignClientMade> make_esign_client(SqlTransaction& transaction, const esign::EsignService& service, const NewEsignClient& wanted);
Result<EsignClientMade> make_esign_client(const esign::EsignService& service, const NewEsignClient& wanted);
// esign_client_not_found.
Result<void> end_esign_client(const esign::EsignService& service, std::string_view integration_key);

// esign_account_not_found, CONNECT_KEY_LIMIT.
Result<std::shared_ptr<esign::NewConnectKey>> make_connect_key(const esign::EsignService& service, const access::Sealer& sealer, const esign::AccountId& account);
// esign_connect_key_not_found.
Result<void> end_connect_key(const esign::EsignService& service, const esign::AccountId& account, std::string_view key);

// Whether the account is of this service; malformed ids are not.
[[nodiscard]] std::optional<esign::AccountId> known_account(const esign::EsignService& service, std::string_view text);
[[nodiscard]] Error esign_account_not_found();
[[nodiscard]] Error esign_client_not_found();
[[nodiscard]] Error connect_key_not_found();

// What programs set their clients to.
struct EsignPaths {
  std::string base_uri;         // "https://sign.example.com/esign", as userinfo says it.
  std::string oauth_base_path;  // "sign.example.com/esign"
  std::string base_path;        // "https://sign.example.com/esign/restapi"
};
// Where the running server is; without one, where the settings say that it listens.
[[nodiscard]] EsignPaths esign_paths(const Installation& installation);

}  // namespace switchyard::app

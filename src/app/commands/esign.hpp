// `esign …`: accounts, programs and Connect keys of the signing service.
#pragma once

#include <string>
#include <vector>

#include "app/commands/command.hpp"

namespace switchyard::app {

struct EsignAccountOptions {
  std::string name;
  std::string environment = "test";
  std::string user_name;   // Empty: the account's name.
  std::string user_email;  // Empty: an address that nobody reads.
};
struct EsignClientOptions {
  std::string account;
  std::string name;        // Empty: "API client".
  std::string user;        // Empty: the account's first.
  std::string public_key;  // File.
  std::vector<std::string> redirect_uris;
  bool consent = false;
};

// {"accountId","userId","baseUri"}
int create_esign_account(const CommonOptions& common, const EsignAccountOptions& options);
int list_esign_accounts(const CommonOptions& common);
// {"integrationKey","userId","accountId","oauthBasePath","basePath"}
int create_esign_client(const CommonOptions& common, const EsignClientOptions& options);
int list_esign_clients(const CommonOptions& common, const std::string& account);
// No token of it is good from now on.
int revoke_esign_client(const CommonOptions& common, const std::string& integration_key);
// {"keyId","secret"}: the secret this once.
int create_connect_key(const CommonOptions& common, const std::string& account);
int list_connect_keys(const CommonOptions& common, const std::string& account);
int revoke_connect_key(const CommonOptions& common, const std::string& account, const std::string& key);

}  // namespace switchyard::app

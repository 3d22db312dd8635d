// Accounts, users, integration keys and consents made, changed and found. All within the caller's transaction. From any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "access/jose_port.hpp"
#include "esign/accounts/account.hpp"
#include "esign/service.hpp"

namespace switchyard::esign {

// Refused as account_invalid, with the field (name: 1 to 100 characters; settings as account.hpp says). A given id (of configuration or a demo)
// is kept; account_exists where it is another's.
Result<Account> create_account(SqlTransaction& transaction, const EsignService& service, const Account& asked);
Result<void> change_account(SqlTransaction& transaction, const Account& account);
[[nodiscard]] std::optional<Account> find_account(SqlReader& reader, const AccountId& id);
[[nodiscard]] std::vector<Account> list_accounts(SqlReader& reader);

// Refused as user_invalid (name, e-mail), user_exists.
Result<User> create_user(SqlTransaction& transaction, const EsignService& service, const User& asked);
[[nodiscard]] std::optional<User> find_user(SqlReader& reader, const UserId& id);
[[nodiscard]] std::vector<User> list_users(SqlReader& reader, const AccountId& account);

// Refused as integration_key_invalid (name, redirect URIs), integration_key_exists.
Result<IntegrationKey> create_integration_key(SqlTransaction& transaction, const EsignService& service, const IntegrationKey& asked);
[[nodiscard]] std::optional<IntegrationKey> find_integration_key(SqlReader& reader, const IntegrationKeyId& id);
[[nodiscard]] std::vector<IntegrationKey> list_integration_keys(SqlReader& reader, const AccountId& account);
// False where there is none. What it has of tokens ends with it.
bool deactivate_integration_key(SqlTransaction& transaction, const IntegrationKeyId& id);
// Writes name and redirect URIs.
Result<void> change_integration_key(SqlTransaction& transaction, const IntegrationKey& key);

// Refused as Jose::import_pem, key_type_unsupported (RSA alone), key_limit (kPublicKeysMax). The same key again is fine. Gives its thumbprint.
Result<std::string> add_public_key(SqlTransaction& transaction, const EsignService& service, const IntegrationKeyId& id, std::string_view pem);
bool remove_public_key(SqlTransaction& transaction, const IntegrationKeyId& id, std::string_view thumbprint);

// A consent of a user for one scope ("signature", "impersonation") of one integration key. Once given it stays until it is taken back.
void give_consent(SqlTransaction& transaction, const IntegrationKeyId& client, const UserId& user, std::string_view scope, Instant at);
bool withdraw_consent(SqlTransaction& transaction, const IntegrationKeyId& client, const UserId& user);
[[nodiscard]] bool has_consent(SqlReader& reader, const IntegrationKeyId& client, const UserId& user, std::string_view scope);

}  // namespace switchyard::esign

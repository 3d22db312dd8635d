// One account at DocuSign, or at a service that speaks its language.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "values/result.hpp"
#include "values/secret.hpp"

namespace switchyard::adapters {

struct DocusignOptions {
  std::string name;                     // Of ProviderShelf: "docusign", "builtin/prt_…".
  std::string oauth_url;                // "https://account-d.docusign.com", "http://127.0.0.1:8080/esign"; no slash at the end.
  std::string integration_key;          // GUID.
  std::string user_id;                  // GUID of the user whom assertions speak for.
  std::string account_id = {};          // GUID; empty: that user's default account.
  std::vector<Secret> private_keys = {};  // PEM, the newest first: the next is tried where one is not (or no longer) registered.
  std::vector<Secret> connect_keys = {};  // HMAC keys as shown, "=" and all.
  std::string base_uri = {};            // Empty: userinfo's. Given where this server reaches the service otherwise than others do.
  std::string connect_url = {};         // Where callbacks are to go; empty: none are asked for (an account-level configuration, or the sweep alone).
  std::string consent_redirect_uri = {};  // Registered with the integration key; of the link by which an administrator consents.
  std::string app_origin = {};          // DocuSign's own origin that must stand among frame ancestors; empty: none.
  std::map<std::string, std::string> supplier_templates = {};  // Supplier's code → templateId.
};

// setting_invalid: a base URL that is neither https nor http on loopback, no key, no private key.
Result<void> check_options(const DocusignOptions& options);
// Without its scheme: the audience of assertions.
[[nodiscard]] std::string audience_of(const DocusignOptions& options);

}  // namespace switchyard::adapters

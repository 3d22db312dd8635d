// How this installation is a client of its own signing service: an account, a user, an integration key and a Connect key, made once for each partner in
// each environment, so that its signers see the partner's name and nobody else's.
#pragma once

#include <string>

#include "access/sealer_port.hpp"
#include "adapters/docusign/docusign_options.hpp"
#include "esign/service.hpp"

namespace switchyard::app {

// ProviderShelf's names of such accounts: "builtin/prt_…".
inline constexpr std::string_view kBuiltinPrefix = "builtin/";

// Whose account it is, as signers see it.
struct BuiltinOwner {
  std::string provider;   // "builtin/prt_…"
  std::string name;
  std::string email;      // Shown as the sender's.
};

// `base_url`: where this server reaches itself ("http://127.0.0.1:8080"). The same on every node: the first one makes the account, through the service's own
// use cases, in one transaction with our keys to it.
Result<adapters::DocusignOptions> builtin_account(const esign::EsignService& service, const access::Sealer& sealer, const BuiltinOwner& owner,
                                                 const std::string& base_url);

}  // namespace switchyard::app

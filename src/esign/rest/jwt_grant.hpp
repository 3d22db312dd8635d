// The JWT bearer grant (RFC 7523) as DocuSign serves it: an assertion signed with RS256 by one of the client's keys buys a token for the user in "sub".
// No key id is sent, so each of the client's keys (five at most) is tried. Sources: docs/esign.md, RFC 7523.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "esign/rest/esign_call.hpp"
#include "values/secret.hpp"

namespace switchyard::esign {

// RFC 6749 section 5.2: `error` is the code, `description` DocuSign's word for the cause.
struct GrantRefusal {
  std::string error;
  std::string description = {};
};

struct GrantedToken {
  Secret token;
  std::string scope;
};

using GrantOutcome = std::variant<GrantedToken, GrantRefusal>;

// `audiences`: the names under which this service is reached, without a scheme, in lower case.
[[nodiscard]] GrantOutcome grant_by_assertion(const ServiceOf& service_of, std::string_view assertion, const std::vector<std::string>& audiences);

// The environment that has the integration key, test first; nothing where none has it or it is not active.
struct KnownClient {
  EnvironmentName environment;
  IntegrationKey key;
};
[[nodiscard]] std::optional<KnownClient> find_client(const ServiceOf& service_of, std::string_view client_id);

// Words apart by spaces that are served here ("signature", "impersonation", "extended"); nothing where one is not, or where "signature" is missing.
[[nodiscard]] std::optional<std::vector<std::string>> parse_esign_scopes(std::string_view text);

}  // namespace switchyard::esign

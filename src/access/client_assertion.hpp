// The client's side of POST /oauth/token: what `switchyard token` and the demo sign (RFC 7523).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/jose_port.hpp"
#include "values/instant.hpp"

namespace switchyard::access {

struct ClientAssertion {
  std::string_view client_id;
  std::string_view audience;                   // The server's issuer.
  std::string_view jti;                        // Never used before by this client.
  std::optional<std::string_view> kid = {};    // Needed once the client has more than one key.
  Instant now;
};

// Lives for four minutes, so that a clock that is a little ahead does no harm.
[[nodiscard]] std::string make_client_assertion(const SigningKey& key, const ClientAssertion& assertion);

// The body of the request for a token.
[[nodiscard]] std::string token_request_form(std::string_view assertion);

}  // namespace switchyard::access

// POST /oauth/token, and what tells clients about it: /.well-known/jwks.json and /.well-known/oauth-authorization-server (RFC 8414).
#pragma once

#include "access/token_issuer.hpp"
#include "http/router.hpp"

namespace switchyard::access {

// `tokens` and `directory` must outlive the router.
void add_token_route(http::Router& router, TokenIssuer& tokens);
void add_metadata_routes(http::Router& router, const Directory& directory, const AccessSettings& settings);

}  // namespace switchyard::access

// GET /v1/me: what the server knows of the caller, for the first call that a partner's programmer makes.
#pragma once

#include "access/authenticator.hpp"
#include "access/directory.hpp"
#include "access/settings.hpp"
#include "ports/clock.hpp"

namespace switchyard::access {

// All must outlive the router.
void add_me_route(http::Router& router, const Authenticator& authenticator, const Directory& directory, const AccessSettings& settings, SecurityClock clock);

}  // namespace switchyard::access

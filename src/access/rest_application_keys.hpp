// A partner's own rotation: /v1/application/keys (public keys) and /v1/application/api-keys. Scope keys:write. What changes keys wants
// a fresh client assertion beside the token, in X-Client-Assertion: a stolen token alone makes no keys. Each assertion counts once.
#pragma once

#include "access/authenticator.hpp"
#include "access/credentials.hpp"
#include "access/registration.hpp"
#include "outbox/idempotency.hpp"

namespace switchyard::access {

// All must outlive the router.
struct KeyRouteParts {
  Directory& directory;
  const Registration& registration;
  outbox::IdempotentWrites& writes;  // Of the control database.
  const AccessSettings& settings;
  SecurityClock clock;
};
void add_application_key_routes(http::Router& router, const Authenticator& authenticator, KeyRouteParts parts);

}  // namespace switchyard::access

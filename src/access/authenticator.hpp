// From a request's credentials to a Caller. Every route that is not public begins here.
#pragma once

#include "access/caller.hpp"
#include "http/router.hpp"

namespace switchyard::access {

// A handler that cannot run without its caller.
using CallerHandler = std::function<http::Response(const Caller&, const http::Request&)>;

class Authenticator {
 public:
  virtual ~Authenticator() = default;

  // X-API-Key and Authorization: Bearer, one application's both. Refusals say which of them failed, what came and what was
  // expected (codes in api/errors.md). In memory and without the database: may be called on an io thread.
  [[nodiscard]] virtual Result<Caller> authenticate(const http::Request& request) const = 0;

  // Wraps a handler: authenticates, wants all of `needed` (403 `scope_missing` names what is missing), takes one token from
  // the application's rate limit (429) and sets RateLimit, RateLimit-Policy and Switchyard-Environment on every answer.
  // Problems get WWW-Authenticate where RFC 6750 wants it.
  [[nodiscard]] virtual http::Handler require(ScopeSet needed, CallerHandler handler) const = 0;
  // Any one of `any_of` is enough.
  [[nodiscard]] virtual http::Handler require_any(ScopeSet any_of, CallerHandler handler) const = 0;
};

}  // namespace switchyard::access

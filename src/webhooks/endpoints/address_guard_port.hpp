// Whom we never call: this machine, its network, and the addresses at which clouds tell secrets.
#pragma once

#include <string>

#include "values/result.hpp"

namespace switchyard::webhooks {

// Safe to call from many threads; may ask the resolver and so block.
class AddressGuard {
 public:
  virtual ~AddressGuard() = default;
  // Refused as url_invalid (not an https URL, a user in it, a fragment) or url_forbidden (a name or address that is, or resolves to, one that is not public).
  // With `loopback_allowed` http and https to 127.0.0.0/8 and ::1 are taken too.
  [[nodiscard]] virtual Result<void> check(const std::string& url, bool loopback_allowed) const = 0;
};

}  // namespace switchyard::webhooks

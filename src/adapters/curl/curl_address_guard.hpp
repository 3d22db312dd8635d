// AddressGuard on libcurl's URL parser and the system's resolver.
#pragma once

#include "webhooks/endpoints/address_guard_port.hpp"

namespace switchyard::adapters {

class CurlAddressGuard final : public webhooks::AddressGuard {
 public:
  [[nodiscard]] Result<void> check(const std::string& url, bool loopback_allowed) const override;
};

}  // namespace switchyard::adapters

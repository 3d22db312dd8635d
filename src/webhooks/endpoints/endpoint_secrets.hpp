// What an endpoint keeps sealed: the secrets that sign, and the partner's own headers.
#pragma once

#include <string>

#include "access/sealer_port.hpp"
#include "ports/random.hpp"
#include "values/secret.hpp"
#include "webhooks/endpoints/endpoint.hpp"

namespace switchyard::webhooks {

// "whsec_" and 32 random bytes in base64.
[[nodiscard]] Secret make_secret(Random& random);
[[nodiscard]] std::string seal_secret(const access::Sealer& sealer, const EndpointId& id, const Secret& secret);
[[nodiscard]] Result<Secret> open_secret(const access::Sealer& sealer, const EndpointId& id, std::string_view sealed);
// Empty for no headers.
[[nodiscard]] std::string seal_headers(const access::Sealer& sealer, const EndpointId& id, const EndpointHeaders& headers);
[[nodiscard]] Result<EndpointHeaders> open_headers(const access::Sealer& sealer, const EndpointId& id, std::string_view sealed);

}  // namespace switchyard::webhooks

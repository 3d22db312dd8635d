// GET /sign/{token}: our long-lived link of one signer, which makes a fresh view of the provider's each time it is opened. GET /sign/done/{link}: where a
// ceremony comes back to; what its address says is a hint to look at the provider, and never believed. No credential: whoever has the token is the signer.
#pragma once

#include <functional>

#include "http/router.hpp"
#include "signing/signing.hpp"

namespace switchyard::signing {

void add_sign_link_routes(http::Router& router, std::function<const SigningParts&(EnvironmentName)> parts_of);

}  // namespace switchyard::signing

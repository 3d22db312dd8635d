// POST /signing/connect/{environment}: where providers report what happened. Kept raw and answered at once; jobs do the rest.
#pragma once

#include <functional>

#include "http/router.hpp"
#include "signing/signing.hpp"

namespace switchyard::signing {

inline constexpr std::size_t kCallbackSizeMax = 32 * 1024 * 1024;  // Bytes; providers send up to about 25 MB.

// A callback without a genuine signature over its raw bytes is answered 401 `callback_signature_invalid`, counted, and changes nothing.
void add_connect_route(http::Router& router, std::function<const SigningParts&(EnvironmentName)> parts_of);

}  // namespace switchyard::signing

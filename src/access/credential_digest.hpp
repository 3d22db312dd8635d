// The SHA-256 of a credential that came with a request, by which keys and tokens are looked up.
#pragma once

#include <string_view>

#include "access/jose_port.hpp"

namespace switchyard::access {

// A caller sends the same key and token with each request, so each thread keeps the few that it met last beside their digests, as
// long as no other takes their place. Safe from many threads.
[[nodiscard]] Digest digest_of_credential(const Jose& jose, std::string_view text);

}  // namespace switchyard::access

// The public half of a private key, as the PEM block that others register.
#pragma once

#include <string>

#include "values/result.hpp"
#include "values/secret.hpp"

namespace switchyard::adapters {

// One "PUBLIC KEY" block (SPKI) of an unencrypted private PEM; key_malformed.
Result<std::string> public_pem_of(const Secret& private_pem);

}  // namespace switchyard::adapters

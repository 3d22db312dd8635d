// The token of a signing link: "t" (Test) or "l" (Live) and 43 characters that nobody can guess.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/jose_port.hpp"
#include "ports/environment.hpp"
#include "ports/random.hpp"
#include "values/secret.hpp"

namespace switchyard::signing {

[[nodiscard]] Secret make_link_token(EnvironmentName environment, Random& random);
// None where it can be no token.
[[nodiscard]] std::optional<EnvironmentName> environment_of_token(std::string_view token);
// Hex of its SHA-256.
[[nodiscard]] std::string hash_of_token(const access::Jose& jose, std::string_view token);
[[nodiscard]] std::string sha256_hex(const access::Jose& jose, std::string_view bytes);

}  // namespace switchyard::signing

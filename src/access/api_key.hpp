// An API key's text: "swk_test_" or "swk_live_", 32 characters of randomness (160 bits) and 6 of a checksum, so that a mistyped
// key is told from an unknown one without asking anybody. Crockford's base 32 in lower case.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/jose_port.hpp"
#include "ports/environment.hpp"
#include "ports/random.hpp"
#include "values/secret.hpp"

namespace switchyard::access {

inline constexpr std::size_t kApiKeySize = 47;        // Characters.
inline constexpr std::size_t kApiKeyPrefixSize = 15;  // "swk_test_" and six more: what may be shown.

[[nodiscard]] Secret make_api_key(EnvironmentName environment, Random& random, const Jose& jose);

// The environment that the text says; nothing where it is not a key of this server's making (form or checksum).
[[nodiscard]] std::optional<EnvironmentName> environment_of_api_key(std::string_view key, const Jose& jose);

[[nodiscard]] inline std::string_view shown_part(std::string_view key) { return key.substr(0, kApiKeyPrefixSize); }

// n bytes as Crockford's base 32 in lower case, five bits a character, the last padded with zero bits.
[[nodiscard]] std::string encode_base32(std::string_view bytes);

}  // namespace switchyard::access

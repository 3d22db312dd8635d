// Connect's HMAC: base64 of HMAC-SHA256 over the raw body, keyed by the key's text as it is shown (not decoded).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "values/secret.hpp"

namespace switchyard::adapters {

[[nodiscard]] std::string connect_signature(std::string_view key, std::string_view body);
// Whether any signature is by any key. Takes the same time wherever they differ.
[[nodiscard]] bool is_signed_by_one(const std::vector<Secret>& keys, std::string_view body, std::span<const std::string> signatures);

}  // namespace switchyard::adapters

// How Connect messages are signed: HMAC-SHA256 (RFC 2104) over the raw body, in base64 (RFC 4648 section 4, padded).
#pragma once

#include <string>
#include <string_view>

#include "ports/keyed_digest.hpp"

namespace switchyard::esign {

// What stands in X-DocuSign-Signature-n. `key` is the text that was shown, not decoded.
[[nodiscard]] std::string message_signature(const KeyedDigest& digest, std::string_view key, std::string_view body);

}  // namespace switchyard::esign

// How Connect messages are signed: HMAC-SHA256 (RFC 2104) over the raw body, in base64 (RFC 4648 section 4, padded).
#pragma once

#include <string>
#include <string_view>

#include "access/jose_port.hpp"

namespace switchyard::esign {

[[nodiscard]] std::string base64_of(std::string_view bytes);
[[nodiscard]] access::Digest hmac_sha256(const access::Jose& jose, std::string_view key, std::string_view message);
// What stands in X-DocuSign-Signature-n. `key` is the text that was shown, not decoded.
[[nodiscard]] std::string message_signature(const access::Jose& jose, std::string_view key, std::string_view body);

}  // namespace switchyard::esign

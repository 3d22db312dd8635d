// Base64 (RFC 4648, section 4) as clients of DocuSign write it: with or without line breaks and padding; a "data:" prefix is passed over.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace switchyard::esign {

// Nothing where a character is not of the alphabet (that of URLs is taken too), or where a lone character is left over.
[[nodiscard]] std::optional<std::string> decode_sent_base64(std::string_view text);

}  // namespace switchyard::esign

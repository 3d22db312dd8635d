// Bytes out of base64 (RFC 4648 section 4): attachments in JSON bodies.
#pragma once

#include <string>
#include <string_view>

#include "values/result.hpp"

namespace switchyard::pricing {

// The alphabet with '+' and '/', padded, in one piece. "invalid_base64".
[[nodiscard]] Result<std::string> decode_base64(std::string_view text);

}  // namespace switchyard::pricing

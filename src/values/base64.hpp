// Base64 with its padding (RFC 4648, section 4).
#pragma once

#include <string>
#include <string_view>

#include "values/result.hpp"

namespace switchyard {

[[nodiscard]] std::string encode_base64(std::string_view bytes);
// Nothing but the one text that encode_base64 gives: `invalid_base64`.
[[nodiscard]] Result<std::string> decode_base64(std::string_view text);

}  // namespace switchyard

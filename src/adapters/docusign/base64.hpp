// Base64 with padding (RFC 4648 section 4), as bodies and signatures of DocuSign carry it.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::adapters {

[[nodiscard]] std::string encode_base64(std::string_view bytes);

}  // namespace switchyard::adapters

// A compact JWS taken apart: sizes first, then alphabet, then a strict header. No signature is looked at here.
#pragma once

#include "access/jose_port.hpp"

namespace switchyard::adapters {

Result<access::UnverifiedJws> parse_compact_jws(std::string_view token);
Result<access::Claims> parse_jwt_claims(std::string_view payload);

}  // namespace switchyard::adapters

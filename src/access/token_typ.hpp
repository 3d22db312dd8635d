// The `typ` of a JWT's header, which tells an assertion from an access token (RFC 8725 section 3.11).
#pragma once

#include <string_view>

namespace switchyard::access {

inline constexpr std::string_view kAccessTokenTyp = "at+jwt";                   // RFC 9068 section 2.1.
inline constexpr std::string_view kAssertionTyp = "client-authentication+jwt";  // draft-ietf-oauth-rfc7523bis.

// Media types compare without case, and "application/" may be left out (RFC 7515 section 4.1.9).
[[nodiscard]] bool is_typ(std::string_view typ, std::string_view wanted);

}  // namespace switchyard::access

// What app/ decides for access/.
#pragma once

#include <cstdint>
#include <string>

#include "values/instant.hpp"

namespace switchyard::access {

inline constexpr Duration kTokenLifetime = Duration::seconds(900);
inline constexpr Duration kAssertionLifetimeMax = Duration::minutes(5);
inline constexpr Duration kClockSkew = Duration::seconds(60);
inline constexpr std::size_t kJtiSizeMax = 256;  // Bytes.
inline constexpr Duration kJwksMaxAge = Duration::minutes(5);
inline constexpr std::size_t kVerifiedTokensMax = 65'536;
// How far an application may ask for tokens: each is a durable write.
inline constexpr std::int64_t kTokensPerSecond = 50;
inline constexpr std::int64_t kTokensBurst = 200;

struct AccessSettings {
  // --public-url: the one `iss` and `aud`, with no '/' at its end. Set before the first request is answered.
  std::string issuer;
};

}  // namespace switchyard::access

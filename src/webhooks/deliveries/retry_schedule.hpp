// When a webhook that failed is tried again.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ports/random.hpp"
#include "values/instant.hpp"

namespace switchyard::webhooks {

// 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h after the first, second … seventh try, each up to a tenth longer by chance; none after the eighth.
inline constexpr std::int64_t kAttemptsMax = 8;
[[nodiscard]] std::optional<Duration> pause_after(std::int64_t attempts, Random& random);

// Of a Retry-After: seconds, or an HTTP date; at most a day. None where it is neither or past.
[[nodiscard]] std::optional<Duration> pause_asked(std::string_view retry_after, Instant now);

}  // namespace switchyard::webhooks

#include "access/rate_bucket.hpp"

#include <algorithm>

namespace switchyard::access {

namespace {

constexpr std::int64_t kSecondNs = 1'000'000'000;

std::int64_t seconds_up(std::int64_t ns) { return (ns + kSecondNs - 1) / kSecondNs; }

}  // namespace

RateBucket::RateBucket(RateLimit limit)
    : limit_(limit), interval_ns_(kSecondNs / limit.per_second), burst_ns_(interval_ns_ * limit.burst) {
  ENSURE(limit.per_second >= 1 && limit.per_second <= kRatePerSecondMax && limit.burst >= 1);
}

RateBucket::Taken RateBucket::take(Instant now) {
  const std::int64_t now_ns = now.unix_ms() * 1'000'000;
  std::int64_t full_at = full_at_ns_.load(std::memory_order_relaxed);
  while (true) {
    const std::int64_t owed = std::max<std::int64_t>(full_at - now_ns, 0);  // What has not been filled yet.
    if (owed + interval_ns_ > burst_ns_) {
      return {.is_allowed = false,
              .remaining = 0,
              .full_in_seconds = seconds_up(owed),
              .retry_after_seconds = std::max<std::int64_t>(seconds_up(owed + interval_ns_ - burst_ns_), 1)};
    }
    const std::int64_t after = owed + interval_ns_;
    if (full_at_ns_.compare_exchange_weak(full_at, now_ns + after, std::memory_order_relaxed)) {
      return {.is_allowed = true, .remaining = (burst_ns_ - after) / interval_ns_, .full_in_seconds = seconds_up(after)};
    }
  }
}

}  // namespace switchyard::access

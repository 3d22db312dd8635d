#include "esign/rest/call_limits.hpp"

#include <algorithm>

namespace switchyard::esign {
namespace {

constexpr std::int64_t kHourSeconds = 3600;
constexpr std::int64_t kBurstSeconds = 30;

}  // namespace

CallLimits::Standing CallLimits::take(std::string_view account, Instant now) {
  const std::int64_t hour = now.unix_seconds() / kHourSeconds;
  const std::int64_t burst = now.unix_seconds() / kBurstSeconds;
  const std::lock_guard lock(mutex_);
  Window& window = windows_[std::string(account)];
  if (window.hour != hour) {
    window.hour = hour;
    window.hour_count = 0;
  }
  if (window.burst != burst) {
    window.burst = burst;
    window.burst_count = 0;
  }
  ++window.hour_count;
  ++window.burst_count;
  Standing standing{.hourly_left = std::max<std::int64_t>(0, sizes_.hourly_max - window.hour_count),
                    .burst_left = std::max<std::int64_t>(0, sizes_.burst_max - window.burst_count),
                    .resets_at_unix_seconds = (hour + 1) * kHourSeconds,
                    .refused = std::nullopt};
  if (window.hour_count > sizes_.hourly_max) {
    standing.refused = Error{ErrorKind::rate_limited, "HOURLY_APIINVOCATION_LIMIT_EXCEEDED", "The maximum number of hourly API invocations has been exceeded."};
  } else if (window.burst_count > sizes_.burst_max) {
    standing.refused = Error{ErrorKind::rate_limited, "BURST_APIINVOCATION_LIMIT_EXCEEDED", "The maximum number of API invocations in 30 seconds has been exceeded."};
  }
  return standing;
}

void CallLimits::write(const Standing& standing, http::Response& response) const {
  response.set_header("x-ratelimit-limit", std::to_string(sizes_.hourly_max));
  response.set_header("x-ratelimit-remaining", std::to_string(standing.hourly_left));
  response.set_header("x-ratelimit-reset", std::to_string(standing.resets_at_unix_seconds));
  response.set_header("x-burstlimit-limit", std::to_string(sizes_.burst_max));
  response.set_header("x-burstlimit-remaining", std::to_string(standing.burst_left));
}

}  // namespace switchyard::esign

// How many calls an account may make: 3000 an hour, counted from the top of the hour, and 500 in 30 seconds, on real time.
// In memory, so each node counts for itself. Source: docs/esign.md.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "http/response.hpp"
#include "values/error.hpp"
#include "values/instant.hpp"

namespace switchyard::esign {

struct CallLimitSizes {
  std::int64_t hourly_max = 3000;
  std::int64_t burst_max = 500;
};

// Safe to call from many threads.
class CallLimits {
 public:
  struct Standing {
    std::int64_t hourly_left = 0;
    std::int64_t burst_left = 0;
    std::int64_t resets_at_unix_seconds = 0;
    std::optional<Error> refused;  // HOURLY_APIINVOCATION_LIMIT_EXCEEDED or BURST_APIINVOCATION_LIMIT_EXCEEDED.
  };

  explicit CallLimits(CallLimitSizes sizes = {}) : sizes_(sizes) {}

  // Counts one call.
  Standing take(std::string_view account, Instant now);
  // X-RateLimit-* and X-BurstLimit-*.
  void write(const Standing& standing, http::Response& response) const;

 private:
  struct Window {
    std::int64_t hour = 0;
    std::int64_t hour_count = 0;
    std::int64_t burst = 0;
    std::int64_t burst_count = 0;
  };
  const CallLimitSizes sizes_;
  std::mutex mutex_;
  std::map<std::string, Window, std::less<>> windows_;  // Guarded by mutex_; one an account that was asked for.
};

}  // namespace switchyard::esign

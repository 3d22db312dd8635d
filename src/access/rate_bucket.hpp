// A token bucket as one number: the instant at which it would be full again (GCRA). Lock-free; one for each application and node.
#pragma once

#include <atomic>
#include <cstdint>

#include "access/application.hpp"
#include "values/instant.hpp"

namespace switchyard::access {

class RateBucket {
 public:
  explicit RateBucket(RateLimit limit);

  struct Taken {
    bool is_allowed = true;
    std::int64_t remaining = 0;            // Whole requests left now.
    std::int64_t full_in_seconds = 0;      // Until the whole burst is there again; rounded up.
    std::int64_t retry_after_seconds = 0;  // Until one request is there; at least 1 where refused.
  };
  // Takes one where there is one. Safe to call from many threads; a clock that steps back only makes it wait.
  Taken take(Instant now);

  [[nodiscard]] const RateLimit& limit() const { return limit_; }

 private:
  RateLimit limit_;
  std::int64_t interval_ns_;  // Between two requests at the steady rate.
  std::int64_t burst_ns_;     // To fill the whole bucket.
  std::atomic<std::int64_t> full_at_ns_{0};
};

}  // namespace switchyard::access

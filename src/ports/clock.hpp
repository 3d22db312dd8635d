// What time it is. Pure code takes an Instant; everything else takes a Clock&.
#pragma once

#include "values/instant.hpp"

namespace switchyard {

// Safe to call from many threads.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

// Security time (assertions, tokens, rate limits, leases) is always the real one. Business time (expiry of prices) is the
// environment's, which Test may have started elsewhere. Two types, so that neither is taken for the other.
struct SecurityClock {
  const Clock& clock;
  [[nodiscard]] Instant now() const { return clock.now(); }
};

}  // namespace switchyard

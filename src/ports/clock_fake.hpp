// A clock that stands still until it is told otherwise. For tests.
#pragma once

#include <atomic>

#include "ports/clock.hpp"

namespace switchyard {

// Safe to call from many threads.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant instant) : ms_(instant.unix_ms()) {}
  [[nodiscard]] Instant now() const override { return Instant::from_unix_ms(ms_.load()); }
  void set(Instant instant) { ms_.store(instant.unix_ms()); }
  void advance(Duration by) { ms_.fetch_add(by.ms); }

 private:
  std::atomic<std::int64_t> ms_;
};

}  // namespace switchyard

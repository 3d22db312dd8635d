// The machine's clock, and one that runs beside it from a chosen start: Test's business clock.
#pragma once

#include <atomic>

#include "ports/clock.hpp"

namespace switchyard::adapters {

// UTC of the machine, to the millisecond.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

// Another clock shifted by a span that may be changed while it runs. Safe to call from many threads.
class OffsetClock final : public Clock {
 public:
  // `base` must outlive it. Starts without a shift.
  explicit OffsetClock(const Clock& base) : base_(base) {}

  [[nodiscard]] Instant now() const override { return base_.now() + offset(); }
  // From this call on it is `instant`, and time goes on from there.
  void start_at(Instant instant) { offset_ms_.store((instant - base_.now()).ms); }
  [[nodiscard]] Duration offset() const { return Duration::milliseconds(offset_ms_.load()); }

 private:
  const Clock& base_;
  std::atomic<std::int64_t> offset_ms_{0};
};

}  // namespace switchyard::adapters

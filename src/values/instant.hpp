// A point in time, to the millisecond, in UTC. No zone: a local date is made from it where the zone is stated.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace switchyard {

// A span of time in whole milliseconds.
struct Duration {
  std::int64_t ms = 0;

  static constexpr Duration milliseconds(std::int64_t n) { return {n}; }
  static constexpr Duration seconds(std::int64_t n) { return {n * 1000}; }
  static constexpr Duration minutes(std::int64_t n) { return {n * 60'000}; }
  static constexpr Duration hours(std::int64_t n) { return {n * 3'600'000}; }

  constexpr auto operator<=>(const Duration&) const = default;
};

class Instant {
 public:
  constexpr Instant() = default;
  // Milliseconds since 1970-01-01T00:00:00Z.
  static constexpr Instant from_unix_ms(std::int64_t ms) { return Instant(ms); }
  static constexpr Instant from_unix_seconds(std::int64_t seconds) { return Instant(seconds * 1000); }

  // RFC 3339 with an offset ("2026-11-24T08:00:00-06:00", "…Z"); years 1970 to 9999, a fraction of up to nine digits cut to
  // milliseconds, a leap second refused.
  static Result<Instant> parse(std::string_view text);
  // RFC 3339 in UTC with a 'Z': seconds, and milliseconds only where there are any.
  [[nodiscard]] std::string text() const;

  [[nodiscard]] constexpr std::int64_t unix_ms() const { return ms_; }
  [[nodiscard]] constexpr std::int64_t unix_seconds() const { return ms_ >= 0 ? ms_ / 1000 : -((999 - ms_) / 1000); }

  friend constexpr Instant operator+(Instant a, Duration d) { return Instant(a.ms_ + d.ms); }
  friend constexpr Instant operator-(Instant a, Duration d) { return Instant(a.ms_ - d.ms); }
  friend constexpr Duration operator-(Instant a, Instant b) { return {a.ms_ - b.ms_}; }
  constexpr auto operator<=>(const Instant&) const = default;

 private:
  explicit constexpr Instant(std::int64_t ms) : ms_(ms) {}
  std::int64_t ms_ = 0;
};

}  // namespace switchyard

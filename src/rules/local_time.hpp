// Hours of a time zone and instants, both ways.
#pragma once

#include <string>

#include "values/date.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::rules {

struct LocalTime {
  Date day = {};
  std::int64_t ms = 0;  // After midnight, by the wall.
};
// Both are refused with `unknown_time_zone`.
[[nodiscard]] Result<LocalTime> local_time(Instant at, const std::string& zone);
// An hour that a change of clocks leaves out is the instant of the change; one that comes twice is the earlier.
[[nodiscard]] Result<Instant> instant_of(const LocalTime& local, const std::string& zone);

}  // namespace switchyard::rules

// Instants some calendar months apart.
#pragma once

#include "values/date.hpp"
#include "values/instant.hpp"

namespace switchyard::contracting {

// The day of the month, or its last where that one is shorter.
[[nodiscard]] Date day_in_month(Month month, int day);

// The same time of day, in UTC, on the same day of the month or its last.
[[nodiscard]] Instant months_after(Instant instant, Months months);

}  // namespace switchyard::contracting

// A day and hour as people of one time zone say it, as an instant: cut-offs of prices.
#pragma once

#include <string>

#include "values/date.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

// A name of the tz database: "America/New_York".
[[nodiscard]] bool is_time_zone(const std::string& name);

// `minutes` after midnight, 0 to 1440. An hour that a change of clocks leaves out is the instant of the change; one that
// comes twice is the earlier. Refused with "unknown_time_zone".
[[nodiscard]] Result<Instant> instant_in_zone(Date day, int minutes, const std::string& zone);

}  // namespace switchyard::pricing

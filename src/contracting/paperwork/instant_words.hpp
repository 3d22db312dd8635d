// An instant as papers say it: day and hour of the wall at a place, with the name of its time.
#pragma once

#include <string>
#include <string_view>

#include "values/instant.hpp"

namespace switchyard::contracting {

// "November 24, 2026, 4:00 PM Eastern Time", "24 de noviembre de 2026, 16:00, hora del Este". `zone` is IANA's; what is none of the continental United States is named as it
// is, and an unknown one gives UTC. Seconds stand where there are any.
[[nodiscard]] std::string instant_words(Instant at, const std::string& zone, std::string_view language);

}  // namespace switchyard::contracting

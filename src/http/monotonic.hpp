// Elapsed time for the access log's and the histogram's durations. It decides nothing, so it is no port.
#pragma once

#include <cstdint>

namespace switchyard::http {

// Microseconds since some start; never goes back.
[[nodiscard]] std::uint64_t monotonic_us();

}  // namespace switchyard::http

#include "http/monotonic.hpp"

#include <ctime>

namespace switchyard::http {

std::uint64_t monotonic_us() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000U + static_cast<std::uint64_t>(time.tv_nsec) / 1000U;
}

}  // namespace switchyard::http

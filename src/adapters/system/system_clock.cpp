#include "adapters/system/system_clock.hpp"

#include <chrono>

namespace switchyard::adapters {

Instant SystemClock::now() const {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return Instant::from_unix_ms(std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count());
}

}  // namespace switchyard::adapters

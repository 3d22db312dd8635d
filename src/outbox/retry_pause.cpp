#include "outbox/retry_pause.hpp"

#include <algorithm>

namespace switchyard::outbox {

Duration retry_pause(const RetryPolicy& policy, int attempt, std::uint16_t chance) {
  std::int64_t pause_ms = policy.first_pause.ms;
  for (int n = 1; n < attempt && pause_ms < policy.longest_pause.ms; ++n) pause_ms *= 2;
  pause_ms = std::min(pause_ms, policy.longest_pause.ms);
  return Duration::milliseconds(pause_ms - pause_ms / 2 * chance / 65536);
}

}  // namespace switchyard::outbox

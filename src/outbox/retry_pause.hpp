// How long to wait before a failed job runs again.
#pragma once

#include "outbox/job_runner.hpp"

namespace switchyard::outbox {

// After the `attempt`-th run (from 1); `chance` from 0 to 65535 takes away up to half.
[[nodiscard]] Duration retry_pause(const RetryPolicy& policy, int attempt, std::uint16_t chance);

}  // namespace switchyard::outbox

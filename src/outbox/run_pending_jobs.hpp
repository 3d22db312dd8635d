// Jobs of one kind run at once on the caller's thread: for commands, which end before a runner would have begun.
#pragma once

#include <cstdint>
#include <string_view>

#include "outbox/job_runner.hpp"

namespace switchyard::outbox {

// Runs what is due of `kind` and leased by nobody, the longest due first; gives how many it ran. What fails is postponed as a
// JobRunner does it and not tried again here. Throws DatabaseError.
std::int64_t run_pending_jobs(const JobRunner::Parts& parts, std::string_view kind, const JobHandler& handler, const RetryPolicy& policy = {});

}  // namespace switchyard::outbox

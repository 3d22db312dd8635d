#include "outbox/run_pending_jobs.hpp"

#include "outbox/job_execution.hpp"
#include "values/ensure.hpp"

namespace switchyard::outbox {
namespace {

constexpr Duration kLease = Duration::seconds(30);
// A few at a time: each must end well within the lease that was taken for all.
constexpr int kLeasedAtOnce = 20;

struct CommandTag { static constexpr std::string_view kPrefix = "cmd"; };

}  // namespace

std::int64_t run_pending_jobs(const JobRunner::Parts& parts, std::string_view kind, const JobHandler& handler, const RetryPolicy& policy) {
  ENSURE(kind.find(',') == std::string_view::npos);
  const HandledKind handled = handled_kind(parts.metrics, {.database = "command", .kind = kind}, handler, policy);
  const std::string owner = make_id<CommandTag>(parts.clock.now(), parts.random).text();
  const std::string kinds = "," + std::string(kind) + ",";
  std::int64_t ran = 0;
  // Those that are due at the beginning: what fails and is postponed is due later.
  const Instant due = parts.clock.now();
  for (;;) {
    std::vector<LeasedJob> jobs;
    parts.database.write_read_committed([&](SqlTransaction& transaction) {
      jobs = lease_jobs(transaction, {.owner = owner, .kinds = kinds, .now = due, .lease_until = parts.clock.now() + kLease, .limit = kLeasedAtOnce});
      return !jobs.empty();
    });
    if (jobs.empty()) return ran;
    for (const LeasedJob& job : jobs) run_job(parts, handled, job, owner);
    ran += static_cast<std::int64_t>(jobs.size());
  }
}

}  // namespace switchyard::outbox

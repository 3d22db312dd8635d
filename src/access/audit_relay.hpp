// What is done in an environment's database reaches the audit log of control: a job is written in the transaction of the action,
// and appends its entry exactly once, however often it runs.
//
// Entries stand in the chain in the order in which they arrive; `at` is when the action was done. A command that runs without a
// server runs the jobs itself (outbox/run_pending_jobs.hpp); what it leaves, the next server or command takes up.
#pragma once

#include "access/audit_log.hpp"
#include "outbox/job_runner.hpp"
#include "outbox/outbox.hpp"

namespace switchyard::access {

inline constexpr std::string_view kAuditJob = "audit.append";
// An entry is never given up: what was done was done.
inline constexpr outbox::RetryPolicy kAuditRetries{.attempts_max = 1'000'000, .first_pause = Duration::seconds(1), .longest_pause = Duration::minutes(10)};

// Of one environment. Safe to call from many threads.
class AuditRelay {
 public:
  // `random` must outlive it.
  AuditRelay(SecurityClock clock, Random& random, EnvironmentName environment) : clock_(clock), outbox_(clock, random), environment_(environment) {}

  // In the transaction of what is recorded, of the environment's database. Sets `at` (real time) and `environment` itself, and turns
  // the actors that sheets' histories know into the log's: "app_…" to "application app_…", "shell" to "cli", "clock" to "system".
  void record(SqlTransaction& environment_transaction, AuditEntry entry);

 private:
  const SecurityClock clock_;
  outbox::Outbox outbox_;
  const EnvironmentName environment_;
};

// The handler of kAuditJob for the outbox of an environment. Both must outlive it. Refused, and so given up, only where the payload
// is none that record wrote.
[[nodiscard]] outbox::JobHandler audit_appender(Database& control, const Jose& jose);

// How many entries still wait in an environment's outbox.
[[nodiscard]] std::int64_t count_waiting_audit_entries(SqlReader& environment);

}  // namespace switchyard::access

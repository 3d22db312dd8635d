// One run of one leased job: handler, effect, and what becomes of the job.
#pragma once

#include <map>

#include "outbox/job_runner.hpp"
#include "outbox/outbox_store.hpp"

namespace switchyard::outbox {

struct HandledKind {
  JobHandler handler;
  RetryPolicy policy;
  Counter* done;
  Counter* retried;
  Counter* given_up;
  Counter* lease_lost;
  Histogram* duration;
};

using HandledKinds = std::map<std::string, HandledKind, std::less<>>;

// Labels of the metrics of one kind.
struct KindName {
  std::string_view database;
  std::string_view kind;
};

HandledKind handled_kind(Metrics& metrics, const KindName& name, JobHandler handler, const RetryPolicy& policy);

// Never throws: a failed handler postpones or buries the job, a lost database leaves it to the end of its lease.
void run_job(const JobRunner::Parts& parts, const HandledKind& kind, const LeasedJob& job, std::string_view owner) noexcept;

}  // namespace switchyard::outbox

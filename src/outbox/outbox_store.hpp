// All SQL about jobs and events. Used by the outbox room alone.
#pragma once

#include "outbox/outbox.hpp"

namespace switchyard::outbox {

// A job that a runner holds the lease of. `attempts` counts this run.
struct LeasedJob {
  JobId id;
  std::string kind;
  std::string payload;
  int attempts;
};

struct LeaseRequest {
  std::string_view owner;
  std::string_view kinds;  // ",kind,kind,"
  Instant now;
  Instant lease_until;
  int limit = 1;
};

bool insert_job(SqlTransaction& transaction, const JobId& id, const NewJob& job, Instant now);
void insert_event(SqlTransaction& transaction, const EventId& id, const NewEvent& event);

// Takes what is due, the longest due first; skips what others are taking at this moment.
std::vector<LeasedJob> lease_jobs(SqlTransaction& transaction, const LeaseRequest& request);

// Each of these does nothing and returns false if the lease was lost: another run of the job has begun.
bool finish_job(SqlTransaction& transaction, const LeasedJob& job, std::string_view owner, Instant now);
bool postpone_job(SqlTransaction& transaction, const LeasedJob& job, std::string_view owner, Instant run_at, std::string_view error);
bool bury_job(SqlTransaction& transaction, const LeasedJob& job, std::string_view owner, Instant now, std::string_view error);
bool extend_lease(SqlTransaction& transaction, const LeasedJob& job, std::string_view owner, Instant lease_until);
// As if it had not been leased.
bool give_job_back(SqlTransaction& transaction, const LeasedJob& job, std::string_view owner, Instant now);

// Forgets jobs done before an instant; returns how many.
std::int64_t forget_done_jobs(SqlTransaction& transaction, Instant before, int limit);

// Gives numbers to at most `limit` events that were committed without; returns how many. One at a time on all nodes.
std::int64_t number_events(SqlTransaction& transaction, int limit);

}  // namespace switchyard::outbox

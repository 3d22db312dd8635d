#include "outbox/outbox_store.hpp"

#include "values/ensure.hpp"

namespace switchyard::outbox {
namespace {

constexpr std::string_view kInsertJob =
    "INSERT INTO outbox_jobs (id, kind, payload, state, run_at_ms, attempts, dedupe_key, created_at_ms)"
    " VALUES ($1, $2, $3, 'pending', $4, 0, $5, $6) ON CONFLICT (kind, dedupe_key) DO NOTHING";
constexpr std::string_view kInsertEvent =
    "INSERT INTO outbox_events (id, type, version, audience, subject, payload, at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)";

// The owner and the attempt together name one lease.
constexpr std::string_view kSelectDue =
    "SELECT id, kind, payload, attempts FROM outbox_jobs WHERE state = 'pending' AND run_at_ms <= $1 AND $2 LIKE '%,' || kind || ',%'"
    " ORDER BY run_at_ms, id LIMIT $3 FOR UPDATE SKIP LOCKED";
constexpr std::string_view kLease = "UPDATE outbox_jobs SET lease_owner = $2, run_at_ms = $3, attempts = attempts + 1 WHERE id = $1";
constexpr std::string_view kFinish =
    "UPDATE outbox_jobs SET state = 'done', lease_owner = NULL, finished_at_ms = $4 WHERE id = $1 AND lease_owner = $2 AND attempts = $3 AND state = 'pending'";
constexpr std::string_view kPostpone =
    "UPDATE outbox_jobs SET lease_owner = NULL, run_at_ms = $4, last_error = $5 WHERE id = $1 AND lease_owner = $2 AND attempts = $3 AND state = 'pending'";
constexpr std::string_view kBury =
    "UPDATE outbox_jobs SET state = 'dead', lease_owner = NULL, finished_at_ms = $4, last_error = $5"
    " WHERE id = $1 AND lease_owner = $2 AND attempts = $3 AND state = 'pending'";
constexpr std::string_view kExtend =
    "UPDATE outbox_jobs SET run_at_ms = $4 WHERE id = $1 AND lease_owner = $2 AND attempts = $3 AND state = 'pending'";
constexpr std::string_view kGiveBack =
    "UPDATE outbox_jobs SET lease_owner = NULL, run_at_ms = $4, attempts = attempts - 1"
    " WHERE id = $1 AND lease_owner = $2 AND attempts = $3 AND state = 'pending'";
constexpr std::string_view kForgetDone =
    "DELETE FROM outbox_jobs WHERE id IN (SELECT id FROM outbox_jobs WHERE state = 'done' AND finished_at_ms < $1 ORDER BY finished_at_ms LIMIT $2)";

constexpr std::string_view kCountJobs =
    "SELECT (SELECT count(*) FROM outbox_jobs WHERE state = 'pending'), (SELECT count(*) FROM outbox_jobs WHERE state = 'dead'),"
    " (SELECT min(run_at_ms) FROM outbox_jobs WHERE state = 'pending' AND run_at_ms <= $1)";
constexpr std::string_view kDeadJobs =
    "SELECT id, kind, payload, attempts, coalesce(last_error, ''), created_at_ms, finished_at_ms FROM outbox_jobs WHERE state = 'dead'"
    " ORDER BY finished_at_ms DESC, id DESC LIMIT $1";
constexpr std::string_view kRetryDead =
    "UPDATE outbox_jobs SET state = 'pending', attempts = 0, run_at_ms = $2, finished_at_ms = NULL WHERE id = $1 AND state = 'dead'";

constexpr std::string_view kLockLastNumber = "SELECT number FROM outbox_last_number WHERE id = 1 FOR UPDATE";
constexpr std::string_view kUnnumbered = "SELECT id FROM outbox_events WHERE number IS NULL ORDER BY id LIMIT $1";
constexpr std::string_view kSetNumber = "UPDATE outbox_events SET number = $2 WHERE id = $1";
constexpr std::string_view kSetLastNumber = "UPDATE outbox_last_number SET number = $1 WHERE id = 1";
constexpr std::string_view kLastNumber = "SELECT number FROM outbox_last_number WHERE id = 1";
constexpr std::string_view kEventsAfter =
    "SELECT number, id, type, version, audience, subject, payload, at_ms FROM outbox_events WHERE number > $1 ORDER BY number LIMIT $2";
constexpr std::string_view kEventsOfAudienceAfter =
    "SELECT number, id, type, version, audience, subject, payload, at_ms FROM outbox_events WHERE audience = $3 AND number > $1 ORDER BY number LIMIT $2";

Event event_of(const SqlRow& row) {
  return {.number = row.integer(0),
          .id = EventId::parse(row.text(1)).value(),
          .type = std::string(row.text(2)),
          .version = static_cast<int>(row.integer(3)),
          .audience = row.text_or_null(4),
          .subject = std::string(row.text(5)),
          .payload = std::string(row.text(6)),
          .at = Instant::from_unix_ms(row.integer(7))};
}

std::int64_t attempts_of(const LeasedJob& job) { return job.attempts; }

}  // namespace

bool insert_job(SqlTransaction& transaction, const JobId& id, const NewJob& job, Instant now) {
  const std::string text = id.text();
  return transaction.execute(kInsertJob, {std::string_view(text), job.kind, job.payload, job.run_at.value_or(now).unix_ms(), sql_value(job.dedupe_key),
                                          now.unix_ms()}) == 1;
}

void insert_event(SqlTransaction& transaction, const EventId& id, const NewEvent& event) {
  const std::string text = id.text();
  transaction.execute(kInsertEvent, {std::string_view(text), event.type, std::int64_t{event.version}, sql_value(event.audience), event.subject,
                                     event.payload, event.at.unix_ms()});
}

std::vector<LeasedJob> lease_jobs(SqlTransaction& transaction, const LeaseRequest& request) {
  std::vector<LeasedJob> jobs;
  transaction.query(kSelectDue, {request.now.unix_ms(), request.kinds, std::int64_t{request.limit}}, [&](const SqlRow& row) {
    jobs.push_back({JobId::parse(row.text(0)).value(), std::string(row.text(1)), std::string(row.text(2)), static_cast<int>(row.integer(3)) + 1});
  });
  std::vector<std::string> ids;
  for (const LeasedJob& job : jobs) ids.push_back(job.id.text());
  std::vector<std::vector<SqlValue>> rows;
  for (const std::string& id : ids) rows.push_back({std::string_view(id), request.owner, request.lease_until.unix_ms()});
  transaction.execute_many(kLease, rows);
  return jobs;
}

bool finish_job(SqlTransaction& transaction, const LeasedJob& job, std::string_view owner, Instant now) {
  const std::string id = job.id.text();
  return transaction.execute(kFinish, {std::string_view(id), owner, attempts_of(job), now.unix_ms()}) == 1;
}

bool postpone_job(SqlTransaction& transaction, const LeasedJob& job, std::string_view owner, Instant run_at, std::string_view error) {
  const std::string id = job.id.text();
  return transaction.execute(kPostpone, {std::string_view(id), owner, attempts_of(job), run_at.unix_ms(), error}) == 1;
}

bool bury_job(SqlTransaction& transaction, const LeasedJob& job, std::string_view owner, Instant now, std::string_view error) {
  const std::string id = job.id.text();
  return transaction.execute(kBury, {std::string_view(id), owner, attempts_of(job), now.unix_ms(), error}) == 1;
}

bool extend_lease(SqlTransaction& transaction, const LeasedJob& job, std::string_view owner, Instant lease_until) {
  const std::string id = job.id.text();
  return transaction.execute(kExtend, {std::string_view(id), owner, attempts_of(job), lease_until.unix_ms()}) == 1;
}

bool give_job_back(SqlTransaction& transaction, const LeasedJob& job, std::string_view owner, Instant now) {
  const std::string id = job.id.text();
  return transaction.execute(kGiveBack, {std::string_view(id), owner, attempts_of(job), now.unix_ms()}) == 1;
}

std::int64_t forget_done_jobs(SqlTransaction& transaction, Instant before, int limit) {
  return transaction.execute(kForgetDone, {before.unix_ms(), std::int64_t{limit}});
}

JobCounts count_jobs(SqlReader& reader, Instant now) {
  JobCounts counts;
  reader.query(kCountJobs, {now.unix_ms()}, [&](const SqlRow& row) {
    counts = {.pending = row.integer(0), .dead = row.integer(1)};
    if (const auto ms = row.integer_or_null(2)) counts.oldest_due = Instant::from_unix_ms(*ms);
  });
  return counts;
}

std::vector<DeadJob> dead_jobs(SqlReader& reader, int limit) {
  std::vector<DeadJob> jobs;
  reader.query(kDeadJobs, {std::int64_t{limit}}, [&](const SqlRow& row) {
    jobs.push_back({.id = JobId::parse(row.text(0)).value(),
                    .kind = std::string(row.text(1)),
                    .payload = std::string(row.text(2)),
                    .attempts = static_cast<int>(row.integer(3)),
                    .last_error = std::string(row.text(4)),
                    .created_at = Instant::from_unix_ms(row.integer(5)),
                    .finished_at = Instant::from_unix_ms(row.integer(6))});
  });
  return jobs;
}

Result<void> retry_dead_job(SqlTransaction& transaction, const JobId& id, Instant now) {
  const std::string text = id.text();
  if (transaction.execute(kRetryDead, {std::string_view(text), now.unix_ms()}) == 0) {
    return Error{ErrorKind::not_found, "dead_job_not_found", "There is no dead job " + text + "."};
  }
  transaction.notify(kJobsChannel, {});
  return {};
}

std::int64_t number_events(SqlTransaction& transaction, int limit) {
  std::int64_t number = 0;
  transaction.query(kLockLastNumber, {}, [&](const SqlRow& row) { number = row.integer(0); });
  std::vector<std::string> ids;
  transaction.query(kUnnumbered, {std::int64_t{limit}}, [&](const SqlRow& row) { ids.emplace_back(row.text(0)); });
  if (ids.empty()) return 0;
  std::vector<std::vector<SqlValue>> rows;
  for (const std::string& id : ids) rows.push_back({std::string_view(id), ++number});
  transaction.execute_many(kSetNumber, rows);
  transaction.execute(kSetLastNumber, {number});
  const std::string payload = std::to_string(number);
  transaction.notify(kNumberedChannel, payload);
  return static_cast<std::int64_t>(ids.size());
}

std::vector<Event> events_after(SqlReader& reader, std::int64_t number, int limit) {
  std::vector<Event> events;
  reader.query(kEventsAfter, {number, std::int64_t{limit}}, [&](const SqlRow& row) { events.push_back(event_of(row)); });
  return events;
}

std::vector<Event> events_of_audience_after(SqlReader& reader, std::string_view audience, std::int64_t number, int limit) {
  std::vector<Event> events;
  reader.query(kEventsOfAudienceAfter, {number, std::int64_t{limit}, audience}, [&](const SqlRow& row) { events.push_back(event_of(row)); });
  return events;
}

std::int64_t last_event_number(SqlReader& reader) {
  std::int64_t number = 0;
  reader.query(kLastNumber, {}, [&](const SqlRow& row) { number = row.integer(0); });
  return number;
}

}  // namespace switchyard::outbox

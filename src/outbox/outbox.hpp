// Events and jobs, written in the caller's transaction: they are there if and only if what they speak of is.
//
// A job is work to be done later, at least once: its effects outside must bear repeating, its effects on this database happen
// once (see job_runner.hpp). An event is a fact for partners; its number in the feed is given after the commit.
#pragma once

#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/random.hpp"
#include "values/id.hpp"

namespace switchyard::outbox {

struct JobTag { static constexpr std::string_view kPrefix = "job"; };
struct EventTag { static constexpr std::string_view kPrefix = "evt"; };
using JobId = Id<JobTag>;
using EventId = Id<EventTag>;

inline constexpr std::size_t kPayloadBytesMax = 1u << 20;

// Channels of Database::notify: a job may be ready; an event waits for its number; numbers were given.
inline constexpr std::string_view kJobsChannel = "outbox_jobs";
inline constexpr std::string_view kEventsChannel = "outbox_events";
inline constexpr std::string_view kNumberedChannel = "outbox_numbered";

struct NewJob {
  std::string_view kind;                          // "signing.send_envelope"
  std::string_view payload;                       // JSON, at most kPayloadBytesMax.
  std::optional<Instant> run_at = {};             // Real time; absent: at once.
  std::optional<std::string_view> dedupe_key = {};  // A second job of this kind and key is not made, until a week after the first was done.
};

struct NewEvent {
  std::string_view type;                          // "contract.signed"
  int version = 1;                                // Of the payload's schema.
  std::optional<std::string_view> audience = {};  // Partner whose feed it is in; absent: for this system's own parts alone.
  std::string_view subject;                       // Id of what it is about.
  std::string_view payload;                       // JSON, at most kPayloadBytesMax.
  Instant at;                                     // When it happened, on the business clock.
};

// An event with its place in the feed.
struct Event {
  std::int64_t number;  // Rises in the order of the feed; gaps are possible.
  EventId id;
  std::string type;
  int version;
  std::optional<std::string> audience;
  std::string subject;
  std::string payload;
  Instant at;
};

// A job that was given up, for an operator to see.
struct DeadJob {
  JobId id;
  std::string kind;
  std::string payload;
  int attempts;
  std::string last_error;
  Instant created_at;
  Instant finished_at;
};

struct JobCounts {
  std::int64_t pending = 0;  // Those that wait, run or are due later.
  std::int64_t dead = 0;
  std::optional<Instant> oldest_due = {};  // When the job that waits longest should have run.
};

// Of every database that has an outbox (control, test, live).
[[nodiscard]] std::span<const Migration> outbox_migrations();

// Writes jobs and events. Safe to call from many threads.
class Outbox {
 public:
  Outbox(SecurityClock clock, Random& random) : clock_(clock), random_(random) {}

  // The job's id, or none if its dedupe key is taken.
  std::optional<JobId> enqueue(SqlTransaction& transaction, const NewJob& job);
  // Events of one Outbox are numbered in the order of these calls, as far as they are committed together.
  EventId publish(SqlTransaction& transaction, const NewEvent& event);

 private:
  EventId next_event_id();

  const SecurityClock clock_;
  Random& random_;
  std::mutex ids_;
  std::optional<Uuid> last_;  // Guarded by ids_.
};

// The feed after a number, at most `limit` events in order: of one audience, or of all (for deliveries).
[[nodiscard]] std::vector<Event> events_after(SqlReader& reader, std::int64_t number, int limit);
[[nodiscard]] std::vector<Event> events_of_audience_after(SqlReader& reader, std::string_view audience, std::int64_t number, int limit);
[[nodiscard]] std::int64_t last_event_number(SqlReader& reader);

[[nodiscard]] JobCounts count_jobs(SqlReader& reader, Instant now);
// Dead jobs, the latest first.
[[nodiscard]] std::vector<DeadJob> dead_jobs(SqlReader& reader, int limit);
// Gives a dead job all its attempts again; not_found if there is no such dead job.
Result<void> retry_dead_job(SqlTransaction& transaction, const JobId& id, Instant now);

}  // namespace switchyard::outbox

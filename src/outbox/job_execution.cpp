#include "outbox/job_execution.hpp"

#include <array>
#include <exception>

#include "outbox/retry_pause.hpp"

namespace switchyard::outbox {
namespace {

constexpr std::size_t kErrorBytesMax = 2000;

enum class Outcome { done, lease_lost, failed, hopeless };

struct RunResult {
  Outcome outcome;
  std::string error = {};
};

bool is_hopeless(const Error& error) { return error.kind == ErrorKind::invalid || error.kind == ErrorKind::unprocessable; }

RunResult failed(const Error& error) {
  return {is_hopeless(error) ? Outcome::hopeless : Outcome::failed, error.code + ": " + error.message};
}

RunResult write_effect(const JobRunner::Parts& parts, const JobEffect& effect, const LeasedJob& job, std::string_view owner) {
  RunResult result{Outcome::done};
  parts.database.write([&](SqlTransaction& transaction) {
    result = {Outcome::done};
    if (!finish_job(transaction, job, owner, parts.clock.now())) {
      result = {Outcome::lease_lost};
      return false;
    }
    if (!effect) return true;
    const Result<void> written = effect(transaction);
    if (!written) result = failed(written.error());
    return written.has_value();
  });
  return result;
}

RunResult handle_and_write(const JobRunner::Parts& parts, const HandledKind& kind, const LeasedJob& job, std::string_view owner) {
  if (job.attempts > kind.policy.attempts_max) return {Outcome::hopeless, "its last runs ended without an answer"};
  try {
    const Result<JobEffect> effect = kind.handler(Job{job.id, job.kind, job.payload, job.attempts});
    if (!effect) return failed(effect.error());
    return write_effect(parts, *effect, job, owner);
  } catch (const std::exception& failure) {
    return {Outcome::failed, failure.what()};
  } catch (...) {
    return {Outcome::failed, "an exception of no known type"};
  }
}

std::uint16_t chance(Random& random) {
  std::array<std::uint8_t, 2> bytes{};
  random.fill(bytes);
  return static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]);
}

// Text that every database takes: a foreign error message may be anything.
std::string storable(std::string text) {
  if (text.size() > kErrorBytesMax) text.resize(kErrorBytesMax);
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E) c = '?';
  }
  return text;
}

void settle(const JobRunner::Parts& parts, const HandledKind& kind, const LeasedJob& job, std::string_view owner, const RunResult& result) {
  const std::string id = job.id.text();
  const std::string error = storable(result.error);
  const bool give_up = result.outcome == Outcome::hopeless || job.attempts >= kind.policy.attempts_max;
  const Instant now = parts.clock.now();
  const Duration pause = retry_pause(kind.policy, job.attempts, chance(parts.random));
  bool held = false;
  parts.database.write_read_committed([&](SqlTransaction& transaction) {
    held = give_up ? bury_job(transaction, job, owner, now, error) : postpone_job(transaction, job, owner, now + pause, error);
    return held;
  });
  if (!held) return kind.lease_lost->add();
  (give_up ? kind.given_up : kind.retried)->add();
  parts.log.write(give_up ? LogLevel::error : LogLevel::warning, give_up ? "a job was given up" : "a job failed and will run again",
                  std::array<LogField, 4>{{{"job.id", std::string_view(id)}, {"job.kind", std::string_view(job.kind)},
                                           {"job.attempt", std::int64_t{job.attempts}}, {"cause", std::string_view(error)}}});
}

}  // namespace

HandledKind handled_kind(Metrics& metrics, const KindName& name, JobHandler handler, const RetryPolicy& policy) {
  constexpr std::string_view kRuns = "outbox_job_runs_total";
  constexpr std::string_view kRunsHelp = "Runs of jobs by what became of them.";
  return {.handler = std::move(handler),
          .policy = policy,
          .done = &metrics.counter(kRuns, kRunsHelp, {{"database", name.database}, {"kind", name.kind}, {"outcome", "done"}}),
          .retried = &metrics.counter(kRuns, kRunsHelp, {{"database", name.database}, {"kind", name.kind}, {"outcome", "retry"}}),
          .given_up = &metrics.counter(kRuns, kRunsHelp, {{"database", name.database}, {"kind", name.kind}, {"outcome", "dead"}}),
          .lease_lost = &metrics.counter(kRuns, kRunsHelp, {{"database", name.database}, {"kind", name.kind}, {"outcome", "lease_lost"}}),
          .duration = &metrics.histogram("outbox_job_duration_seconds", "How long runs of jobs took.", {{"database", name.database}, {"kind", name.kind}})};
}

void run_job(const JobRunner::Parts& parts, const HandledKind& kind, const LeasedJob& job, std::string_view owner) noexcept {
  try {
    const Instant begun = parts.clock.now();
    const RunResult result = handle_and_write(parts, kind, job, owner);
    const Duration took = parts.clock.now() - begun;
    kind.duration->observe_us(static_cast<std::uint64_t>(std::max(took.ms, std::int64_t{0})) * 1000);
    if (result.outcome == Outcome::done) return kind.done->add();
    if (result.outcome == Outcome::lease_lost) return kind.lease_lost->add();
    settle(parts, kind, job, owner, result);
  } catch (const std::exception& failure) {
    const std::string id = job.id.text();
    parts.log.error("the end of a job could not be written; it runs again when its lease ends", {{"job.id", std::string_view(id)}, {"cause", std::string_view(failure.what())}});
  }
}

}  // namespace switchyard::outbox

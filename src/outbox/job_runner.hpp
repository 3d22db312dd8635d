// Runs jobs under leases, on as many nodes as there are runners: a job runs on one at a time while its lease is kept, and again
// when it is lost (kill -9), fails, or its node is cut off.
//
// What a handler does outside must bear repeating. What it returns to be written is written in one transaction with the job's
// end, and only by the run that still holds the lease: on this database the effect of a job happens once.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "outbox/outbox.hpp"
#include "ports/log.hpp"
#include "ports/metrics.hpp"

namespace switchyard::outbox {

struct Job {
  JobId id;
  std::string kind;
  std::string payload;
  int attempt;  // 1 the first time.
};

// Written in the transaction that ends the job; may be empty. It may run again (Database::write). An Error undoes it and counts as the handler's.
using JobEffect = std::function<Result<void>(SqlTransaction&)>;

// Runs on a thread of the runner's, outside any transaction. An Error of kind invalid or unprocessable gives the job up at once; any other Error,
// and any exception, has it run again later.
using JobHandler = std::function<Result<JobEffect>(const Job&)>;

// After the n-th failed run the pause is first_pause × 2^(n-1), at most longest_pause, less up to half of it by chance.
struct RetryPolicy {
  int attempts_max = 12;  // Then the job is dead: kept, counted and to be retried by an operator.
  Duration first_pause = Duration::seconds(2);
  Duration longest_pause = Duration::hours(1);
};

struct JobRunnerOptions {
  std::string database_name = "main";                // Label of its metrics, where one process runs several: "control", "test", "live".
  int workers = 4;                                   // Threads that run handlers.
  Duration lease = Duration::seconds(30);            // Renewed at a third of it while a handler runs.
  Duration poll = Duration::seconds(1);              // How often due jobs are looked for when nothing is heard.
  Duration keep_done = Duration::hours(7 * 24);      // Done jobs, and with them their dedupe keys, are forgotten after it.
};

class JobRunner {
 public:
  // All must outlive it.
  struct Parts {
    Database& database;
    SecurityClock clock;
    Random& random;
    Log& log;
    Metrics& metrics;
  };

  JobRunner(const Parts& parts, const JobRunnerOptions& options);
  ~JobRunner();
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;

  // Before start. Jobs of kinds that have no handler here are left to other nodes.
  void handle(std::string kind, JobHandler handler, RetryPolicy policy = {});
  void start();
  // Takes no more jobs, waits for the handlers that run, gives back what has not begun.
  void stop();

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace switchyard::outbox

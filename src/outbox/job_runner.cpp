#include "outbox/job_runner.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <thread>

#include "outbox/idempotency_store.hpp"
#include "outbox/job_execution.hpp"
#include "outbox/outage.hpp"
#include "values/ensure.hpp"

namespace switchyard::outbox {
namespace {

constexpr Duration kTidyInterval = Duration::minutes(10);
constexpr Duration kCountInterval = Duration::seconds(10);
constexpr int kForgottenAtOnce = 1000;
constexpr Duration kQuickRun = Duration::milliseconds(50);
constexpr int kQuickJobsAhead = 4;

struct RunnerTag { static constexpr std::string_view kPrefix = "run"; };

}  // namespace

// A dispatcher thread leases jobs for idle workers and renews the leases of those that run. While runs are quick it leases some
// ahead, which spares a transaction for each; slow ones it leaves to whoever is idle first, here or on another node.
class JobRunner::Engine {
 public:
  Engine(const Parts& parts, const JobRunnerOptions& options)
      : parts_(parts),
        options_(options),
        owner_(make_id<RunnerTag>(parts.clock.now(), parts.random).text()),
        pending_(parts.metrics.gauge("outbox_jobs_pending", "Jobs that wait, run or are due later.", {{"database", options.database_name}})),
        dead_(parts.metrics.gauge("outbox_jobs_dead", "Jobs that were given up.", {{"database", options.database_name}})),
        delay_(parts.metrics.gauge("outbox_jobs_oldest_due_age_seconds", "How long the job that waits longest has been due.", {{"database", options.database_name}})) {}
  ~Engine() { stop(); }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  void handle(std::string kind, JobHandler handler, const RetryPolicy& policy) {
    ENSURE(!dispatcher_.joinable() && !kind.empty() && kind.find(',') == std::string::npos && policy.attempts_max > 0);
    HandledKind handled = handled_kind(parts_.metrics, {.database = options_.database_name, .kind = kind}, std::move(handler), policy);
    ENSURE(kinds_.emplace(std::move(kind), std::move(handled)).second);
  }

  void start() {
    ENSURE(!dispatcher_.joinable());
    kind_list_ = ",";
    for (const auto& [kind, handled] : kinds_) kind_list_ += kind + ",";
    stopping_ = false;
    listening_ = parts_.database.listen(kJobsChannel, [this](std::string_view) { look_again(); });
    for (int i = 0; i < options_.workers; ++i) workers_.emplace_back([this] { work(); });
    dispatcher_ = std::thread([this] { dispatch(); });
  }

  void stop() {
    if (!dispatcher_.joinable()) return;
    listening_.reset();
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_dispatcher_.notify_all();
    wake_workers_.notify_all();
    dispatcher_.join();
    for (std::thread& worker : workers_) worker.join();
    workers_.clear();
    give_back_unbegun();
  }

 private:
  void look_again() {
    {
      const std::lock_guard lock(mutex_);
      look_ = true;
    }
    wake_dispatcher_.notify_one();
  }

  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_workers_.wait(lock, [&] { return stopping_ || !leased_.empty(); });
      if (stopping_) return;
      const auto running = running_.insert(running_.end(), std::move(leased_.front()));
      leased_.pop_front();
      lock.unlock();
      const Instant begun = parts_.clock.now();
      run_job(parts_, kinds_.find(running->kind)->second, *running, owner_);
      const bool was_quick = parts_.clock.now() - begun < kQuickRun;
      lock.lock();
      ahead_ = was_quick ? kQuickJobsAhead : 0;
      running_.erase(running);
      if (static_cast<int>(leased_.size()) > options_.workers * ahead_ / 2) continue;
      look_ = true;  // A worker is idle, or soon will be: lease the next.
      wake_dispatcher_.notify_one();
    }
  }

  void dispatch() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      const int wanted = options_.workers * (1 + ahead_) - static_cast<int>(running_.size() + leased_.size());
      look_ = false;
      lock.unlock();
      const int leased = wanted > 0 ? lease(wanted) : 0;
      guarded("leases could not be renewed", [&] { renew_leases(); });
      guarded("old jobs could not be tidied", [&] { tidy(); });
      lock.lock();
      // All that were asked for came: there may be more, and one of the workers may be idle again by now.
      if (leased == wanted && wanted > 0) continue;
      wake_dispatcher_.wait_for(lock, std::chrono::milliseconds(std::min(options_.poll.ms, options_.lease.ms / 3)), [&] { return stopping_ || look_; });
    }
  }

  // Says once that the database does not answer, and once that it does again.
  template <class Work>
  void guarded(std::string_view line, Work work) {
    try {
      work();
    } catch (const std::exception& failure) {
      outage_.failed(line, failure.what());
    }
  }

  int lease(int limit) {
    std::vector<LeasedJob> jobs;
    guarded("jobs could not be leased", [&] {
      parts_.database.write_read_committed([&](SqlTransaction& transaction) {
        const Instant now = parts_.clock.now();
        jobs = lease_jobs(transaction, {.owner = owner_, .kinds = kind_list_, .now = now, .lease_until = now + options_.lease, .limit = limit});
        return !jobs.empty();
      });
      outage_.ended();
      if (jobs.empty()) return;
      const std::lock_guard lock(mutex_);
      for (LeasedJob& job : jobs) leased_.push_back(std::move(job));
      renew_at_ = std::min(renew_at_, parts_.clock.now() + third_of_lease());
    });
    wake_workers_.notify_all();
    return static_cast<int>(jobs.size());
  }

  [[nodiscard]] Duration third_of_lease() const { return Duration::milliseconds(options_.lease.ms / 3); }

  void renew_leases() {
    const Instant now = parts_.clock.now();
    if (now < renew_at_) return;
    renew_at_ = now + third_of_lease();
    std::vector<LeasedJob> held;
    {
      const std::lock_guard lock(mutex_);
      held.assign(running_.begin(), running_.end());
      held.insert(held.end(), leased_.begin(), leased_.end());
    }
    if (held.empty()) return;
    parts_.database.write_read_committed([&](SqlTransaction& transaction) {
      for (const LeasedJob& job : held) extend_lease(transaction, job, owner_, now + options_.lease);
      return true;
    });
  }

  void tidy() {
    const Instant now = parts_.clock.now();
    if (now >= count_at_) {
      count_at_ = now + kCountInterval;
      JobCounts counts;
      parts_.database.read([&](SqlReader& reader) { counts = count_jobs(reader, now); });
      pending_.set(counts.pending);
      dead_.set(counts.dead);
      delay_.set(counts.oldest_due ? (now - *counts.oldest_due).ms / 1000 : 0);
    }
    if (now < tidy_at_) return;
    std::int64_t forgotten = 0;
    parts_.database.write_read_committed([&](SqlTransaction& transaction) {
      forgotten = forget_done_jobs(transaction, now - options_.keep_done, kForgottenAtOnce) + forget_expired_keys(transaction, now, kForgottenAtOnce);
      return true;
    });
    if (forgotten < kForgottenAtOnce) tidy_at_ = now + kTidyInterval;
  }

  void give_back_unbegun() {
    if (leased_.empty()) return;
    guarded("jobs could not be given back; they run when their leases end", [&] {
      parts_.database.write_read_committed([&](SqlTransaction& transaction) {
        for (const LeasedJob& job : leased_) give_job_back(transaction, job, owner_, parts_.clock.now());
        transaction.notify(kJobsChannel, {});
        return true;
      });
    });
    leased_.clear();
  }

  const Parts parts_;
  const JobRunnerOptions options_;
  const std::string owner_;
  Outage outage_{parts_.log};
  Gauge& pending_;
  Gauge& dead_;
  Gauge& delay_;
  HandledKinds kinds_;
  std::string kind_list_;
  std::shared_ptr<void> listening_;

  // The dispatcher's own.
  Instant renew_at_;
  Instant count_at_;
  Instant tidy_at_;

  std::mutex mutex_;
  std::condition_variable wake_dispatcher_;
  std::condition_variable wake_workers_;
  bool stopping_ = false;
  bool look_ = false;
  int ahead_ = 0;                  // Jobs leased ahead for each worker.
  std::deque<LeasedJob> leased_;   // Not begun.
  std::list<LeasedJob> running_;
  std::vector<std::thread> workers_;
  std::thread dispatcher_;
};

JobRunner::JobRunner(const Parts& parts, const JobRunnerOptions& options) : engine_(std::make_unique<Engine>(parts, options)) {}
JobRunner::~JobRunner() = default;
void JobRunner::handle(std::string kind, JobHandler handler, RetryPolicy policy) { engine_->handle(std::move(kind), std::move(handler), policy); }
void JobRunner::start() { engine_->start(); }
void JobRunner::stop() { engine_->stop(); }

}  // namespace switchyard::outbox

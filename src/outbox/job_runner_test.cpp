#include "outbox/job_runner.hpp"

#include <atomic>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "outbox/outbox_fixture.hpp"
#include "outbox/retry_pause.hpp"
#include "values/ensure.hpp"

namespace switchyard::outbox {
namespace {

const JobRunnerOptions kOptions{.database_name = "main", .workers = 4, .lease = Duration::seconds(30), .poll = Duration::milliseconds(10), .keep_done = Duration::hours(1)};
constexpr std::string_view kCreateEffects = "CREATE TABLE effects (id TEXT NOT NULL PRIMARY KEY)";

class Runner : public OutboxSuite {
 protected:
  Runner() {
    database_->write([](SqlTransaction& transaction) {
      transaction.execute(kCreateEffects, {});
      return true;
    });
  }
  std::unique_ptr<JobRunner> runner(Database& database, const JobRunnerOptions& options = kOptions) {
    return std::make_unique<JobRunner>(JobRunner::Parts{database, SecurityClock{clock_}, random_, log_, metrics_}, options);
  }
  static JobEffect insert_effect(std::string id) {
    return [id = std::move(id)](SqlTransaction& transaction) -> Result<void> {
      transaction.execute("INSERT INTO effects (id) VALUES ($1)", {std::string_view(id)});
      return {};
    };
  }
  std::int64_t effects() {
    std::int64_t count = 0;
    database_->read([&](SqlReader& reader) { reader.query("SELECT count(*) FROM effects", {}, [&](const SqlRow& row) { count = row.integer(0); }); });
    return count;
  }
  template <class Condition>
  static ::testing::AssertionResult soon(Condition condition) {
    for (int i = 0; i < 2000; ++i) {
      if (condition()) return ::testing::AssertionSuccess();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return ::testing::AssertionFailure() << "not within ten seconds";
  }
};

TEST_P(Runner, AJobsEffectIsWrittenWithItsEnd) {
  auto runner = this->runner(*database_);
  runner->handle("mail", [](const Job& job) -> Result<JobEffect> { return insert_effect(job.payload); });
  runner->start();
  enqueue({.kind = "mail", .payload = "one"});
  EXPECT_TRUE(soon([&] { return counts().pending == 0; }));
  EXPECT_EQ(effects(), 1);
  EXPECT_TRUE(soon([&] { return metrics_.exposition().find("outbox_job_runs_total{database=\"main\",kind=\"mail\",outcome=\"done\"} 1\n") != std::string::npos; }));
}

TEST_P(Runner, AFailedJobRunsAgainAfterItsPauseAndNotBefore) {
  std::atomic<int> runs{0};
  auto runner = this->runner(*database_);
  runner->handle("mail", [&](const Job& job) -> Result<JobEffect> {
    ++runs;
    if (job.attempt == 1) return Error{ErrorKind::unavailable, "mail_server_down", "No answer."};
    if (job.attempt == 2) throw std::runtime_error("odd \xFF bytes");
    return JobEffect{};
  });
  runner->start();
  enqueue({.kind = "mail", .payload = "one"});
  EXPECT_TRUE(soon([&] { return log_.lines().size() == 1; }));
  EXPECT_NE(log_.lines()[0].find("job.attempt=1 cause=mail_server_down: No answer."), std::string::npos);
  clock_.advance(Duration::milliseconds(999));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(runs.load(), 1);
  clock_.advance(Duration::milliseconds(1001));
  EXPECT_TRUE(soon([&] { return log_.lines().size() == 2; }));
  EXPECT_NE(log_.lines()[1].find("cause=odd ? bytes"), std::string::npos);
  clock_.advance(Duration::seconds(4));
  EXPECT_TRUE(soon([&] { return counts().pending == 0; }));
  EXPECT_EQ(runs.load(), 3);
  EXPECT_EQ(counts().dead, 0);
}

TEST_P(Runner, AfterItsLastAttemptAJobIsDeadAndMayBeRetried) {
  std::atomic<bool> works{false};
  auto runner = this->runner(*database_);
  runner->handle("mail", [&](const Job&) -> Result<JobEffect> {
    if (works) return JobEffect{};
    return Error{ErrorKind::unavailable, "down", "Down."};
  }, {.attempts_max = 2, .first_pause = Duration::seconds(1), .longest_pause = Duration::seconds(1)});
  runner->start();
  const auto id = enqueue({.kind = "mail", .payload = "one"});
  EXPECT_TRUE(soon([&] { return log_.lines().size() == 1; }));
  clock_.advance(Duration::seconds(1));
  EXPECT_TRUE(soon([&] { return counts().dead == 1; }));
  EXPECT_EQ(dead()[0].attempts, 2);
  EXPECT_EQ(dead()[0].last_error, "down: Down.");
  works = true;
  EXPECT_TRUE(write_result<void>(*database_, [&](SqlTransaction& t) { return retry_dead_job(t, *id, clock_.now()); }).has_value());
  EXPECT_TRUE(soon([&] { return counts().dead == 0 && counts().pending == 0; }));
}

TEST_P(Runner, AnInputThatNoRetryCanMendIsDeadAtOnce) {
  auto runner = this->runner(*database_);
  runner->handle("mail", [&](const Job&) -> Result<JobEffect> { return Error{ErrorKind::unprocessable, "no_address", "No address."}; });
  runner->start();
  enqueue({.kind = "mail", .payload = "one"});
  EXPECT_TRUE(soon([&] { return counts().dead == 1; }));
  EXPECT_EQ(dead()[0].attempts, 1);
}

TEST_P(Runner, ARefusedEffectIsUndoneAndTheJobRunsAgain) {
  auto runner = this->runner(*database_);
  runner->handle("mail", [&](const Job& job) -> Result<JobEffect> {
    return JobEffect([attempt = job.attempt](SqlTransaction& transaction) -> Result<void> {
      transaction.execute("INSERT INTO effects (id) VALUES ($1)", {std::string_view("attempt")});
      if (attempt == 1) return Error{ErrorKind::conflict, "busy", "Busy."};
      return {};
    });
  });
  runner->start();
  enqueue({.kind = "mail", .payload = "one"});
  EXPECT_TRUE(soon([&] { return log_.lines().size() == 1; }));
  EXPECT_EQ(effects(), 0);
  clock_.advance(Duration::seconds(2));
  EXPECT_TRUE(soon([&] { return effects() == 1; }));
}

TEST_P(Runner, AJobWhoseRunnersDieEachTimeIsGivenUp) {
  enqueue({.kind = "mail", .payload = "one"});
  database_->write([](SqlTransaction& t) { return t.execute("UPDATE outbox_jobs SET attempts = 3, lease_owner = 'run_gone'", {}) == 1; });
  auto runner = this->runner(*database_);
  runner->handle("mail", [&](const Job&) -> Result<JobEffect> { return insert_effect("never"); }, {.attempts_max = 3});
  runner->start();
  EXPECT_TRUE(soon([&] { return counts().dead == 1; }));
  EXPECT_EQ(effects(), 0);
  EXPECT_EQ(dead()[0].last_error, "its last runs ended without an answer");
}

TEST_P(Runner, ManyRunnersRunEachJobOnce) {
  auto other = database_.open_again();
  std::atomic<int> runs{0};
  const auto handler = [&](const Job& job) -> Result<JobEffect> {
    ++runs;
    return insert_effect(job.payload);
  };
  std::vector<std::unique_ptr<JobRunner>> runners;
  for (int i = 0; i < 4; ++i) {
    runners.push_back(runner(i % 2 == 0 ? *database_ : *other));
    runners.back()->handle("mail", handler);
    runners.back()->start();
  }
  for (int i = 0; i < 100; ++i) enqueue({.kind = "mail", .payload = std::to_string(i)});
  EXPECT_TRUE(soon([&] { return counts().pending == 0; }));
  runners.clear();
  EXPECT_EQ(runs.load(), 100);
  EXPECT_EQ(effects(), 100);
}

TEST_P(Runner, TheLeaseOfALongRunIsRenewedAndALostOneWritesNothing) {
  std::latch begun(1), may_end(1);
  auto runner = this->runner(*database_);
  runner->handle("mail", [&](const Job&) -> Result<JobEffect> {
    begun.count_down();
    may_end.wait();
    return insert_effect("late");
  });
  runner->start();
  enqueue({.kind = "mail", .payload = "one"});
  begun.wait();
  const auto lease_end = [&] {
    std::int64_t ms = 0;
    database_->read([&](SqlReader& reader) { reader.query("SELECT run_at_ms FROM outbox_jobs", {}, [&](const SqlRow& row) { ms = row.integer(0); }); });
    return Instant::from_unix_ms(ms);
  };
  clock_.advance(Duration::seconds(20));
  EXPECT_TRUE(soon([&] { return lease_end() == kNoon + Duration::seconds(50); }));
  // Another node believes this one dead and takes the job.
  database_->write([](SqlTransaction& t) { return t.execute("UPDATE outbox_jobs SET lease_owner = 'run_other', attempts = attempts + 1", {}) == 1; });
  may_end.count_down();
  EXPECT_TRUE(soon([&] { return metrics_.exposition().find("outbox_job_runs_total{database=\"main\",kind=\"mail\",outcome=\"lease_lost\"} 1\n") != std::string::npos; }));
  EXPECT_EQ(effects(), 0);
  EXPECT_EQ(counts().pending, 1);
}

TEST_P(Runner, StopWaitsForWhatRunsAndGivesBackTheRest) {
  std::latch begun(1);
  JobRunnerOptions one_worker = kOptions;
  one_worker.workers = 1;
  auto runner = this->runner(*database_, one_worker);
  runner->handle("mail", [&](const Job& job) -> Result<JobEffect> {
    if (job.payload == "1") begun.count_down();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return insert_effect(job.payload);
  });
  runner->start();
  enqueue({.kind = "mail", .payload = "1"});
  begun.wait();
  for (int i = 2; i < 6; ++i) enqueue({.kind = "mail", .payload = std::to_string(i)});
  runner->stop();
  EXPECT_GE(effects(), 1);
  EXPECT_EQ(effects() + counts().pending, 5);
  std::int64_t leased = -1;
  database_->read([&](SqlReader& reader) {
    reader.query("SELECT count(*) FROM outbox_jobs WHERE lease_owner IS NOT NULL", {}, [&](const SqlRow& row) { leased = row.integer(0); });
  });
  EXPECT_EQ(leased, 0);
  runner->stop();
}

TEST_P(Runner, JobsOfKindsWithoutAHandlerAreLeftToOthers) {
  auto runner = this->runner(*database_);
  runner->handle("mail", [](const Job&) -> Result<JobEffect> { return JobEffect{}; });
  runner->start();
  enqueue({.kind = "of_a_newer_version", .payload = "x"});
  enqueue({.kind = "mail", .payload = "x"});
  EXPECT_TRUE(soon([&] { return counts().pending == 1; }));
  EXPECT_EQ(counts().dead, 0);
}

TEST_P(Runner, HandlersAreNamedOnceAndBeforeTheStart) {
  auto runner = this->runner(*database_);
  const JobHandler nothing = [](const Job&) -> Result<JobEffect> { return JobEffect{}; };
  runner->handle("mail", nothing);
  EXPECT_THROW(runner->handle("mail", nothing), Bug);
  EXPECT_THROW(runner->handle("a,b", nothing), Bug);
  runner->start();
  EXPECT_THROW(runner->handle("pay", nothing), Bug);
}

INSTANTIATE_TEST_SUITE_P(Engines, Runner, every_engine(), engine_name);

TEST(RetryPause, DoublesToItsLimitAndChanceTakesUpToHalf) {
  const RetryPolicy policy{.attempts_max = 99, .first_pause = Duration::seconds(2), .longest_pause = Duration::minutes(1)};
  EXPECT_EQ(retry_pause(policy, 1, 0), Duration::seconds(2));
  EXPECT_EQ(retry_pause(policy, 2, 0), Duration::seconds(4));
  EXPECT_EQ(retry_pause(policy, 5, 0), Duration::seconds(32));
  EXPECT_EQ(retry_pause(policy, 6, 0), Duration::minutes(1));
  EXPECT_EQ(retry_pause(policy, 1000, 0), Duration::minutes(1));
  EXPECT_EQ(retry_pause(policy, 1, 32768), Duration::milliseconds(1500));
  EXPECT_EQ(retry_pause(policy, 1, 65535), Duration::milliseconds(1001));
}

}  // namespace
}  // namespace switchyard::outbox

// What the suites of the outbox share: a database of each engine, a clock that stands, and short ways to ask.
#pragma once

#include <gtest/gtest.h>

#include "adapters/system/metrics_registry.hpp"
#include "adapters/test_databases_fake.hpp"
#include "outbox/outbox.hpp"
#include "ports/clock_fake.hpp"
#include "ports/log_fake.hpp"
#include "ports/random_fake.hpp"

namespace switchyard::outbox {

inline constexpr Instant kNoon = Instant::from_unix_ms(1'735'732'800'000);

class OutboxSuite : public ::testing::TestWithParam<Engine> {
 protected:
  std::optional<JobId> enqueue(const NewJob& job) {
    std::optional<JobId> id;
    database_->write([&](SqlTransaction& transaction) {
      id = outbox_.enqueue(transaction, job);
      return true;
    });
    return id;
  }
  JobCounts counts() {
    JobCounts counts;
    database_->read([&](SqlReader& reader) { counts = count_jobs(reader, clock_.now()); });
    return counts;
  }
  std::vector<DeadJob> dead() {
    std::vector<DeadJob> jobs;
    database_->read([&](SqlReader& reader) { jobs = dead_jobs(reader, 100); });
    return jobs;
  }

  TestDatabase database_{GetParam(), outbox_migrations()};
  FixedClock clock_{kNoon};
  SeededRandom random_;
  KeptLog log_;
  adapters::MetricsRegistry metrics_;
  Outbox outbox_{SecurityClock{clock_}, random_};
};

}  // namespace switchyard::outbox

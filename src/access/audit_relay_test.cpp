#include "access/audit_relay.hpp"

#include "access/access.hpp"
#include "adapters/openssl/openssl_jose.hpp"
#include "adapters/system/metrics_registry.hpp"
#include "adapters/test_databases_fake.hpp"
#include "outbox/run_pending_jobs.hpp"
#include "ports/clock_fake.hpp"
#include "ports/log_fake.hpp"
#include "ports/random_fake.hpp"

namespace switchyard::access {
namespace {

class AuditRelaySuite : public ::testing::TestWithParam<Engine> {
 protected:
  void record(const std::string& actor, const std::string& subject, bool commit = true) {
    environment_->write([&](SqlTransaction& transaction) {
      relay_.record(transaction, {.at = {}, .actor = actor, .action = "sheet.withdrawn", .subject = subject, .detail = R"({"reason":"a \"typo\""})"});
      return commit;
    });
  }
  std::int64_t run() {
    return outbox::run_pending_jobs({*environment_, SecurityClock{clock_}, random_, log_, metrics_}, kAuditJob, audit_appender(*control_, jose_), kAuditRetries);
  }
  std::vector<AuditRecord> entries() {
    std::vector<AuditRecord> all;
    control_->read([&](SqlReader& reader) {
      all = audit_records(reader, 0, 100);
      EXPECT_TRUE(verify_audit_chain(reader, jose_).has_value());
    });
    return all;
  }
  std::int64_t waiting() {
    std::int64_t count = 0;
    environment_->read([&](SqlReader& reader) { count = count_waiting_audit_entries(reader); });
    return count;
  }

  adapters::OpensslJose jose_;
  adapters::MetricsRegistry metrics_;
  FixedClock clock_{Instant::from_unix_ms(1'795'521'600'000)};
  SeededRandom random_;
  KeptLog log_;
  TestDatabase control_{GetParam(), access_migrations()};
  TestDatabase environment_{GetParam(), outbox::outbox_migrations()};
  AuditRelay relay_{SecurityClock{clock_}, random_, EnvironmentName::live};
};
INSTANTIATE_TEST_SUITE_P(Engines, AuditRelaySuite, every_engine(), engine_name);

TEST_P(AuditRelaySuite, WhatWasDoneReachesTheLogOfControl) {
  record("app_01j", "sht_1");
  EXPECT_EQ(waiting(), 1);
  EXPECT_EQ(run(), 1);
  EXPECT_EQ(waiting(), 0);
  const auto all = entries();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].entry.at, clock_.now());
  EXPECT_EQ(all[0].entry.actor, "application app_01j");
  EXPECT_EQ(all[0].entry.action, "sheet.withdrawn");
  EXPECT_EQ(all[0].entry.subject, "sht_1");
  EXPECT_EQ(all[0].entry.environment, EnvironmentName::live);
  EXPECT_EQ(all[0].entry.detail, R"({"reason":"a \"typo\""})");
}

TEST_P(AuditRelaySuite, ACommandAndTheClockAreNamedAsTheLogNamesThem) {
  record("shell", "sht_1");
  clock_.advance(Duration::seconds(1));
  record("clock", "sht_2");
  run();
  const auto all = entries();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].entry.actor, "cli");
  EXPECT_EQ(all[1].entry.actor, "system");
}

TEST_P(AuditRelaySuite, WhatWasUndoneIsNotRecorded) {
  record("shell", "sht_1", false);
  EXPECT_EQ(run(), 0);
  EXPECT_TRUE(entries().empty());
}

TEST_P(AuditRelaySuite, AJobThatRunsTwiceAppendsOnce) {
  const auto handler = audit_appender(*control_, jose_);
  const outbox::Job job{.id = make_id<outbox::JobTag>(clock_.now(), random_), .kind = std::string(kAuditJob),
                        .payload = R"({"at":5,"actor":"cli","action":"alias.mapped","subject":"X","detail":"","environment":"test"})", .attempt = 1};
  EXPECT_TRUE(handler(job).has_value());
  EXPECT_TRUE(handler(job).has_value());
  EXPECT_EQ(entries().size(), 1u);
}

TEST_P(AuditRelaySuite, APayloadThatIsNoEntryIsRefused) {
  const auto handler = audit_appender(*control_, jose_);
  for (const char* payload : {"", "[]", "{}", R"({"at":"x"})", R"({"at":1,"environment":"prod"})", R"({"at":1,"partner":"x"})"}) {
    const auto outcome = handler({.id = make_id<outbox::JobTag>(clock_.now(), random_), .kind = std::string(kAuditJob), .payload = payload, .attempt = 1});
    ASSERT_FALSE(outcome.has_value()) << payload;
    EXPECT_EQ(outcome.error().code, "audit_job_unreadable");
  }
}

}  // namespace
}  // namespace switchyard::access

#include "outbox/outbox.hpp"

#include "outbox/outbox_fixture.hpp"
#include "outbox/outbox_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::outbox {
namespace {

using namespace std::string_view_literals;

class Jobs : public OutboxSuite {
 protected:
  std::vector<LeasedJob> lease(std::string_view owner, std::string_view kinds = ",mail,pay,", int limit = 10) {
    std::vector<LeasedJob> jobs;
    database_->write_read_committed([&](SqlTransaction& transaction) {
      jobs = lease_jobs(transaction, {.owner = owner, .kinds = kinds, .now = clock_.now(), .lease_until = clock_.now() + Duration::seconds(30), .limit = limit});
      return true;
    });
    return jobs;
  }
  bool write(const std::function<bool(SqlTransaction&)>& work) {
    bool done = false;
    database_->write([&](SqlTransaction& transaction) { return done = work(transaction); });
    return done;
  }
};

TEST_P(Jobs, AJobIsThereIfAndOnlyIfItsTransactionIs) {
  database_->write([&](SqlTransaction& transaction) {
    outbox_.enqueue(transaction, {.kind = "mail", .payload = "{}"});
    return false;
  });
  EXPECT_EQ(counts().pending, 0);
  enqueue({.kind = "mail", .payload = "{\"to\":\"a\"}"});
  const auto jobs = lease("me");
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].kind, "mail");
  EXPECT_EQ(jobs[0].payload, "{\"to\":\"a\"}");
  EXPECT_EQ(jobs[0].attempts, 1);
}

TEST_P(Jobs, ADedupeKeyIsTakenOncePerKind) {
  EXPECT_TRUE(enqueue({.kind = "mail", .payload = "1", .dedupe_key = "k"}).has_value());
  EXPECT_FALSE(enqueue({.kind = "mail", .payload = "2", .dedupe_key = "k"}).has_value());
  EXPECT_TRUE(enqueue({.kind = "pay", .payload = "3", .dedupe_key = "k"}).has_value());
  EXPECT_TRUE(enqueue({.kind = "mail", .payload = "4"}).has_value());
  EXPECT_EQ(counts().pending, 3);
}

TEST_P(Jobs, OnlyWhatIsDueAndOfItsKindsIsLeasedTheLongestDueFirst) {
  enqueue({.kind = "mail", .payload = "later", .run_at = kNoon + Duration::milliseconds(1)});
  enqueue({.kind = "mail", .payload = "now"});
  enqueue({.kind = "mail", .payload = "long due", .run_at = kNoon - Duration::hours(1)});
  enqueue({.kind = "unknown", .payload = "x"});
  const auto jobs = lease("me");
  ASSERT_EQ(jobs.size(), 2u);
  EXPECT_EQ(jobs[0].payload, "long due");
  EXPECT_EQ(jobs[1].payload, "now");
  EXPECT_TRUE(lease("other").empty());
}

TEST_P(Jobs, ALostLeaseCanEndNothing) {
  enqueue({.kind = "mail", .payload = "x"});
  const auto first = lease("me").at(0);
  clock_.advance(Duration::seconds(30));
  const auto second = lease("me").at(0);
  EXPECT_EQ(second.attempts, 2);
  EXPECT_FALSE(write([&](SqlTransaction& t) { return finish_job(t, first, "me", clock_.now()); }));
  EXPECT_FALSE(write([&](SqlTransaction& t) { return postpone_job(t, first, "me", clock_.now(), "late"); }));
  EXPECT_FALSE(write([&](SqlTransaction& t) { return bury_job(t, first, "me", clock_.now(), "late"); }));
  EXPECT_FALSE(write([&](SqlTransaction& t) { return extend_lease(t, first, "me", clock_.now()); }));
  EXPECT_FALSE(write([&](SqlTransaction& t) { return finish_job(t, second, "another", clock_.now()); }));
  EXPECT_TRUE(write([&](SqlTransaction& t) { return finish_job(t, second, "me", clock_.now()); }));
  EXPECT_FALSE(write([&](SqlTransaction& t) { return finish_job(t, second, "me", clock_.now()); }));
  EXPECT_EQ(counts().pending, 0);
}

TEST_P(Jobs, AJobGivenBackIsAsIfItHadNotBeenLeased) {
  enqueue({.kind = "mail", .payload = "x"});
  const auto job = lease("me").at(0);
  EXPECT_TRUE(write([&](SqlTransaction& t) { return give_job_back(t, job, "me", clock_.now()); }));
  EXPECT_EQ(lease("other").at(0).attempts, 1);
}

TEST_P(Jobs, ADeadJobIsListedCountedAndMayBeRetried) {
  const auto id = enqueue({.kind = "mail", .payload = "x"});
  const auto job = lease("me").at(0);
  write([&](SqlTransaction& t) { return bury_job(t, job, "me", clock_.now(), "no such address"); });
  ASSERT_EQ(dead().size(), 1u);
  EXPECT_EQ(dead()[0].id, *id);
  EXPECT_EQ(dead()[0].last_error, "no such address");
  EXPECT_EQ(dead()[0].attempts, 1);
  EXPECT_EQ(counts().dead, 1);
  const auto retry = [&] { return write_result<void>(*database_, [&](SqlTransaction& t) { return retry_dead_job(t, *id, clock_.now()); }); };
  EXPECT_TRUE(retry().has_value());
  EXPECT_EQ(retry().error().code, "dead_job_not_found");
  EXPECT_EQ(lease("me").at(0).attempts, 1);
}

TEST_P(Jobs, DoneJobsAreForgottenWithTheirKeysAndDeadOnesKept) {
  enqueue({.kind = "mail", .payload = "x", .dedupe_key = "k"});
  enqueue({.kind = "pay", .payload = "y"});
  const auto jobs = lease("me");
  write([&](SqlTransaction& t) { return finish_job(t, jobs.at(0), "me", clock_.now()) && bury_job(t, jobs.at(1), "me", clock_.now(), "e"); });
  const auto forget = [&](Instant before) {
    std::int64_t forgotten = 0;
    write([&](SqlTransaction& t) { return forgotten = forget_done_jobs(t, before, 10), true; });
    return forgotten;
  };
  EXPECT_EQ(forget(kNoon), 0);
  EXPECT_EQ(forget(kNoon + Duration::milliseconds(1)), 1);
  EXPECT_TRUE(enqueue({.kind = "mail", .payload = "x", .dedupe_key = "k"}).has_value());
  EXPECT_EQ(counts().dead, 1);
}

TEST_P(Jobs, TheOldestDueIsToldAndWhatIsLaterIsNot) {
  EXPECT_EQ(counts().oldest_due, std::nullopt);
  enqueue({.kind = "mail", .payload = "x", .run_at = kNoon + Duration::seconds(5)});
  EXPECT_EQ(counts().oldest_due, std::nullopt);
  clock_.advance(Duration::seconds(6));
  EXPECT_EQ(counts().oldest_due, kNoon + Duration::seconds(5));
}

TEST_P(Jobs, PayloadsHaveALimit) {
  const std::string most(kPayloadBytesMax, 'x');
  enqueue({.kind = "mail", .payload = most});
  EXPECT_THROW(enqueue({.kind = "mail", .payload = most + "x"}), Bug);
  EXPECT_THROW(enqueue({.kind = "a,b", .payload = "x"}), Bug);
}

INSTANTIATE_TEST_SUITE_P(Engines, Jobs, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard::outbox

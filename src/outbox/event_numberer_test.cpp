#include "outbox/event_numberer.hpp"

#include <atomic>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <thread>

#include "outbox/outbox_fixture.hpp"

namespace switchyard::outbox {
namespace {

class Events : public OutboxSuite {
 protected:
  EventId publish(std::string_view subject, std::optional<std::string_view> audience = {}) {
    std::optional<EventId> id;
    database_->write([&](SqlTransaction& transaction) {
      id = outbox_.publish(transaction, {.type = "contract.signed", .version = 2, .audience = audience, .subject = subject, .payload = "{}", .at = kNoon});
      return true;
    });
    return *id;
  }
  std::vector<Event> events(std::int64_t after = 0, int limit = 100) {
    std::vector<Event> events;
    database_->read([&](SqlReader& reader) { events = events_after(reader, after, limit); });
    return events;
  }

  EventNumberer numberer_{*database_, log_, Duration::milliseconds(20)};
};

TEST_P(Events, AnEventIsInTheFeedOnceItHasANumber) {
  const EventId id = publish("con_1", "prt_1");
  EXPECT_TRUE(events().empty());
  EXPECT_EQ(numberer_.number_all(), 1);
  EXPECT_EQ(numberer_.number_all(), 0);
  const auto feed = events();
  ASSERT_EQ(feed.size(), 1u);
  EXPECT_EQ(feed[0].number, 1);
  EXPECT_EQ(feed[0].id, id);
  EXPECT_EQ(feed[0].type, "contract.signed");
  EXPECT_EQ(feed[0].version, 2);
  EXPECT_EQ(feed[0].audience, "prt_1");
  EXPECT_EQ(feed[0].subject, "con_1");
  EXPECT_EQ(feed[0].payload, "{}");
  EXPECT_EQ(feed[0].at, kNoon);
}

TEST_P(Events, ALateCommitComesAfterWhatWasReadBeforeIt) {
  // The first event is older by its id, but its transaction is still open while the second is committed, numbered and read.
  std::latch written(1), read(1);
  std::thread late([&] {
    bool waited = false;
    database_->write([&](SqlTransaction& transaction) {
      outbox_.publish(transaction, {.type = "a", .audience = {}, .subject = "late", .payload = "{}", .at = kNoon});
      if (GetParam() == Engine::postgres && !std::exchange(waited, true)) {
        written.count_down();
        read.wait();
      }
      return true;
    });
  });
  if (GetParam() == Engine::postgres) written.wait();
  if (GetParam() == Engine::sqlite) late.join();
  publish("early");
  numberer_.number_all();
  const auto first = events();
  read.count_down();
  if (late.joinable()) late.join();
  numberer_.number_all();
  const auto rest = events(first.back().number);
  EXPECT_EQ(first.size() + rest.size(), 2u);
  if (GetParam() == Engine::postgres) {
    ASSERT_EQ(rest.size(), 1u);
    EXPECT_EQ(rest[0].subject, "late");
  }
}

TEST_P(Events, AnAudienceSeesItsOwnAlone) {
  publish("con_1", "prt_1");
  publish("con_2", "prt_2");
  publish("con_3");
  publish("con_4", "prt_1");
  numberer_.number_all();
  std::vector<std::string> subjects;
  std::int64_t last = 0;
  database_->read([&](SqlReader& reader) {
    for (const Event& event : events_of_audience_after(reader, "prt_1", 0, 100)) subjects.push_back(event.subject);
    last = last_event_number(reader);
  });
  EXPECT_EQ(subjects, (std::vector<std::string>{"con_1", "con_4"}));
  EXPECT_EQ(last, 4);
}

TEST_P(Events, PagesFollowEachOther) {
  for (int i = 0; i < 5; ++i) publish("con_" + std::to_string(i));
  numberer_.number_all();
  EXPECT_EQ(events(0, 2).back().number, 2);
  EXPECT_EQ(events(2, 2).back().subject, "con_3");
  EXPECT_EQ(events(5, 2).size(), 0u);
}

TEST_P(Events, ManyNumberersAndWritersGiveEachEventOneNumberAndAReaderMissesNone) {
  auto other = database_.open_again();
  EventNumberer second(*other, log_, Duration::milliseconds(20));
  numberer_.start();
  second.start();
  constexpr std::size_t kWriters = 4, kEach = 25;
  std::vector<std::jthread> writers;
  for (std::size_t writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (std::size_t i = 0; i < kEach; ++i) publish(std::to_string(writer) + "." + std::to_string(i));
    });
  }
  std::set<std::string> seen;
  std::int64_t after = 0;
  while (seen.size() < kWriters * kEach) {
    for (const Event& event : events(after, 7)) {
      EXPECT_GT(event.number, after);
      EXPECT_TRUE(seen.insert(event.subject).second);
      after = event.number;
    }
    std::this_thread::yield();
  }
  writers.clear();
  EXPECT_EQ(numberer_.number_all(), 0);
}

TEST_P(Events, ThoseWhoListenHearOfNewNumbers) {
  std::mutex mutex;
  std::condition_variable changed;
  std::string heard;
  const auto handle = database_->listen(kNumberedChannel, [&](std::string_view payload) {
    const std::lock_guard lock(mutex);
    heard = payload;
    changed.notify_all();
  });
  numberer_.start();
  publish("con_1");
  std::unique_lock lock(mutex);
  EXPECT_TRUE(changed.wait_for(lock, std::chrono::seconds(10), [&] { return heard == "1"; }));
}

TEST_P(Events, EventsOfOneTransactionAreNumberedInTheOrderOfTheirPublishing) {
  database_->write([&](SqlTransaction& transaction) {
    for (int i = 0; i < 200; ++i) {
      const std::string payload = std::to_string(i);
      outbox_.publish(transaction, {.type = "contract.signed", .subject = "con_1", .payload = payload, .at = kNoon});
    }
    return true;
  });
  numberer_.number_all();
  const auto feed = events(0, 200);
  ASSERT_EQ(feed.size(), 200u);
  for (std::size_t i = 0; i < feed.size(); ++i) EXPECT_EQ(feed[i].payload, std::to_string(i));
}

INSTANTIATE_TEST_SUITE_P(Engines, Events, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard::outbox

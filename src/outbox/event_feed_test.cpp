#include "outbox/event_feed.hpp"

#include "outbox/event_numberer.hpp"
#include "outbox/outbox_fixture.hpp"

namespace switchyard::outbox {
namespace {

class Feed : public OutboxSuite {
 protected:
  EventId publish(std::string_view subject, std::string_view audience = "prt_1") {
    std::optional<EventId> id;
    database_->write([&](SqlTransaction& transaction) {
      id = outbox_.publish(transaction, {.type = "contract.signed", .audience = audience, .subject = subject, .payload = "{}", .at = kNoon});
      return true;
    });
    numberer_.number_all();
    return *id;
  }
  template <class Work>
  auto read(const Work& work) {
    decltype(work(std::declval<SqlReader&>())) found;
    database_->read([&](SqlReader& reader) { found = work(reader); });
    return found;
  }
  std::vector<std::string> subjects(const FeedQuery& query) {
    std::vector<std::string> subjects;
    for (const Event& event : read([&](SqlReader& reader) { return read_feed(reader, query); })) subjects.push_back(event.subject);
    return subjects;
  }
  std::int64_t forget(Instant before, int limit = 100) {
    std::int64_t count = 0;
    database_->write([&](SqlTransaction& transaction) {
      count = forget_events(transaction, before, limit);
      return true;
    });
    return count;
  }

  EventNumberer numberer_{*database_, log_, Duration::milliseconds(20)};
};

TEST_P(Feed, HasOneAudiencesEventsInOrderAndOfOneSubjectWhereAsked) {
  publish("ctr_1");
  publish("ctr_2", "prt_2");
  publish("ctr_3");
  publish("ctr_1");
  EXPECT_EQ(subjects({.audience = "prt_1"}), (std::vector<std::string>{"ctr_1", "ctr_3", "ctr_1"}));
  EXPECT_EQ(subjects({.audience = "prt_1", .after = 1}), (std::vector<std::string>{"ctr_3", "ctr_1"}));
  EXPECT_EQ(subjects({.audience = "prt_1", .limit = 2}), (std::vector<std::string>{"ctr_1", "ctr_3"}));
  EXPECT_EQ(subjects({.audience = "prt_1", .subject = "ctr_1"}), (std::vector<std::string>{"ctr_1", "ctr_1"}));
}

TEST_P(Feed, FindsAnEventForItsAudienceAlone) {
  const EventId id = publish("ctr_1");
  EXPECT_TRUE(read([&](SqlReader& reader) { return find_event(reader, "prt_1", id); }).has_value());
  EXPECT_FALSE(read([&](SqlReader& reader) { return find_event(reader, "prt_2", id); }).has_value());
}

TEST_P(Feed, BeginsWhereATimeBegins) {
  publish("ctr_1");
  clock_.set(kNoon + Duration::hours(1));
  publish("ctr_2");
  EXPECT_EQ(read([&](SqlReader& reader) { return number_before(reader, "prt_1", kNoon); }), 0);
  EXPECT_EQ(read([&](SqlReader& reader) { return number_before(reader, "prt_1", kNoon + Duration::minutes(30)); }), 1);
  EXPECT_EQ(read([&](SqlReader& reader) { return number_before(reader, "prt_1", kNoon + Duration::hours(2)); }), 2);
}

TEST_P(Feed, ForgetsTheOldAndSaysHowFar) {
  publish("ctr_1");
  publish("ctr_2");
  clock_.set(kNoon + Duration::hours(1));
  publish("ctr_3");
  EXPECT_EQ(forget(kNoon), 0);
  EXPECT_EQ(forget(kNoon + Duration::minutes(1), 1), 1);
  EXPECT_EQ(read([&](SqlReader& reader) { return last_forgotten_number(reader); }), 1);
  EXPECT_EQ(forget(kNoon + Duration::minutes(1)), 1);
  EXPECT_EQ(read([&](SqlReader& reader) { return last_forgotten_number(reader); }), 2);
  EXPECT_EQ(subjects({.audience = "prt_1"}), (std::vector<std::string>{"ctr_3"}));
}

INSTANTIATE_TEST_SUITE_P(Engines, Feed, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard::outbox

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "adapters/database_suite/database_fixture.hpp"
#include "values/ensure.hpp"

namespace switchyard {
namespace {

using namespace std::string_view_literals;
using DatabaseNotifications = DatabaseSuite;

// What a listener heard; waits for it, for ten seconds at most.
class Heard {
 public:
  void add(std::string_view payload) {
    const std::lock_guard lock(mutex_);
    payloads_.emplace_back(payload);
    changed_.notify_all();
  }
  std::vector<std::string> wait_for(std::size_t number) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(10), [&] { return payloads_.size() >= number; });
    return payloads_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> payloads_;
};

void notify(Database& database, std::string_view channel, std::string_view payload, bool keep = true) {
  database.write([&](SqlTransaction& transaction) {
    transaction.notify(channel, payload);
    return keep;
  });
}

TEST_P(DatabaseNotifications, WhatWasCommittedIsHeardInOrderAndTheRestIsNot) {
  Heard heard;
  const auto handle = database_->listen("prices", [&](std::string_view payload) { heard.add(payload); });
  notify(*database_, "prices", "one");
  notify(*database_, "prices", "undone", false);
  notify(*database_, "jobs", "elsewhere");
  notify(*database_, "prices", "two");
  EXPECT_EQ(heard.wait_for(2), (std::vector<std::string>{"one", "two"}));
}

TEST_P(DatabaseNotifications, AnotherNodeHears) {
  auto other = database_.open_again();
  Heard heard;
  const auto handle = other->listen("prices", [&](std::string_view payload) { heard.add(payload); });
  notify(*database_, "prices", "it's 'quoted' \u20ac");
  EXPECT_EQ(heard.wait_for(1), std::vector<std::string>{"it's 'quoted' \u20ac"});
}

TEST_P(DatabaseNotifications, NothingIsHeardAfterTheHandleEnds) {
  Heard ended, living;
  auto handle = database_->listen("prices", [&](std::string_view payload) { ended.add(payload); });
  const auto other = database_->listen("prices", [&](std::string_view payload) { living.add(payload); });
  handle.reset();
  notify(*database_, "prices", "one");
  EXPECT_EQ(living.wait_for(1).size(), 1u);
  EXPECT_EQ(ended.wait_for(0).size(), 0u);
}

TEST_P(DatabaseNotifications, TheSameTwiceInATransactionIsHeardOnce) {
  Heard heard;
  const auto handle = database_->listen("prices", [&](std::string_view payload) { heard.add(payload); });
  database_->write([](SqlTransaction& transaction) {
    for (const std::string_view payload : {"one"sv, "one"sv, "two"sv, "one"sv}) transaction.notify("prices", payload);
    return true;
  });
  notify(*database_, "prices", "one");
  EXPECT_EQ(heard.wait_for(3), (std::vector<std::string>{"one", "two", "one"}));
}

TEST_P(DatabaseNotifications, PayloadsHaveALimit) {
  Heard heard;
  const auto handle = database_->listen("prices", [&](std::string_view payload) { heard.add(payload); });
  notify(*database_, "prices", std::string(7000, 'x'));
  EXPECT_EQ(heard.wait_for(1).front().size(), 7000u);
  EXPECT_THROW(notify(*database_, "prices", std::string(7001, 'x')), Bug);
}

TEST_P(DatabaseNotifications, ThousandsAreHeardOnceEach) {
  Heard heard;
  const auto handle = database_->listen("prices", [&](std::string_view payload) { heard.add(payload); });
  for (int group = 0; group < 10; ++group) {
    database_->write([&](SqlTransaction& transaction) {
      for (int i = 0; i < 100; ++i) transaction.notify("prices", std::to_string(group * 100 + i));
      return true;
    });
  }
  const auto payloads = heard.wait_for(1000);
  ASSERT_EQ(payloads.size(), 1000u);
  EXPECT_EQ(payloads.front(), "0");
  EXPECT_EQ(payloads.back(), "999");
}

INSTANTIATE_TEST_SUITE_P(Engines, DatabaseNotifications, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard

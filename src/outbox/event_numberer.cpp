#include "outbox/event_numberer.hpp"

#include <chrono>

#include "outbox/outage.hpp"
#include "outbox/outbox_store.hpp"

namespace switchyard::outbox {
namespace {
constexpr int kNumberedAtOnce = 500;
}

EventNumberer::EventNumberer(Database& database, Log& log, Duration poll) : database_(database), log_(log), poll_(poll) {}
EventNumberer::~EventNumberer() { stop(); }

void EventNumberer::start() {
  if (thread_.joinable()) return;
  listening_ = database_.listen(kEventsChannel, [this](std::string_view) {
    {
      const std::lock_guard lock(mutex_);
      look_ = true;
    }
    wake_.notify_one();
  });
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void EventNumberer::stop() {
  listening_.reset();
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

std::int64_t EventNumberer::number_all() {
  std::int64_t total = 0;
  for (std::int64_t numbered = kNumberedAtOnce; numbered == kNumberedAtOnce; total += numbered) {
    database_.write_read_committed([&](SqlTransaction& transaction) {
      numbered = number_events(transaction, kNumberedAtOnce);
      return numbered > 0;
    });
  }
  return total;
}

void EventNumberer::run(const std::stop_token& stop) {
  Outage outage(log_);
  while (!stop.stop_requested()) {
    try {
      number_all();
      outage.ended();
    } catch (const std::exception& failure) {
      outage.failed("events could not be numbered", failure.what());
    }
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, std::chrono::milliseconds(poll_.ms), [&] { return look_; });
    look_ = false;
  }
}

}  // namespace switchyard::outbox

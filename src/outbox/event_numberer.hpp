// Gives committed events their numbers in the feed. One on each node; the database lets one number at a time.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "outbox/outbox.hpp"
#include "ports/log.hpp"

namespace switchyard::outbox {

class EventNumberer {
 public:
  // `database` and `log` must outlive it. Looks when it hears of an event, and each `poll` besides.
  EventNumberer(Database& database, Log& log, Duration poll = Duration::milliseconds(500));
  ~EventNumberer();
  EventNumberer(const EventNumberer&) = delete;
  EventNumberer& operator=(const EventNumberer&) = delete;

  void start();
  void stop();
  // Numbers all that are there; returns how many. Throws DatabaseError.
  std::int64_t number_all();

 private:
  void run(const std::stop_token& stop);

  Database& database_;
  Log& log_;
  const Duration poll_;
  std::shared_ptr<void> listening_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool look_ = false;
  std::jthread thread_;
};

}  // namespace switchyard::outbox

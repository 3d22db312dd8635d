// Keeps an environment's rate book current: hears of changes by the database, polls behind that, and ends sheets by the clock.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "pricing/sheets/rate_book_loader.hpp"
#include "pricing/sheets/sheet_actions.hpp"

namespace switchyard::pricing {

// Owns one thread from its making to its end. Everything given must outlive it.
class RateBookWatcher {
 public:
  // `poll_interval` is how late a change is seen that nobody tells of, such as the clock's; at most 500 ms in a server.
  // `begin` is called first on the thread; it may be empty.
  RateBookWatcher(RateBookLoader& loader, SheetActionContext context, Log& log, std::function<void()> begin = {},
                  Duration poll_interval = Duration::milliseconds(250));
  ~RateBookWatcher();
  RateBookWatcher(const RateBookWatcher&) = delete;
  RateBookWatcher& operator=(const RateBookWatcher&) = delete;

 private:
  void run();
  void look_once();
  void wake();

  RateBookLoader& loader_;
  SheetActionContext context_;
  Log& log_;
  Duration poll_interval_;
  std::mutex mutex_;  // Guards the two flags.
  std::condition_variable changed_;
  bool woken_ = false;
  bool ending_ = false;
  std::shared_ptr<void> listening_;
  std::thread thread_;
};

}  // namespace switchyard::pricing

#include "pricing/sheets/rate_book_watcher.hpp"

#include <chrono>
#include <exception>

#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {

RateBookWatcher::RateBookWatcher(RateBookLoader& loader, SheetActionContext context, Log& log, std::function<void()> begin, Duration poll_interval)
    : loader_(loader), context_(context), log_(log), poll_interval_(poll_interval) {
  listening_ = context_.database.listen(kRateBookChannel, [this](std::string_view) { wake(); });
  thread_ = std::thread([this, begin = std::move(begin)] {
    if (begin) begin();
    run();
  });
}

RateBookWatcher::~RateBookWatcher() {
  listening_.reset();
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void RateBookWatcher::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void RateBookWatcher::run() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    woken_ = false;
    lock.unlock();
    look_once();
    lock.lock();
    changed_.wait_for(lock, std::chrono::milliseconds(poll_interval_.ms), [this] { return woken_ || ending_; });
  }
}

// A lost database must not end the thread: the former book sells on, until each sheet's own last instant.
void RateBookWatcher::look_once() {
  try {
    end_sheets(context_);
    loader_.refresh();
  } catch (const std::exception& error) {
    log_.error("the rate book could not be refreshed", {{"environment", text_of(context_.environment)}, {"reason", error.what()}});
  }
}

}  // namespace switchyard::pricing

#include "webhooks/feed/event_bell.hpp"

#include <chrono>

#include "outbox/outbox.hpp"

namespace switchyard::webhooks {

EventBell::EventBell(Database& database) {
  listening_ = database.listen(outbox::kNumberedChannel, [this](std::string_view) {
    {
      const std::lock_guard lock(mutex_);
      ++rung_;
    }
    wake_.notify_all();
  });
}

EventBell::~EventBell() {
  silence();
  listening_.reset();
}

std::uint64_t EventBell::rung() const {
  const std::lock_guard lock(mutex_);
  return rung_;
}

void EventBell::wait(std::uint64_t heard, Duration most) const {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, std::chrono::milliseconds(most.ms), [&] { return silent_ || rung_ > heard; });
}

void EventBell::silence() {
  {
    const std::lock_guard lock(mutex_);
    silent_ = true;
  }
  wake_.notify_all();
}

bool EventBell::is_silent() const {
  const std::lock_guard lock(mutex_);
  return silent_;
}

}  // namespace switchyard::webhooks

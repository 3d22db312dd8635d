// Wakes the readers of an environment's feed when events got their numbers.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>

#include "ports/database.hpp"
#include "values/instant.hpp"

namespace switchyard::webhooks {

// Safe to call from many threads.
class EventBell {
 public:
  // `database` must outlive it.
  explicit EventBell(Database& database);
  ~EventBell();
  EventBell(const EventBell&) = delete;
  EventBell& operator=(const EventBell&) = delete;

  // How often it has rung.
  [[nodiscard]] std::uint64_t rung() const;
  // Until it has rung more often than `heard`, but not longer than `most`; at once after silence().
  void wait(std::uint64_t heard, Duration most) const;
  // Nobody waits from now on: the server stops.
  void silence();
  [[nodiscard]] bool is_silent() const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable wake_;
  std::uint64_t rung_ = 0;
  bool silent_ = false;
  std::shared_ptr<void> listening_;
};

}  // namespace switchyard::webhooks

// Who listens on which channel of one database. Both engines keep one set and call it from their own thread.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "ports/log.hpp"

namespace switchyard::adapters {

inline constexpr std::size_t kPayloadBytesMax = 7000;

// Safe to call from many threads; `hear` and `missed` come from one at a time.
class ListenerSet {
 public:
  // `log` (may be null) hears of a listener that threw; the others are still called.
  explicit ListenerSet(Log* log) : log_(log) {}

  // When the handle has been destroyed, `heard` is not running and will not run again (unless it destroys the handle itself).
  std::shared_ptr<void> add(std::string_view channel, std::function<void(std::string_view)> heard);
  void hear(std::string_view channel, std::string_view payload);
  // Something may have been missed: everyone hears an empty payload.
  void missed();
  // Each channel once.
  [[nodiscard]] std::vector<std::string> channels() const;

 private:
  struct Listener;
  struct Handle;
  [[nodiscard]] std::vector<std::shared_ptr<Listener>> living() const;
  void call(Listener& listener, std::string_view payload);

  Log* log_;
  mutable std::mutex mutex_;
  mutable std::vector<std::weak_ptr<Listener>> listeners_;
};

}  // namespace switchyard::adapters

#include "adapters/database/listeners.hpp"

#include <algorithm>
#include <exception>

namespace switchyard::adapters {

struct ListenerSet::Listener {
  std::string channel;
  std::recursive_mutex mutex;  // Held while `heard` runs; recursive, since `heard` may end itself.
  std::function<void(std::string_view)> heard;
  bool ended = false;
};

struct ListenerSet::Handle {
  explicit Handle(std::shared_ptr<Listener> ended_with_it) : listener(std::move(ended_with_it)) {}
  ~Handle() {
    const std::lock_guard lock(listener->mutex);
    listener->ended = true;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  std::shared_ptr<Listener> listener;
};

std::shared_ptr<void> ListenerSet::add(std::string_view channel, std::function<void(std::string_view)> heard) {
  auto listener = std::make_shared<Listener>();
  listener->channel = channel;
  listener->heard = std::move(heard);
  const std::lock_guard lock(mutex_);
  listeners_.push_back(listener);
  return std::make_shared<Handle>(std::move(listener));
}

std::vector<std::shared_ptr<ListenerSet::Listener>> ListenerSet::living() const {
  const std::lock_guard lock(mutex_);
  std::erase_if(listeners_, [](const auto& listener) { return listener.expired(); });
  std::vector<std::shared_ptr<Listener>> living;
  for (const auto& listener : listeners_) {
    if (auto held = listener.lock()) living.push_back(std::move(held));
  }
  return living;
}

void ListenerSet::call(Listener& listener, std::string_view payload) {
  const std::lock_guard lock(listener.mutex);
  if (listener.ended) return;
  try {
    listener.heard(payload);
  } catch (const std::exception& failure) {
    if (log_ != nullptr) log_->error("a listener failed", {{"channel", std::string_view(listener.channel)}, {"cause", std::string_view(failure.what())}});
  }
}

void ListenerSet::hear(std::string_view channel, std::string_view payload) {
  for (const auto& listener : living()) {
    if (listener->channel == channel) call(*listener, payload);
  }
}

void ListenerSet::missed() {
  for (const auto& listener : living()) call(*listener, {});
}

std::vector<std::string> ListenerSet::channels() const {
  std::vector<std::string> channels;
  for (const auto& listener : living()) channels.push_back(listener->channel);
  std::sort(channels.begin(), channels.end());
  channels.erase(std::unique(channels.begin(), channels.end()), channels.end());
  return channels;
}

}  // namespace switchyard::adapters

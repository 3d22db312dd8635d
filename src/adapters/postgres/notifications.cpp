#include "adapters/postgres/notifications.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {

constexpr std::chrono::milliseconds kFirstPause{100};
constexpr std::chrono::milliseconds kLongestPause{3000};

struct FreeMemory {
  void operator()(void* memory) const { PQfreemem(memory); }
};

}  // namespace

std::string qualified_channel(std::string_view schema, std::string_view channel) {
  std::string name = std::string(schema) + "." + std::string(channel);
  ENSURE(name.size() <= 63);
  return name;
}

PostgresNotifications::PostgresNotifications(const PostgresOptions& options, ConnectionParameters parameters)
    : listeners_(options.log),
      log_(options.log),
      schema_(options.schema),
      parameters_(std::move(parameters)),
      wake_descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

PostgresNotifications::~PostgresNotifications() {
  thread_.request_stop();
  wake();
  thread_.join();
  ::close(wake_descriptor_);
}

void PostgresNotifications::wake() {
  const std::uint64_t one = 1;
  static_cast<void>(::write(wake_descriptor_, &one, sizeof one) == sizeof one);
}

std::shared_ptr<void> PostgresNotifications::add(std::string_view channel, std::function<void(std::string_view)> heard) {
  auto handle = listeners_.add(channel, std::move(heard));
  std::unique_lock lock(mutex_);
  const std::uint64_t mine = ++additions_;
  wake();
  changed_.wait(lock, [&] { return listening_ >= mine || !reachable_; });
  return handle;
}

void PostgresNotifications::set_listening(std::uint64_t additions) {
  {
    const std::lock_guard lock(mutex_);
    listening_ = std::max(listening_, additions);
    reachable_ = true;
  }
  changed_.notify_all();
}

void PostgresNotifications::lost(const char* cause) {
  {
    const std::lock_guard lock(mutex_);
    reachable_ = false;
  }
  changed_.notify_all();
  if (log_ != nullptr) log_->warning("the listening connection is lost", {{"database.schema", std::string_view(schema_)}, {"cause", std::string_view(cause)}});
}

void PostgresNotifications::run(const std::stop_token& stop) {
  bool first = true;
  auto pause = kFirstPause;
  while (!stop.stop_requested()) {
    try {
      PostgresConnection connection(parameters_);
      listen_to_new(connection);
      if (!std::exchange(first, false)) listeners_.missed();
      pause = kFirstPause;
      serve(connection, stop);
    } catch (const DatabaseError& failure) {
      lost(failure.what());
      first = false;
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, stop, pause, [] { return false; });
      pause = std::min(pause * 2, kLongestPause);
    }
  }
}

void PostgresNotifications::serve(PostgresConnection& connection, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::array<pollfd, 2> watched{{{PQsocket(connection.handle()), POLLIN, 0}, {wake_descriptor_, POLLIN, 0}}};
    ::poll(watched.data(), watched.size(), -1);
    if ((watched[1].revents & POLLIN) != 0) {
      std::uint64_t ignored = 0;
      static_cast<void>(::read(wake_descriptor_, &ignored, sizeof ignored) == sizeof ignored);
      listen_to_new(connection);
    }
    hear(connection);
  }
}

void PostgresNotifications::listen_to_new(PostgresConnection& connection) {
  std::uint64_t additions = 0;
  {
    const std::lock_guard lock(mutex_);
    additions = additions_;
  }
  for (const std::string& channel : listeners_.channels()) {
    const std::string name = qualified_channel(schema_, channel);
    const std::unique_ptr<char, FreeMemory> quoted(PQescapeIdentifier(connection.handle(), name.data(), name.size()));
    connection.command(("LISTEN " + std::string(quoted.get())).c_str());
  }
  set_listening(additions);
}

void PostgresNotifications::hear(PostgresConnection& connection) {
  if (PQconsumeInput(connection.handle()) != 1) throw DatabaseError(PQerrorMessage(connection.handle()));
  const std::string prefix = schema_ + ".";
  for (;;) {
    const std::unique_ptr<PGnotify, FreeMemory> notification(PQnotifies(connection.handle()));
    if (!notification) return;
    std::string_view channel = notification->relname;
    if (channel.starts_with(prefix)) listeners_.hear(channel.substr(prefix.size()), notification->extra);
  }
}

}  // namespace switchyard::adapters

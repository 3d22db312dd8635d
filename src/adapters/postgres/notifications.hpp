// Hears NOTIFY on a connection of its own, which it makes again when it is lost.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "adapters/database/listeners.hpp"
#include "adapters/postgres/connection.hpp"

namespace switchyard::adapters {

// A channel is the database's own name for it: channels are shared by all schemas of a PostgreSQL database.
[[nodiscard]] std::string qualified_channel(std::string_view schema, std::string_view channel);

class PostgresNotifications {
 public:
  PostgresNotifications(const PostgresOptions& options, ConnectionParameters parameters);
  ~PostgresNotifications();
  PostgresNotifications(const PostgresNotifications&) = delete;
  PostgresNotifications& operator=(const PostgresNotifications&) = delete;

  // Returns when the server listens, or when it can't be reached now (the listener then hears of it later).
  std::shared_ptr<void> add(std::string_view channel, std::function<void(std::string_view)> heard);

 private:
  void run(const std::stop_token& stop);
  void serve(PostgresConnection& connection, const std::stop_token& stop);
  void listen_to_new(PostgresConnection& connection);
  void hear(PostgresConnection& connection);
  void wake();
  void set_listening(std::uint64_t additions);
  void lost(const char* cause);

  ListenerSet listeners_;
  Log* log_;
  const std::string schema_;
  const ConnectionParameters parameters_;
  const int wake_descriptor_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::uint64_t additions_ = 0;  // Listeners added.
  std::uint64_t listening_ = 0;  // Of these, how many the server knows.
  bool reachable_ = true;
  std::jthread thread_;
};

}  // namespace switchyard::adapters

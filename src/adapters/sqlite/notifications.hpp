// Hears what this process and others notified on one SQLite file. A thread of its own reads the table of notifications when
// the writer says that it committed one, and when the file's data_version shows another process's commit.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "adapters/database/listeners.hpp"
#include "adapters/sqlite/connection.hpp"

namespace switchyard::adapters {

class SqliteNotifications {
 public:
  explicit SqliteNotifications(const SqliteOptions& options);
  ~SqliteNotifications();
  SqliteNotifications(const SqliteNotifications&) = delete;
  SqliteNotifications& operator=(const SqliteNotifications&) = delete;

  ListenerSet& listeners() { return listeners_; }
  void committed();

 private:
  void run(const std::stop_token& stop);
  void hear_new();

  ListenerSet listeners_;
  Log* log_;
  const Duration poll_interval_;
  SqliteConnection connection_;
  std::int64_t last_heard_ = 0;
  std::int64_t version_seen_ = 0;

  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool committed_ = false;
  std::jthread thread_;
};

}  // namespace switchyard::adapters

// The one thread that writes: it runs the works of many callers in one transaction, a savepoint each, and commits once.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <semaphore>
#include <thread>

#include "adapters/sqlite/connection.hpp"

namespace switchyard::adapters {

class SqliteWriter {
 public:
  // `committed_notification` is called on the writer's thread after a commit that holds one.
  SqliteWriter(const SqliteOptions& options, const void* database, std::function<void()> committed_notification);
  ~SqliteWriter();
  SqliteWriter(const SqliteWriter&) = delete;
  SqliteWriter& operator=(const SqliteWriter&) = delete;

  // Returns when it is durable; throws as Database::write does.
  void write(const std::function<bool(SqlTransaction&)>& work);

 private:
  struct Request {
    const std::function<bool(SqlTransaction&)>* work = nullptr;
    std::exception_ptr failure;
    std::binary_semaphore done{0};
  };
  class Transaction;

  void run(const std::stop_token& stop);
  void run_group(std::span<Request* const> group);
  void run_in_savepoint(Request& request);
  void run_alone(std::span<Request* const> group, const Request* culprit);
  static void finish(std::span<Request* const> group);

  SqliteConnection connection_;
  const void* database_;
  std::function<void()> committed_notification_;
  bool notified_ = false;  // By a work of the running group; the writer's thread only.

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Request*> waiting_;
  std::jthread thread_;
};

}  // namespace switchyard::adapters

// Threads for handlers that may block. Threads are started as they are first needed.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace switchyard::http {

// Safe to call from many threads.
class WorkerPool {
 public:
  using Work = std::function<void()>;

  // `queue_max` works may wait beside those that run.
  WorkerPool(std::size_t threads_max, std::size_t queue_max);
  ~WorkerPool();  // As stop.
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False where the queue is full or the pool has stopped; then `work` is not run. `work` must not throw.
  [[nodiscard]] bool try_post(Work work);
  // The same over the limit: for the next piece of an answer that has begun.
  [[nodiscard]] bool post(Work work);
  // Runs what was taken, then joins all threads.
  void stop();

 private:
  bool enqueue(Work work, std::size_t waiting_max);
  void run();

  const std::size_t threads_max_;
  const std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Work> waiting_;           // These four under mutex_.
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

}  // namespace switchyard::http

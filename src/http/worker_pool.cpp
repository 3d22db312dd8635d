#include "http/worker_pool.hpp"

#include <limits>

namespace switchyard::http {

WorkerPool::WorkerPool(std::size_t threads_max, std::size_t queue_max) : threads_max_(threads_max == 0 ? 1 : threads_max), queue_max_(queue_max) {}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::try_post(Work work) { return enqueue(std::move(work), queue_max_); }

bool WorkerPool::post(Work work) { return enqueue(std::move(work), std::numeric_limits<std::size_t>::max()); }

bool WorkerPool::enqueue(Work work, std::size_t waiting_max) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return false;
    const bool can_start = threads_.size() < threads_max_;
    // Works that idle threads are about to take do not wait.
    const std::size_t beyond_idle = waiting_.size() >= idle_ ? waiting_.size() - idle_ : 0;
    if (beyond_idle >= waiting_max && !can_start && waiting_.size() >= idle_) return false;
    waiting_.push_back(std::move(work));
    if (waiting_.size() > idle_ && can_start) threads_.emplace_back([this] { run(); });
  }
  changed_.notify_one();
  return true;
}

void WorkerPool::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    --idle_;
    if (waiting_.empty()) return;
    Work work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
    work = nullptr;
    lock.lock();
  }
}

void WorkerPool::stop() {
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    threads.swap(threads_);
  }
  changed_.notify_all();
  for (auto& thread : threads) thread.join();
}

}  // namespace switchyard::http

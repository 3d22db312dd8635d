#include "http/io_thread.hpp"

#include <algorithm>
#include <vector>

#include "http/http_date.hpp"

namespace switchyard::http {

void BlockRandom::fill(std::span<std::uint8_t> bytes) {
  if (bytes.size() > block_.size()) return source_.fill(bytes);
  if (block_.size() - used_ < bytes.size()) {
    source_.fill(block_);
    used_ = 0;
  }
  std::copy_n(block_.begin() + static_cast<std::ptrdiff_t>(used_), bytes.size(), bytes.begin());
  used_ += bytes.size();
}

IoThread::IoThread(ServerCore& core) : core_(core), work_(context_.get_executor()), timer_(context_), random_(core.ports.random) {}

void IoThread::start() {
  sweep();
  thread_ = std::thread([this] {
    if (core_.ports.begin_io_thread != nullptr) core_.ports.begin_io_thread();
    context_.run();
  });
}

void IoThread::join() {
  if (!thread_.joinable()) return;
  post([this] {
    is_ending_ = true;  // Cancelling alone misses a sweep that is about to run.
    timer_.cancel();
    work_.reset();
  });
  thread_.join();
}

void IoThread::sweep() {
  timer_.expires_after(std::chrono::milliseconds(core_.config.limits.sweep_interval_ms));
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (error || is_ending_) return;
    ++tick_;
    for (Sweepable* connection : connections_) {
      if (connection->deadline_tick <= tick_) connection->expire();
    }
    sweep();
  });
}

// Neither ends a connection before it returns: their coroutines go on later, so the list stays as it is.
void IoThread::close_idle() {
  for (Sweepable* connection : connections_) connection->close_if_idle();
}

void IoThread::expire_all() {
  for (Sweepable* connection : connections_) connection->expire();
}

std::uint64_t IoThread::tick_after(std::uint64_t timeout_ms) const { return tick_ + 1 + (timeout_ms + core_.config.limits.sweep_interval_ms - 1) / core_.config.limits.sweep_interval_ms; }

const std::string& IoThread::date() {
  const Instant now = core_.ports.clock.now();
  if (now.unix_seconds() != date_seconds_) {
    date_ = http_date(now);
    date_seconds_ = now.unix_seconds();
  }
  return date_;
}

}  // namespace switchyard::http

// What all connections of a server share. Everything in it may be used from many threads.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>

#include "http/client_address.hpp"
#include "http/dispatcher.hpp"
#include "http/server.hpp"
#include "http/tls_context.hpp"
#include "http/worker_pool.hpp"

namespace switchyard::http {

// Counts open connections, so that a drain can wait for the last.
class OpenConnections {
 public:
  // False where there are `max` already.
  [[nodiscard]] bool try_enter(std::size_t max) {
    const std::lock_guard lock(mutex_);
    if (count_ >= max) return false;
    ++count_;
    return true;
  }
  void leave() {
    const std::lock_guard lock(mutex_);
    if (--count_ == 0) none_.notify_all();
  }
  [[nodiscard]] bool wait_for_none(Duration deadline) {
    std::unique_lock lock(mutex_);
    return none_.wait_for(lock, std::chrono::milliseconds(deadline.ms), [this] { return count_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable none_;
  std::size_t count_ = 0;  // Under mutex_.
};

struct ServerCore {
  ServerCore(ServerConfig given, Router router, ServerPorts given_ports)
      : config(std::move(given)),
        ports(given_ports),
        dispatcher(std::move(router), ports.log, ports.metrics, config.access_log),
        workers(config.worker_threads, config.worker_queue_max),
        tls(config.tls_certificate_file, config.tls_key_file) {}

  const ServerConfig config;
  const ServerPorts ports;
  Dispatcher dispatcher;
  WorkerPool workers;
  TlsContext tls;
  TrustedProxies proxies;
  OpenConnections open;
  std::atomic<bool> is_draining = false;
};

}  // namespace switchyard::http

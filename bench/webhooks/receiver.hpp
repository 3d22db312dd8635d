// Receivers of webhooks on loopback for benches: one that answers 204 at once and keeps when each call's first byte came, and one that never answers.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace switchyard::bench {

using Steady = std::chrono::steady_clock;

struct Arrival {
  std::string event;       // The header webhook-id.
  Steady::time_point at;   // Of its first byte.
};

// One thread. Connections are kept; calls on one come after each other.
class WarmReceiver {
 public:
  // `keeps_arrivals` false: only counts.
  explicit WarmReceiver(bool keeps_arrivals);
  ~WarmReceiver();
  WarmReceiver(const WarmReceiver&) = delete;
  WarmReceiver& operator=(const WarmReceiver&) = delete;

  [[nodiscard]] std::string url() const;
  [[nodiscard]] std::int64_t count() const { return count_; }
  [[nodiscard]] std::vector<Arrival> arrivals();

 private:
  struct Connection {
    std::string received = {};
    Steady::time_point first_byte{};
  };
  void run();
  void accept_all();
  // False where the connection is over.
  bool read_from(int socket);
  void answer_whole_calls(int socket, Connection& connection);

  const bool keeps_arrivals_;
  int listener_ = -1;
  int epoll_ = -1;
  int stop_ = -1;
  std::atomic<std::int64_t> count_ = 0;
  std::unordered_map<int, Connection> connections_;  // Of the thread alone.
  std::mutex mutex_;
  std::vector<Arrival> arrivals_;
  std::thread thread_;
};

// Connections are made by the kernel, and nobody ever reads from them.
class BlackHole {
 public:
  BlackHole();
  ~BlackHole();
  BlackHole(const BlackHole&) = delete;
  BlackHole& operator=(const BlackHole&) = delete;
  [[nodiscard]] std::string url() const;

 private:
  int listener_ = -1;
};

}  // namespace switchyard::bench

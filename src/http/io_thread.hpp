// One thread that serves connections: its loop, the connections on it, and the coarse sweep that ends slow and idle ones.
// All but `start`, `post` and `join` is for that thread alone.
#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <list>
#include <string>
#include <thread>

#include "http/server_core.hpp"

namespace switchyard::http {

// What the sweep and the drain need of a connection.
class Sweepable {
 public:
  virtual ~Sweepable() = default;
  // Its deadline has passed, or the server is cut off.
  virtual void expire() = 0;
  // The server drains: close if no request is under way.
  virtual void close_if_idle() = 0;

  static constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t deadline_tick = kNever;
};

// Ids for logs and traces, drawn from the system in blocks: a system call a request would be a tenth of its time.
class BlockRandom final : public Random {
 public:
  explicit BlockRandom(Random& source) : source_(source) {}
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  Random& source_;
  std::array<std::uint8_t, 2048> block_{};
  std::size_t used_ = block_.size();
};

class IoThread {
 public:
  explicit IoThread(ServerCore& core);
  IoThread(const IoThread&) = delete;
  IoThread& operator=(const IoThread&) = delete;

  void start();
  template <class Work>
  void post(Work work) {
    boost::asio::post(context_, std::move(work));
  }
  // Ends the loop once nothing is left to do on it.
  void join();

  using Place = std::list<Sweepable*>::iterator;
  Place enter(Sweepable& connection) { return connections_.insert(connections_.end(), &connection); }
  void leave(Place place) { connections_.erase(place); }
  void close_idle();
  void expire_all();

  // The tick by which `timeout_ms` from now have surely passed.
  [[nodiscard]] std::uint64_t tick_after(std::uint64_t timeout_ms) const;
  // The Date header's text, made anew each second.
  [[nodiscard]] const std::string& date();
  [[nodiscard]] Random& random() { return random_; }
  [[nodiscard]] boost::asio::io_context& context() { return context_; }

 private:
  void sweep();

  ServerCore& core_;
  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  boost::asio::steady_timer timer_;
  std::list<Sweepable*> connections_;
  std::uint64_t tick_ = 0;
  bool is_ending_ = false;
  BlockRandom random_;
  std::int64_t date_seconds_ = -1;
  std::string date_;
  std::thread thread_;
};

}  // namespace switchyard::http

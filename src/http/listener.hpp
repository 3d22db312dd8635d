// Takes connections on one address and gives them to the io threads in turn.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <vector>

#include "http/connection.hpp"
#include "http/io_thread.hpp"

namespace switchyard::http {

// Lives on the first io thread; `open` before it starts, all else on it.
class Listener {
 public:
  Listener(ServerCore& core, std::vector<std::unique_ptr<IoThread>>& threads, ListenAddress address);

  // Refused with `cannot_listen`.
  Result<void> open();
  // With the port that the system chose.
  [[nodiscard]] const ListenAddress& address() const { return address_; }
  void accept();
  void close();

 private:
  void take(IoSocket socket, IoThread& io);

  ServerCore& core_;
  std::vector<std::unique_ptr<IoThread>>& threads_;
  ListenAddress address_;
  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::steady_timer pause_;
  std::size_t next_thread_ = 0;
};

}  // namespace switchyard::http

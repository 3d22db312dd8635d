#include "http/listener.hpp"

#include <fmt/format.h>


namespace switchyard::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

// Out of descriptors: some time for connections to end.
constexpr auto kPause = std::chrono::milliseconds(100);
constexpr std::string_view kFull = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nretry-after: 1\r\nconnection: close\r\n\r\n";

}  // namespace

Listener::Listener(ServerCore& core, std::vector<std::unique_ptr<IoThread>>& threads, ListenAddress address)
    : core_(core), threads_(threads), address_(std::move(address)), acceptor_(threads.front()->context()), pause_(threads.front()->context()) {}

Result<void> Listener::open() {
  ErrorCode error;
  tcp::resolver resolver(acceptor_.get_executor());
  const auto found = resolver.resolve(address_.host, std::to_string(address_.port), tcp::resolver::passive | tcp::resolver::numeric_service, error);
  if (!error && found.empty()) error = asio::error::host_not_found;
  if (!error) {
    const tcp::endpoint endpoint = found.begin()->endpoint();
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(tcp::acceptor::max_listen_connections, error);
  }
  if (error) {
    return Error{ErrorKind::conflict, "cannot_listen", fmt::format("{}:{} can't be listened on: {}.", address_.host, address_.port, error.message())};
  }
  address_.port = acceptor_.local_endpoint().port();
  return {};
}

void Listener::accept() {
  IoThread& io = *threads_[next_thread_++ % threads_.size()];
  acceptor_.async_accept(io.context().get_executor(), [this, &io](const ErrorCode& error, IoSocket socket) {
    if (!acceptor_.is_open()) return;
    if (!error) {
      take(std::move(socket), io);
      return accept();
    }
    core_.ports.log.warning("a connection could not be accepted", {{"error", std::string_view(error.message())}});
    pause_.expires_after(kPause);
    pause_.async_wait([this](const ErrorCode& cancelled) {
      if (!cancelled && acceptor_.is_open()) accept();
    });
  });
}

void Listener::take(IoSocket socket, IoThread& io) {
  if (!core_.open.try_enter(core_.config.limits.connections_max)) {
    ErrorCode ignored;
    socket.non_blocking(true, ignored);
    if (!address_.is_tls) socket.write_some(asio::buffer(kFull.data(), kFull.size()), ignored);
    return;
  }
  io.post([this, &io, moved = std::move(socket)]() mutable {
    if (address_.is_tls) {
      serve_tls(io, core_, std::move(moved));
    } else {
      serve_plain(io, core_, std::move(moved));
    }
  });
}

void Listener::close() {
  ErrorCode ignored;
  acceptor_.close(ignored);
  pause_.cancel();
}

}  // namespace switchyard::http

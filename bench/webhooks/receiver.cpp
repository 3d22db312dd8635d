#include "webhooks/receiver.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>
#include <string_view>

namespace switchyard::bench {
namespace {

constexpr std::string_view kAnswer = "HTTP/1.1 204 No Content\r\n\r\n";
constexpr std::string_view kEndOfHead = "\r\n\r\n";

int checked(int outcome, const char* what) {
  if (outcome < 0) throw std::runtime_error(fmt::format("{} failed", what));
  return outcome;
}

int listen_on_loopback() {
  const int socket = checked(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  checked(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), "bind");
  checked(::listen(socket, 4'096), "listen");
  return socket;
}

std::string url_of(int listener) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  checked(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
  return fmt::format("http://127.0.0.1:{}", ntohs(address.sin_port));
}

// The value of a header whose name is given in lower case with its colon; senders of these benches write names so, or as undici does.
std::string_view header(std::string_view head, std::string_view name) {
  for (std::size_t at = 0; (at = head.find("\r\n", at)) != std::string_view::npos;) {
    at += 2;
    std::string_view line = head.substr(at, head.find("\r\n", at) - at);
    bool is_it = line.size() > name.size();
    for (std::size_t i = 0; is_it && i < name.size(); ++i) is_it = (line[i] >= 'A' && line[i] <= 'Z' ? line[i] + 32 : line[i]) == name[i];
    if (!is_it) continue;
    line.remove_prefix(name.size());
    return line.substr(std::min(line.find_first_not_of(' '), line.size()));
  }
  return {};
}

void watch(int epoll, int file) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = file;
  checked(::epoll_ctl(epoll, EPOLL_CTL_ADD, file, &event), "epoll_ctl");
}

}  // namespace

WarmReceiver::WarmReceiver(bool keeps_arrivals)
    : keeps_arrivals_(keeps_arrivals), listener_(listen_on_loopback()), epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll")), stop_(checked(::eventfd(0, EFD_CLOEXEC), "eventfd")) {
  watch(epoll_, listener_);
  watch(epoll_, stop_);
  thread_ = std::thread([this] { run(); });
}

WarmReceiver::~WarmReceiver() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(stop_, &one, sizeof one);
  thread_.join();
  for (const auto& [socket, connection] : connections_) ::close(socket);
  for (const int file : {listener_, epoll_, stop_}) ::close(file);
}

std::string WarmReceiver::url() const { return url_of(listener_); }

std::vector<Arrival> WarmReceiver::arrivals() {
  const std::lock_guard lock(mutex_);
  return arrivals_;
}

void WarmReceiver::run() {
  std::array<epoll_event, 256> events{};
  for (;;) {
    const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < ready; ++i) {
      const int file = events[static_cast<std::size_t>(i)].data.fd;
      if (file == stop_) return;
      if (file == listener_) {
        accept_all();
      } else if (!read_from(file)) {
        connections_.erase(file);
        ::close(file);
      }
    }
  }
}

void WarmReceiver::accept_all() {
  for (int socket = 0; (socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connections_[socket];
    watch(epoll_, socket);
  }
}

bool WarmReceiver::read_from(int socket) {
  std::array<char, 16'384> bytes{};
  const ssize_t size = ::recv(socket, bytes.data(), bytes.size(), 0);
  if (size <= 0) return false;
  Connection& connection = connections_[socket];
  if (connection.received.empty()) connection.first_byte = Steady::now();
  connection.received.append(bytes.data(), static_cast<std::size_t>(size));
  answer_whole_calls(socket, connection);
  return true;
}

void WarmReceiver::answer_whole_calls(int socket, Connection& connection) {
  for (;;) {
    const std::string_view received = connection.received;
    const std::size_t head = received.find(kEndOfHead);
    if (head == std::string_view::npos) return;
    const std::string_view length = header(received.substr(0, head), "content-length:");
    std::size_t size = 0;
    std::from_chars(length.data(), length.data() + length.size(), size);
    const std::size_t whole = head + kEndOfHead.size() + size;
    if (received.size() < whole) return;
    if (keeps_arrivals_) {
      const std::lock_guard lock(mutex_);
      arrivals_.push_back({std::string(header(received.substr(0, head), "webhook-id:")), connection.first_byte});
    }
    [[maybe_unused]] const auto sent = ::send(socket, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL);
    ++count_;
    connection.received.erase(0, whole);
  }
}

BlackHole::BlackHole() : listener_(listen_on_loopback()) {}
BlackHole::~BlackHole() { ::close(listener_); }
std::string BlackHole::url() const { return url_of(listener_); }

}  // namespace switchyard::bench

// Load that does not wait for the server: requests are due at a fixed rate, and the time of each counts from when it was due, so
// that a stall of the server is seen by everything that was due meanwhile.
//
//   open_loop PORT PATHS_FILE API_KEY TOKEN RATE_PER_SECOND SECONDS CONNECTIONS
//
// Prints {"sent","completed","failed","late","p50_us","p99_us","p999_us","max_us"}; `late` were still waiting at the end.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Connection {
  int socket = -1;
  bool is_busy = false;
  Clock::time_point due;
  std::string received;
};

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(2);
}

int connect_to(std::uint16_t port) {
  const int made = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (made < 0 || ::connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("connect");
  const int on = 1;
  ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return made;
}

// The length of a whole answer at the front; 0 where there is more to come.
std::size_t answer_size(std::string_view received) {
  const std::size_t head = received.find("\r\n\r\n");
  if (head == std::string_view::npos) return 0;
  constexpr std::string_view kLength = "ontent-length: ";
  std::size_t at = received.find(kLength);
  if (at == std::string_view::npos) at = received.find("ontent-Length: ");
  if (at == std::string_view::npos || at > head) fail("an answer without Content-Length");
  std::size_t length = 0;
  std::from_chars(received.data() + at + kLength.size(), received.data() + head, length);
  const std::size_t size = head + 4 + length;
  return received.size() >= size ? size : 0;
}

class Load {
 public:
  Load(char** argv)
      : rate_(std::strtoull(argv[5], nullptr, 10)), seconds_(std::strtoull(argv[6], nullptr, 10)), poll_(::epoll_create1(0)) {
    std::ifstream paths(argv[2]);
    for (std::string path; std::getline(paths, path);) {
      requests_.push_back("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nX-API-Key: " + argv[3] +
                          "\r\nAuthorization: Bearer " + argv[4] + "\r\n\r\n");
    }
    connections_.resize(std::strtoull(argv[7], nullptr, 10));
    for (std::size_t i = 0; i < connections_.size(); ++i) {
      connections_[i].socket = connect_to(static_cast<std::uint16_t>(std::strtoul(argv[1], nullptr, 10)));
      epoll_event event = {};
      event.events = EPOLLIN;
      event.data.u64 = i;
      if (::epoll_ctl(poll_, EPOLL_CTL_ADD, connections_[i].socket, &event) != 0) fail("epoll_ctl");
      idle_.push_back(i);
    }
    micros_.reserve(rate_ * seconds_);
  }

  void run() {
    const Clock::time_point begin = Clock::now();
    const std::size_t total = rate_ * seconds_;
    const auto interval = std::chrono::nanoseconds(1'000'000'000 / rate_);
    const auto end = begin + std::chrono::seconds(seconds_ + 5);  // Five seconds for what is still under way.
    std::size_t due_count = 0;
    while (micros_.size() + failed_ < total && Clock::now() < end) {
      const auto now = Clock::now();
      while (due_count < total && begin + interval * due_count <= now) due_.push_back(begin + interval * due_count++);
      while (!due_.empty() && !idle_.empty()) send_next();
      receive();
    }
    report(total);
  }

 private:
  void send_next() {
    Connection& connection = connections_[idle_.front()];
    idle_.pop_front();
    connection.due = due_.front();
    due_.pop_front();
    connection.is_busy = true;
    const std::string& request = requests_[sent_++ % requests_.size()];
    if (::send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) fail("send");
  }

  void receive() {
    epoll_event events[64];
    const int count = ::epoll_wait(poll_, events, 64, 0);  // Never sleeps: a late wake-up would be counted as the server's.
    for (int i = 0; i < count; ++i) read_from(events[i].data.u64);
  }

  void read_from(std::size_t number) {
    Connection& connection = connections_[number];
    char buffer[65536];
    const ssize_t size = ::recv(connection.socket, buffer, sizeof buffer, 0);
    if (size <= 0) fail("the server closed a connection");
    connection.received.append(buffer, static_cast<std::size_t>(size));
    if (!connection.is_busy || answer_size(connection.received) == 0) return;
    const bool is_ok = connection.received.starts_with("HTTP/1.1 200 ");
    is_ok ? micros_.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - connection.due).count()) : void(++failed_);
    connection.received.clear();
    connection.is_busy = false;
    idle_.push_back(number);
  }

  [[nodiscard]] long long percentile(std::size_t thousandths) const {
    return micros_.empty() ? 0 : micros_[std::min(micros_.size() - 1, micros_.size() * thousandths / 1000)];
  }

  void report(std::size_t total) {
    std::ranges::sort(micros_);
    std::printf("{\"sent\":%zu,\"completed\":%zu,\"failed\":%zu,\"late\":%zu,\"p50_us\":%lld,\"p99_us\":%lld,\"p999_us\":%lld,\"max_us\":%lld}\n", sent_,
                micros_.size(), failed_, total - micros_.size() - failed_, percentile(500), percentile(990), percentile(999), percentile(1000));
  }

  const std::size_t rate_;
  const std::size_t seconds_;
  const int poll_;
  std::vector<std::string> requests_;
  std::vector<Connection> connections_;
  std::deque<std::size_t> idle_;
  std::deque<Clock::time_point> due_;
  std::vector<long long> micros_;
  std::size_t sent_ = 0;
  std::size_t failed_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 8) {
    std::fprintf(stderr, "usage: open_loop PORT PATHS_FILE API_KEY TOKEN RATE_PER_SECOND SECONDS CONNECTIONS\n");
    return 2;
  }
  Load(argv).run();
  return 0;
}

#include "tests/chaos/node_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace switchyard::chaos {

sockaddr_un socket_address(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) throw std::runtime_error("the socket's path is too long");
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

void NodeProcess::start() {
  ::unlink(options_.socket.c_str());
  const std::string log_file = options_.socket + ".log";
  const pid_t parent = ::getpid();
  child_ = ::fork();
  if (child_ < 0) throw std::runtime_error("fork failed");
  if (child_ > 0) return;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(126);
  // Its log: what libpq says of a dying server would else stand among the rounds.
  const int log = ::open(log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  ::dup2(log, STDERR_FILENO);
  ::execl("/proc/self/exe", "chaos", "--node", options_.database.c_str(), options_.socket.c_str(), nullptr);
  ::_exit(127);
}

bool NodeProcess::has_ended() {
  if (child_ <= 0) return false;
  if (::waitpid(child_, nullptr, WNOHANG) != child_) return false;
  child_ = 0;
  return true;
}

bool NodeProcess::kill() {
  if (has_ended()) return false;
  if (child_ <= 0) return true;
  ::kill(child_, SIGKILL);
  int status = 0;
  while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
  }
  child_ = 0;
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

Connection::Connection(const std::string& socket) : descriptor_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const sockaddr_un address = socket_address(socket);
  if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return;
  ::close(descriptor_);
  descriptor_ = -1;
}

Connection::~Connection() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::optional<std::string> Connection::ask(const std::string& line) {
  const std::string request = line + "\n";
  if (::send(descriptor_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) return std::nullopt;
  std::array<char, 4096> bytes{};
  for (;;) {
    const auto end = received_.find('\n');
    if (end != std::string::npos) {
      std::string answer = received_.substr(0, end);
      received_.erase(0, end + 1);
      return answer;
    }
    const ssize_t got = ::read(descriptor_, bytes.data(), bytes.size());
    if (got <= 0) return std::nullopt;
    received_.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace switchyard::chaos

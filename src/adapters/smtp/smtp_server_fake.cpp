#include "adapters/smtp/smtp_server_fake.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <optional>

#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {

void say(int peer, std::string line) {
  line += "\r\n";
  static_cast<void>(::send(peer, line.data(), line.size(), MSG_NOSIGNAL));
}

std::optional<std::string> read_line(int peer, std::string& unread) {
  while (true) {
    if (const auto end = unread.find("\r\n"); end != std::string::npos) {
      std::string line = unread.substr(0, end);
      unread.erase(0, end + 2);
      return line;
    }
    char bytes[4096];
    const auto size = ::recv(peer, bytes, sizeof bytes, 0);
    if (size <= 0) return std::nullopt;
    unread.append(bytes, static_cast<std::size_t>(size));
  }
}

}  // namespace

SmtpServerFake::SmtpServerFake(std::map<std::string, std::string> answers, std::vector<std::string> capabilities)
    : answers_(std::move(answers)), capabilities_(std::move(capabilities)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof place;
  ENSURE(::bind(listener_, reinterpret_cast<sockaddr*>(&place), size) == 0 && ::listen(listener_, 8) == 0);
  ENSURE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&place), &size) == 0);
  port_ = ntohs(place.sin_port);
  thread_ = std::thread([this] { serve(); });
}

SmtpServerFake::~SmtpServerFake() {
  is_stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
}

std::vector<std::string> SmtpServerFake::commands() const {
  const std::lock_guard lock(mutex_);
  return commands_;
}

std::vector<std::string> SmtpServerFake::letters() const {
  const std::lock_guard lock(mutex_);
  return letters_;
}

void SmtpServerFake::serve() {
  while (!is_stopping_) {
    const int peer = ::accept(listener_, nullptr, nullptr);
    if (peer < 0) return;
    speak(peer);
    ::close(peer);
  }
}

void SmtpServerFake::take_letter(int peer, std::string& unread) {
  std::string letter;
  while (auto line = read_line(peer, unread)) {
    if (*line == ".") break;
    letter += (line->starts_with(".") ? line->substr(1) : *line) + "\r\n";
  }
  const std::lock_guard lock(mutex_);
  letters_.push_back(std::move(letter));
}

void SmtpServerFake::speak(int peer) {
  const auto answer = [this](const std::string& word, const std::string& usual) {
    const auto found = answers_.find(word);
    return found == answers_.end() ? usual : found->second;
  };
  std::string unread;
  say(peer, answer("greeting", "220 mail.example"));
  while (auto line = read_line(peer, unread)) {
    const std::string word = line->substr(0, line->find(' '));
    {
      const std::lock_guard lock(mutex_);
      commands_.push_back(*line);
    }
    if (word == "EHLO") {
      for (const std::string& capability : capabilities_) say(peer, "250-" + capability);
      say(peer, "250 8BITMIME");
    } else if (word == "DATA") {
      const std::string go_on = answer("DATA", "354 go on");
      say(peer, go_on);
      if (!go_on.starts_with("354")) continue;
      take_letter(peer, unread);
      say(peer, answer("content", "250 taken"));
    } else if (word == "AUTH") {
      say(peer, "334 ");
      static_cast<void>(read_line(peer, unread));
      say(peer, answer("AUTH", "235 welcome"));
    } else if (word == "QUIT") {
      say(peer, "221 bye");
      return;
    } else {
      say(peer, answer(word, "250 fine"));
    }
  }
}

}  // namespace switchyard::adapters

// A mail server of a few lines for tests: one session at a time on a loopback port, plain, with the answers that the test wants.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace switchyard::adapters {

class SmtpServerFake {
 public:
  // `answers`: the first word of a command ("RCPT"), or "greeting", "content", and what it is answered with; others are answered as a willing server would.
  explicit SmtpServerFake(std::map<std::string, std::string> answers = {}, std::vector<std::string> capabilities = {"AUTH PLAIN"});
  ~SmtpServerFake();
  SmtpServerFake(const SmtpServerFake&) = delete;
  SmtpServerFake& operator=(const SmtpServerFake&) = delete;

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::vector<std::string> commands() const;
  // As they came, dots unstuffed.
  [[nodiscard]] std::vector<std::string> letters() const;

 private:
  void serve();
  void speak(int peer);
  void take_letter(int peer, std::string& unread);

  const std::map<std::string, std::string> answers_;
  const std::vector<std::string> capabilities_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> is_stopping_{false};
  mutable std::mutex mutex_;
  std::vector<std::string> commands_;  // Guarded by mutex_, as letters_.
  std::vector<std::string> letters_;
  std::thread thread_;
};

}  // namespace switchyard::adapters

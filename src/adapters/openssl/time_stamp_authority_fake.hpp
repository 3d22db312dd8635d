// A time-stamp authority that is `openssl ts` in a folder of its own, behind the HttpClient port; and openssl's other commands for tests.
#pragma once

#include <string>

#include "ports/http_client.hpp"

namespace switchyard::adapters {

class TimeStampAuthorityFake final : public HttpClient {
 public:
  TimeStampAuthorityFake();
  ~TimeStampAuthorityFake() override;
  TimeStampAuthorityFake(const TimeStampAuthorityFake&) = delete;
  TimeStampAuthorityFake& operator=(const TimeStampAuthorityFake&) = delete;

  [[nodiscard]] Result<HttpAnswer> send(const HttpCall& call) override;
  [[nodiscard]] std::string authority_pem() const;  // Of those that issue its certificate.

  int status = 200;              // Of its answers.
  std::string instead = {};      // Answered where it is not empty.

  // Runs a shell command in the folder; what it printed.
  std::string run(const std::string& command) const;
  [[nodiscard]] std::string read(const std::string& name) const;
  void write(const std::string& name, std::string_view bytes) const;

 private:
  std::string folder_;
};

}  // namespace switchyard::adapters

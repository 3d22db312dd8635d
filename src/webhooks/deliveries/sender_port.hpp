// The way out for webhooks: many calls at once, each to an address that was looked at when it was connected to.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "values/instant.hpp"

namespace switchyard::webhooks {

inline constexpr std::size_t kAnswerKept = 4'096;  // Bytes of an answer's body.

struct WebhookCall {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  Duration timeout = Duration::seconds(15);  // From the resolver to the end of the answer.
  bool loopback_allowed = false;
};

struct WebhookAnswer {
  int status = 0;                 // 0: none came, `error` says why.
  std::string error = {};         // "timeout", "connection refused", "url_forbidden: 10.0.0.1", …
  std::string retry_after = {};   // As it was sent.
  std::string body = {};          // At most kAnswerKept bytes; the rest is not read.
  Duration took{};
};

class WebhookSender {
 public:
  virtual ~WebhookSender() = default;
  // POST. Redirects are not followed. `done` is called once, on a thread of the sender's, and must not block; never from within send. From any thread.
  virtual void send(WebhookCall call, std::function<void(WebhookAnswer)> done) = 0;
};

}  // namespace switchyard::webhooks

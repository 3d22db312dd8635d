// WebhookSender on libcurl's multi interface: one thread, thousands of calls at once, connections kept and used again. Each socket's address is looked at when it is
// opened, so a name that turns hostile after it was checked reaches nothing.
#pragma once

#include <memory>

#include "webhooks/deliveries/sender_port.hpp"

namespace switchyard::adapters {

struct WebhookSenderOptions {
  std::string certificate_authorities = {};  // PEM file; empty: the system's.
};

class CurlWebhookSender final : public webhooks::WebhookSender {
 public:
  explicit CurlWebhookSender(WebhookSenderOptions options = {});
  // Calls that run are broken off; their `done` is called with an error.
  ~CurlWebhookSender() override;
  CurlWebhookSender(const CurlWebhookSender&) = delete;
  CurlWebhookSender& operator=(const CurlWebhookSender&) = delete;

  void send(webhooks::WebhookCall call, std::function<void(webhooks::WebhookAnswer)> done) override;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace switchyard::adapters

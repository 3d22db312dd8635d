// Events of one environment on their way to partners.
#pragma once

#include "app/installation.hpp"
#include "app/runtime/environment.hpp"
#include "webhooks/feed/event_bell.hpp"
#include "webhooks/feed/rest_events.hpp"

namespace switchyard::app {

class WebhooksPlane {
 public:
  // Both must outlive it.
  WebhooksPlane(Installation& installation, Environment& environment);
  WebhooksPlane(const WebhooksPlane&) = delete;
  WebhooksPlane& operator=(const WebhooksPlane&) = delete;

  [[nodiscard]] webhooks::FeedDesk feed() { return {.database = environment_.database(), .bell = bell_, .clock = SecurityClock{installation_.clock()}}; }
  // Streams of events end: the server stops.
  void silence() { bell_.silence(); }
  // Events over their time, a thousand a transaction.
  void forget_events();

 private:
  Installation& installation_;
  Environment& environment_;
  webhooks::EventBell bell_;
};

}  // namespace switchyard::app

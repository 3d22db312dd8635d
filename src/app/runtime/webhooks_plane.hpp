// Events of one environment on their way to partners: the feed, and the endpoints that are called.
#pragma once

#include <memory>

#include "adapters/curl/curl_address_guard.hpp"
#include "adapters/curl/curl_webhook_sender.hpp"
#include "adapters/openssl/openssl_keyed_digest.hpp"
#include "app/installation.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/environment.hpp"
#include "webhooks/deliveries/courier.hpp"
#include "webhooks/feed/event_bell.hpp"
#include "webhooks/feed/rest_events.hpp"

namespace switchyard::app {

class WebhooksPlane {
 public:
  // All must outlive it. `is_local` says that the server is reached from this machine alone.
  WebhooksPlane(Installation& installation, AccessPlane& access, Environment& environment, bool is_local);
  WebhooksPlane(const WebhooksPlane&) = delete;
  WebhooksPlane& operator=(const WebhooksPlane&) = delete;

  void start() { courier_.start(); }
  void stop() { courier_.stop(); }

  [[nodiscard]] webhooks::FeedDesk feed() { return {.database = environment_.database(), .bell = bell_, .clock = SecurityClock{installation_.clock()}}; }
  [[nodiscard]] webhooks::EndpointDesk endpoints();
  // Streams of events end: the server stops.
  void silence() { bell_.silence(); }
  // Events and deliveries over their time, a thousand a transaction.
  void forget();
  // Brings the gauges of what waits and what was given up up to date.
  void count();

 private:
  Installation& installation_;
  AccessPlane& access_;
  Environment& environment_;
  const bool loopback_allowed_;
  webhooks::EventBell bell_;
  adapters::OpensslKeyedDigest digest_;
  adapters::CurlAddressGuard guard_;
  adapters::CurlWebhookSender sender_;
  webhooks::Courier courier_;
};

}  // namespace switchyard::app

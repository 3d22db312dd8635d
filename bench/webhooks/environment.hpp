// The webhooks of one environment on an SQLite file, put together as the server does it, for benches.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/curl/curl_address_guard.hpp"
#include "adapters/curl/curl_webhook_sender.hpp"
#include "adapters/openssl/openssl_keyed_digest.hpp"
#include "adapters/sodium/sodium_sealer.hpp"
#include "adapters/system/json_log.hpp"
#include "adapters/system/metrics_registry.hpp"
#include "adapters/system/system_clock.hpp"
#include "adapters/system/system_random.hpp"
#include "outbox/event_numberer.hpp"
#include "webhooks/deliveries/courier.hpp"
#include "webhooks/endpoints/endpoint_actions.hpp"

namespace switchyard::bench {

// A digest of request bodies: there are no requests here.
class NoBodies final : public pricing::FileDigest {
 public:
  [[nodiscard]] std::string sha256_hex(std::string_view bytes) const override;
};

class WebhookEnvironment {
 public:
  // DIR/environment.db and DIR/ring, made where they are not there. Throws DatabaseError, std::runtime_error.
  explicit WebhookEnvironment(const std::string& directory);

  webhooks::EndpointDesk desk();
  access::PartnerId new_partner();
  webhooks::MadeEndpoint make_endpoint(const access::PartnerId& partner, const std::string& url);
  // `count` events of the partner in one commit; their ids.
  std::vector<outbox::EventId> publish(const access::PartnerId& partner, int count);
  std::int64_t number_all() { return numberer_.number_all(); }
  // All numbered events to their endpoints.
  void hand_out();
  webhooks::DeliveryCounts counts();
  bool is_any_pending();
  void start();
  void stop();

 private:
  adapters::SystemClock clock_;
  adapters::SystemRandom random_;
  adapters::JsonLog log_;
  adapters::MetricsRegistry metrics_;
  std::unique_ptr<access::Sealer> sealer_;
  std::unique_ptr<Database> database_;
  adapters::OpensslKeyedDigest digest_;
  adapters::CurlAddressGuard guard_;
  NoBodies bodies_;
  outbox::Outbox outbox_{SecurityClock{clock_}, random_};
  outbox::IdempotentWrites writes_;
  outbox::EventNumberer numberer_;
  std::unique_ptr<adapters::CurlWebhookSender> sender_;
  std::unique_ptr<webhooks::Courier> courier_;
};

}  // namespace switchyard::bench

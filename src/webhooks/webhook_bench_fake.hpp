// An environment's webhooks for tests: a database of an engine, a clock that is set, a sender that answers as told and a guard that lets all pass but what it is told.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "adapters/openssl/openssl_jose.hpp"
#include "adapters/openssl/openssl_keyed_digest.hpp"
#include "adapters/system/metrics_registry.hpp"
#include "adapters/test_databases_fake.hpp"
#include "outbox/event_numberer.hpp"
#include "ports/clock_fake.hpp"
#include "ports/log_fake.hpp"
#include "ports/random_fake.hpp"
#include "webhooks/deliveries/courier.hpp"
#include "webhooks/endpoints/endpoint_actions.hpp"

namespace switchyard::webhooks {

inline constexpr Instant kNoon = Instant::from_unix_ms(1'735'732'800'000);

// Answers each call at once, from `answer`; keeps what was sent.
class TellingSender final : public WebhookSender {
 public:
  void send(WebhookCall call, std::function<void(WebhookAnswer)> done) override;
  // Answers what was held back.
  void let_go();

  std::function<WebhookAnswer(const WebhookCall&)> answer = [](const WebhookCall&) { return WebhookAnswer{.status = 200}; };
  bool holds_back = false;
  std::vector<WebhookCall> calls;

 private:
  std::deque<std::pair<WebhookCall, std::function<void(WebhookAnswer)>>> held_;
};

class WebhookBench {
 public:
  explicit WebhookBench(Engine engine);

  access::Caller caller(std::string_view partner = "prt_01jgfjjr0000000000000000p1") const;
  MadeEndpoint make_endpoint(const NewEndpoint& asked = {.url = "https://partner.example/hooks"});
  outbox::EventId publish(std::string_view type, std::string_view subject = "ctr_1", std::string_view payload = R"({"status":"signed"})");
  // Until nothing moves.
  void look();
  Endpoint endpoint(const EndpointId& id);
  std::vector<Delivery> deliveries(const DeliveryFilter& filter = {});
  template <class Work>
  auto write(const Work& work) {
    std::optional<decltype(work(std::declval<SqlTransaction&>()))> outcome;
    database->write([&](SqlTransaction& transaction) {
      outcome.emplace(work(transaction));
      return true;
    });
    return *std::move(outcome);
  }
  EndpointDesk desk();
  Courier& courier() { return *courier_; }
  // Another node on the same database.
  std::unique_ptr<Courier> another_courier(WebhookSender& to);

  TestDatabase database;
  FixedClock clock{kNoon};
  TellingSender sender;

 private:
  class PlainSealer;
  class OpenGuard;
  class Hashing;
  SeededRandom random_;
  KeptLog log_;
  adapters::MetricsRegistry metrics_;
  adapters::OpensslKeyedDigest digest_;
  outbox::Outbox outbox_{SecurityClock{clock}, random_};
  outbox::IdempotentWrites writes_{*database, SecurityClock{clock}};
  outbox::EventNumberer numberer_{*database, log_, Duration::milliseconds(20)};
  std::shared_ptr<access::Sealer> sealer_;
  std::shared_ptr<AddressGuard> guard_;
  std::shared_ptr<pricing::FileDigest> hashing_;
  std::unique_ptr<Courier> courier_;
};

}  // namespace switchyard::webhooks

#include "app/runtime/webhooks_plane.hpp"

#include <functional>

#include "outbox/event_feed.hpp"
#include "webhooks/deliveries/delivery_store.hpp"

namespace switchyard::app {
namespace {

constexpr int kForgottenAtOnce = 1'000;

struct NodeTag { static constexpr std::string_view kPrefix = "nod"; };

// Test may call this machine where the settings say so, or, when they leave it open, where nobody else reaches the server.
bool is_loopback_allowed(const Settings& settings, EnvironmentName name, bool is_local) {
  if (name != EnvironmentName::test) return false;
  return settings.webhooks_test_loopback == "yes" || (settings.webhooks_test_loopback == "auto" && is_local);
}

webhooks::CourierOptions courier_options(Random& random, SecurityClock clock) {
  return {.owner = make_id<NodeTag>(clock.now(), random).text()};
}

void until_none(Database& database, const std::function<std::int64_t(SqlTransaction&)>& work) {
  std::int64_t done = kForgottenAtOnce;
  while (done == kForgottenAtOnce) {
    database.write([&](SqlTransaction& transaction) {
      done = work(transaction);
      return done > 0;
    });
  }
}

}  // namespace

WebhooksPlane::WebhooksPlane(Installation& installation, AccessPlane& access, Environment& environment, bool is_local)
    : installation_(installation),
      access_(access),
      environment_(environment),
      loopback_allowed_(is_loopback_allowed(installation.settings(), environment.name(), is_local)),
      bell_(environment.database()),
      sender_({.certificate_authorities = installation.settings().webhooks_certificate_authorities}),
      courier_(endpoints(), sender_, installation.log(), installation.metrics(), courier_options(installation.random(), SecurityClock{installation.clock()})) {}

webhooks::EndpointDesk WebhooksPlane::endpoints() {
  return {.environment = environment_.name(),
          .database = environment_.database(),
          .outbox = environment_.outbox(),
          .writes = environment_.idempotent_writes(),
          .clock = SecurityClock{installation_.clock()},
          .business_clock = environment_.clock(),
          .random = installation_.random(),
          .sealer = *access_.sealer,
          .digest = digest_,
          .body_digest = environment_.digest(),
          .guard = guard_,
          .loopback_allowed = loopback_allowed_};
}

void WebhooksPlane::forget() {
  const Instant before = installation_.clock().now() - outbox::kEventsKept;
  until_none(environment_.database(), [&](SqlTransaction& transaction) { return outbox::forget_events(transaction, before, kForgottenAtOnce); });
  until_none(environment_.database(), [&](SqlTransaction& transaction) { return webhooks::forget_deliveries(transaction, before, kForgottenAtOnce); });
}

void WebhooksPlane::count() {
  webhooks::DeliveryCounts counts;
  environment_.database().read([&](SqlReader& reader) { counts = webhooks::count_deliveries(reader); });
  const std::string_view name = text_of(environment_.name());
  const Instant now = installation_.clock().now();
  Metrics& metrics = installation_.metrics();
  metrics.gauge("webhook_deliveries_pending", "Webhooks that wait for a try.", {{"environment", name}}).set(counts.pending);
  metrics.gauge("webhook_deliveries_exhausted", "Webhooks that were given up and may be replayed.", {{"environment", name}}).set(counts.exhausted);
  const std::int64_t late_ms = counts.oldest_due && *counts.oldest_due < now ? (now - *counts.oldest_due).ms : 0;
  metrics.gauge("webhook_deliveries_late_seconds", "How long the longest due webhook has been due.", {{"environment", name}}).set(late_ms / 1'000);
}

}  // namespace switchyard::app

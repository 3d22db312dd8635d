#include "app/runtime/webhooks_plane.hpp"

#include "outbox/event_feed.hpp"

namespace switchyard::app {
namespace {
constexpr int kForgottenAtOnce = 1'000;
}

WebhooksPlane::WebhooksPlane(Installation& installation, Environment& environment)
    : installation_(installation), environment_(environment), bell_(environment.database()) {}

void WebhooksPlane::forget_events() {
  const Instant before = installation_.clock().now() - outbox::kEventsKept;
  std::int64_t forgotten = kForgottenAtOnce;
  while (forgotten == kForgottenAtOnce) {
    environment_.database().write([&](SqlTransaction& transaction) {
      forgotten = outbox::forget_events(transaction, before, kForgottenAtOnce);
      return forgotten > 0;
    });
  }
}

}  // namespace switchyard::app

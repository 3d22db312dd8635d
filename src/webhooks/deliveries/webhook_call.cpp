#include "webhooks/deliveries/webhook_call.hpp"

#include "webhooks/deliveries/signature.hpp"
#include "webhooks/endpoints/endpoint_secrets.hpp"
#include "webhooks/feed/event_body.hpp"

namespace switchyard::webhooks {

Result<MadeCall> webhook_call(const EndpointDesk& desk, const Endpoint& endpoint, const SealedSecrets& sealed, const Delivery& delivery, const outbox::Event& event) {
  auto secret = open_secret(desk.sealer, endpoint.id, sealed.secret);
  if (!secret) return std::move(secret).error();
  const Instant now = desk.clock.now();
  std::vector<const Secret*> secrets = {&*secret};
  Secret former;
  if (!sealed.former.empty() && endpoint.former_secret_until && now < *endpoint.former_secret_until) {
    auto opened = open_secret(desk.sealer, endpoint.id, sealed.former);
    if (!opened) return std::move(opened).error();
    former = *std::move(opened);
    secrets.push_back(&former);
  }
  auto own = open_headers(desk.sealer, endpoint.id, sealed.headers);
  if (!own) return std::move(own).error();

  MadeCall made;
  made.call.url = endpoint.url;
  made.call.body = event_body(event, desk.environment);
  made.call.loopback_allowed = desk.loopback_allowed;
  const std::string id = event.id.text();
  made.call.headers = {{"content-type", "application/json"},
                       {"user-agent", "Switchyard-Webhooks/1"},
                       {"webhook-id", id},
                       {"webhook-timestamp", std::to_string(now.unix_ms() / 1'000)},
                       {"webhook-signature", signatures_of(desk.digest, {.id = id, .at = now, .body = made.call.body}, secrets)},
                       {"switchyard-delivery", delivery.id.text()},
                       {"switchyard-attempt", std::to_string(delivery.attempts + 1)},
                       {"switchyard-environment", std::string(text_of(desk.environment))}};
  for (const auto& [name, value] : made.call.headers) made.shown_headers.append(name).append(": ").append(value).append(1, '\n');
  for (auto& header : *own) made.call.headers.push_back(std::move(header));
  return made;
}

}  // namespace switchyard::webhooks

// One delivery as the call that is made of it.
#pragma once

#include "webhooks/deliveries/delivery.hpp"
#include "webhooks/deliveries/sender_port.hpp"
#include "webhooks/endpoints/endpoint_desk.hpp"
#include "webhooks/endpoints/endpoint_store.hpp"

namespace switchyard::webhooks {

struct MadeCall {
  WebhookCall call;
  std::string shown_headers;  // As an attempt keeps them: without the partner's own.
};

// webhook-id, webhook-timestamp and webhook-signature (Standard Webhooks), what the partner set, and what tells a retry. Signed with the former secret too while
// it lives. Refused as the sealer refuses.
[[nodiscard]] Result<MadeCall> webhook_call(const EndpointDesk& desk, const Endpoint& endpoint, const SealedSecrets& sealed, const Delivery& delivery, const outbox::Event& event);

}  // namespace switchyard::webhooks

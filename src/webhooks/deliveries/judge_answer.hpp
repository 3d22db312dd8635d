// What an answer to a webhook means for the delivery and for its endpoint. Pure.
#pragma once

#include "ports/random.hpp"
#include "webhooks/deliveries/delivery.hpp"
#include "webhooks/deliveries/sender_port.hpp"

namespace switchyard::webhooks {

// 2xx: delivered. 410: the endpoint is gone. All else, redirects too, is a failure: tried again by the schedule, later where Retry-After says so, exhausted after the last try.
// The endpoint's failing_since begins with the first failure after a success; after kFailingMax of it the endpoint is disabled.
struct Judgement {
  Delivery delivery;
  bool endpoint_failed = false;
  bool endpoint_gone = false;
};
[[nodiscard]] Judgement judge_answer(Delivery delivery, const WebhookAnswer& answer, Instant now, Random& random);

// The endpoint after it; `disabled_reason` is set where it was disabled by this.
[[nodiscard]] Endpoint endpoint_after(Endpoint endpoint, const Judgement& judgement, Instant now);

}  // namespace switchyard::webhooks

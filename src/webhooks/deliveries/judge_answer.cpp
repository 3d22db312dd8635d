#include "webhooks/deliveries/judge_answer.hpp"

#include <algorithm>

#include "webhooks/deliveries/retry_schedule.hpp"

namespace switchyard::webhooks {
namespace {

constexpr int kGone = 410;

std::string failure_of(const WebhookAnswer& answer) {
  if (answer.status == 0) return answer.error;
  if (answer.status >= 300 && answer.status < 400) return "answered " + std::to_string(answer.status) + "; redirects are not followed";
  return "answered " + std::to_string(answer.status);
}

}  // namespace

Judgement judge_answer(Delivery delivery, const WebhookAnswer& answer, Instant now, Random& random) {
  ++delivery.attempts;
  delivery.last_status = answer.status;
  if (answer.status >= 200 && answer.status < 300) {
    delivery.state = DeliveryState::delivered;
    delivery.last_error.clear();
    delivery.finished_at = now;
    return {.delivery = std::move(delivery)};
  }
  delivery.last_error = failure_of(answer);
  if (answer.status == kGone) {
    delivery.state = DeliveryState::cancelled;
    delivery.finished_at = now;
    return {.delivery = std::move(delivery), .endpoint_failed = true, .endpoint_gone = true};
  }
  const auto pause = pause_after(delivery.attempts, random);
  if (pause) {
    delivery.next_at = now + std::max(*pause, pause_asked(answer.retry_after, now).value_or(*pause));
  } else {
    delivery.state = DeliveryState::exhausted;
    delivery.finished_at = now;
  }
  return {.delivery = std::move(delivery), .endpoint_failed = true};
}

Endpoint endpoint_after(Endpoint endpoint, const Judgement& judgement, Instant now) {
  if (!judgement.endpoint_failed) {
    endpoint.failing_since.reset();
    return endpoint;
  }
  if (!endpoint.failing_since) endpoint.failing_since = now;
  const bool is_failing_long = now - *endpoint.failing_since >= kFailingMax;
  if (judgement.endpoint_gone || is_failing_long) {
    endpoint.state = EndpointState::disabled;
    endpoint.disabled_reason = judgement.endpoint_gone ? "gone" : "failing";
  }
  return endpoint;
}

}  // namespace switchyard::webhooks

// The SQL of deliveries: what is handed to endpoints, who owns an endpoint's way out, what is due, what became of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/database.hpp"
#include "webhooks/deliveries/delivery.hpp"

namespace switchyard::webhooks {

// The last event that was handed out, under the lock that makes one node at a time do it.
[[nodiscard]] std::int64_t lock_fan_out(SqlTransaction& transaction);
[[nodiscard]] std::int64_t fanned_out_number(SqlReader& reader);
void set_fan_out(SqlTransaction& transaction, std::int64_t number);

// Endpoints of a partner that gather deliveries: active and paused ones.
[[nodiscard]] std::vector<Endpoint> gathering_endpoints(SqlReader& reader, const std::string& partner);

// A first delivery, due now. False where the event was queued for it before.
bool queue_delivery(SqlTransaction& transaction, const Endpoint& endpoint, const outbox::Event& event, const DeliveryId& id, Instant now);
// As queue_delivery, and once more where all former ones of this event ended undelivered.
bool queue_missed(SqlTransaction& transaction, const Endpoint& endpoint, const outbox::Event& event, const DeliveryId& id, Instant now);
// Again, whatever became of the former.
[[nodiscard]] Delivery queue_replay(SqlTransaction& transaction, const Delivery& former, const DeliveryId& id, Instant now);

// Something of it is due at this instant or before; who delivers on any node is woken.
inline constexpr std::string_view kDueChannel = "webhook_due";
void wake_endpoint(SqlTransaction& transaction, const EndpointId& id, Instant due);

// Takes active endpoints with something due that nobody owns; the longest due first.
[[nodiscard]] std::vector<Endpoint> own_endpoints(SqlTransaction& transaction, std::string_view owner, Instant now, Instant until, std::int64_t limit);
// The endpoint as it is, if `owner` still owns it and it is active; its lease is renewed.
[[nodiscard]] std::optional<Endpoint> owned_endpoint(SqlTransaction& transaction, const EndpointId& id, std::string_view owner, Instant until);
// Lets it go; it is due again when the first of its pending deliveries is.
void release_endpoint(SqlTransaction& transaction, const EndpointId& id, std::string_view owner);

// Due ones of an endpoint, the longest due first and of those the oldest event, as their index has them; of `by_subject` only those before which nothing of their subject waits.
[[nodiscard]] std::vector<Delivery> due_deliveries(SqlReader& reader, const Endpoint& endpoint, Instant now, std::int64_t limit);
// When its first pending one is due; none: nothing waits.
[[nodiscard]] std::optional<Instant> next_due(SqlReader& reader, const EndpointId& id);

void insert_attempt(SqlTransaction& transaction, const DeliveryId& delivery, const Attempt& attempt);
void update_delivery(SqlTransaction& transaction, const Delivery& delivery);
// All that wait for it.
std::int64_t cancel_pending(SqlTransaction& transaction, const EndpointId& id, Instant now);

struct DeliveryFilter {
  std::optional<EndpointId> endpoint = {};
  std::string event = {};
  std::string type = {};
  std::string subject = {};
  std::optional<DeliveryState> state = {};
};
// The latest first, before an id.
[[nodiscard]] std::vector<Delivery> list_deliveries(SqlReader& reader, const access::PartnerId& partner, const DeliveryFilter& filter, const std::optional<DeliveryId>& before,
                                                    std::int64_t limit);
[[nodiscard]] std::optional<Delivery> find_delivery(SqlReader& reader, const access::PartnerId& partner, const DeliveryId& id);
[[nodiscard]] std::vector<Attempt> attempts_of(SqlReader& reader, const DeliveryId& id);

struct DeliveryCounts {
  std::int64_t pending = 0;
  std::int64_t exhausted = 0;
  std::optional<Instant> oldest_due = {};
};
[[nodiscard]] DeliveryCounts count_deliveries(SqlReader& reader);
// Ended ones that were made before, with their attempts; how many.
std::int64_t forget_deliveries(SqlTransaction& transaction, Instant before, std::int64_t limit);

}  // namespace switchyard::webhooks

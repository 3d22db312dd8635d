#include "webhooks/deliveries/fan_out.hpp"

#include <map>

#include "webhooks/deliveries/delivery_store.hpp"
#include "webhooks/feed/feed_reader.hpp"

namespace switchyard::webhooks {

bool wants_event(const Endpoint& endpoint, const outbox::Event& event) {
  if (event.type == kTestEvent) return event.subject == endpoint.id.text();
  return takes_type(endpoint.event_types, event.type);
}

FannedOut fan_out(SqlTransaction& transaction, SecurityClock clock, Random& random, int limit) {
  const std::vector<outbox::Event> events = outbox::events_after(transaction, lock_fan_out(transaction), limit);
  FannedOut done{.events = static_cast<std::int64_t>(events.size())};
  if (events.empty()) return done;
  const Instant now = clock.now();
  std::map<std::string, std::vector<Endpoint>> endpoints;
  for (const outbox::Event& event : events) {
    if (!event.audience) continue;
    auto known = endpoints.find(*event.audience);
    if (known == endpoints.end()) known = endpoints.emplace(*event.audience, gathering_endpoints(transaction, *event.audience)).first;
    for (const Endpoint& endpoint : known->second) {
      if (wants_event(endpoint, event) && queue_delivery(transaction, endpoint, event, make_id<DeliveryTag>(now, random), now)) done.endpoints.insert(endpoint.id);
    }
  }
  set_fan_out(transaction, events.back().number);
  return done;
}

bool has_new_events(SqlReader& reader) { return fanned_out_number(reader) < outbox::last_event_number(reader); }

}  // namespace switchyard::webhooks

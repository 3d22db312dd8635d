// Hands numbered events to the endpoints that want them.
#pragma once

#include <set>

#include "outbox/outbox.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/random.hpp"
#include "webhooks/endpoints/endpoint.hpp"

namespace switchyard::webhooks {

// Whether its types take the event; a test is for its own endpoint alone.
[[nodiscard]] bool wants_event(const Endpoint& endpoint, const outbox::Event& event);

// The next events, at most `limit`: each becomes a delivery for every endpoint of its partner that gathers and wants its type, once, in one transaction with
// the mark of how far it went. At no events there is nothing new.
struct FannedOut {
  std::int64_t events = 0;
  std::set<EndpointId> endpoints = {};  // That got something.
};
[[nodiscard]] FannedOut fan_out(SqlTransaction& transaction, SecurityClock clock, Random& random, int limit);
// Whether there is an event behind the mark.
[[nodiscard]] bool has_new_events(SqlReader& reader);

}  // namespace switchyard::webhooks

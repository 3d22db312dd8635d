// An event as partners get it: the same bytes in GET /v1/events, in its stream and in a webhook's body.
//
//   {"id","type","version","environment","partnerId","worldId","occurredAt","subject",
//    "sequence","previousStatus","status","reason","yourReference", … what the type says of it …, "links"}
//
// The members of the second line are null where the type has none; those of each type are in api/events.
#pragma once

#include <string>

#include "outbox/outbox.hpp"
#include "ports/environment.hpp"

namespace switchyard::webhooks {

// The event is its partner's (it has an audience: ENSURE) and its payload an object. Members of the payload that are named as one of the envelope's are
// left out: what an event is cannot be changed by what it says.
[[nodiscard]] std::string event_body(const outbox::Event& event, EnvironmentName environment);

}  // namespace switchyard::webhooks

// What webhooks need of one environment.
#pragma once

#include "access/sealer_port.hpp"
#include "outbox/idempotency.hpp"
#include "outbox/outbox.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"
#include "ports/keyed_digest.hpp"
#include "ports/random.hpp"
#include "pricing/sheets/digest_port.hpp"
#include "webhooks/endpoints/address_guard_port.hpp"

namespace switchyard::webhooks {

// All outlive it; may be used by many threads.
struct EndpointDesk {
  EnvironmentName environment;
  Database& database;
  outbox::Outbox& outbox;
  outbox::IdempotentWrites& writes;
  SecurityClock clock;
  const Clock& business_clock;     // Instants of events.
  Random& random;
  const access::Sealer& sealer;
  const KeyedDigest& digest;
  const pricing::FileDigest& body_digest;  // Of requests, for their keys.
  const AddressGuard& guard;
  bool loopback_allowed = false;   // Test alone, by the settings.
};

}  // namespace switchyard::webhooks

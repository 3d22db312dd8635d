// The SQL of Idempotency-Keys that the room's own parts need besides idempotency.hpp.
#pragma once

#include "ports/database.hpp"
#include "values/instant.hpp"

namespace switchyard::outbox {

// Forgets at most `limit` keys whose time is over; returns how many.
std::int64_t forget_expired_keys(SqlTransaction& transaction, Instant now, int limit);

}  // namespace switchyard::outbox

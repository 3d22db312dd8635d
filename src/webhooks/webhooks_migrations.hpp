// The tables of an environment's endpoints and deliveries.
#pragma once

#include <span>

#include "ports/database.hpp"

namespace switchyard::webhooks {

[[nodiscard]] std::span<const Migration> webhooks_migrations();

}  // namespace switchyard::webhooks

// The tables of pricing in an environment's database.
#pragma once

#include <span>

#include "ports/database.hpp"

namespace switchyard::pricing {

// In order; they live as long as the program.
[[nodiscard]] std::span<const Migration> pricing_migrations();

}  // namespace switchyard::pricing

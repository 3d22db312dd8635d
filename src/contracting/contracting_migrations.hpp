// The tables of contracting in an environment's database.
#pragma once

#include <span>

#include "ports/database.hpp"

namespace switchyard::contracting {

// In order; they live as long as the program.
[[nodiscard]] std::span<const Migration> contracting_migrations();

}  // namespace switchyard::contracting

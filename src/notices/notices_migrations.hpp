// The tables of notices in an environment's database.
#pragma once

#include <span>

#include "ports/database.hpp"

namespace switchyard::notices {

// In order; they live as long as the program.
[[nodiscard]] std::span<const Migration> notices_migrations();

}  // namespace switchyard::notices

// The tables of the signing service in an environment's database.
#pragma once

#include <span>

#include "ports/database.hpp"

namespace switchyard::esign {

// In order; they live as long as the program.
[[nodiscard]] std::span<const Migration> esign_migrations();

}  // namespace switchyard::esign

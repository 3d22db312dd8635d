// The tables of enrollment, for the schemas of the environments.
#pragma once

#include <span>

#include "ports/database.hpp"

namespace switchyard::enrollment {

[[nodiscard]] std::span<const Migration> enrollment_migrations();

}  // namespace switchyard::enrollment

// The tables of signing, for the schemas of the environments.
#pragma once

#include <span>

#include "ports/database.hpp"

namespace switchyard::signing {

[[nodiscard]] std::span<const Migration> signing_migrations();

}  // namespace switchyard::signing

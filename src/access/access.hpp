// The module's front: what app/ wires and other modules use. See README.md.
#pragma once

#include <vector>

#include "access/application.hpp"
#include "access/audit_log.hpp"
#include "access/authenticator.hpp"
#include "access/caller.hpp"
#include "ports/database.hpp"

namespace switchyard::access {

// For the control schema.
[[nodiscard]] std::vector<Migration> access_migrations();

}  // namespace switchyard::access

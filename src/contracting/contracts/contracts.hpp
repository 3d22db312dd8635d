// All that others use of contracts.
#pragma once

#include "contracting/contracts/contract.hpp"           // IWYU pragma: export
#include "contracting/contracts/contract_actions.hpp"   // IWYU pragma: export
#include "contracting/contracts/contract_edit.hpp"      // IWYU pragma: export
#include "contracting/contracts/contract_reads.hpp"     // IWYU pragma: export
#include "contracting/contracts/contract_upkeep.hpp"    // IWYU pragma: export
#include "contracting/contracts/import_contracts.hpp"   // IWYU pragma: export

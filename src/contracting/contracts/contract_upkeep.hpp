// What time does to contracts: those that nobody signed by signBy expire. Judged by the environment's clock.
#pragma once

#include "contracting/contracts/contract_desk.hpp"

namespace switchyard::contracting {

// Sent and viewed contracts whose earliest signBy has passed, the longest over first, at most `limit`: each becomes expired, its envelope is taken back.
// How many. Safe beside other nodes doing the same.
std::int64_t expire_contracts(SqlTransaction& transaction, const ContractDesk& desk, std::int64_t limit);

}  // namespace switchyard::contracting

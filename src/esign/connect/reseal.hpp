// Connect keys sealed anew after the sealing key changed.
#pragma once

#include "access/sealer_port.hpp"
#include "ports/database.hpp"

namespace switchyard::esign {

// In the caller's transaction; how many changed. Refused as the sealer refuses.
Result<std::int64_t> reseal_connect_keys(SqlTransaction& transaction, const access::Sealer& sealer);

}  // namespace switchyard::esign

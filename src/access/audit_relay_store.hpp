// The SQL of relayed audit entries.
#pragma once

#include <string_view>

#include "ports/database.hpp"

namespace switchyard::access {

// In control. False where the job's entry stands in the log already. Takes the log's head first, so that writers take turns.
bool take_relayed_job(SqlTransaction& transaction, std::string_view job_id);

}  // namespace switchyard::access

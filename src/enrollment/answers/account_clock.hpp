// What time does to accounts under enrollment, by the business clock: starts, retries, answers that waited. Safe beside other nodes doing the same.
#pragma once

#include "enrollment/enrollment_desk.hpp"

namespace switchyard::enrollment {

// Scheduled accounts whose start has come and whose window of rescission is over become active; at most `limit`. How many.
std::int64_t start_accounts(SqlTransaction& transaction, const EnrollmentDesk& desk, std::int64_t limit);
// Retries that are due and confirmed (the first needs no confirmation) go out again. How many.
std::int64_t send_retries(SqlTransaction& transaction, const EnrollmentDesk& desk, std::int64_t limit);
// Answers that waited for an instant of the clock. How many were looked at.
std::int64_t apply_waiting_answers(SqlTransaction& transaction, const EnrollmentDesk& desk, std::int64_t limit);

}  // namespace switchyard::enrollment

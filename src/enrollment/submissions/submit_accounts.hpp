// The common end of submitting, resubmitting and retrying: accounts move, the package is frozen, the job is queued. Private to the room.
#pragma once

#include <vector>

#include "contracting/contracts/contract_edit.hpp"
#include "enrollment/enrollment_desk.hpp"
#include "enrollment/submissions/submission.hpp"

namespace switchyard::enrollment {

// Nothing is refused here: the accounts at these positions were moved in `edit`, which is written.
[[nodiscard]] Submission hand_over(SqlTransaction& transaction, const EnrollmentDesk& desk, contracting::ContractEdit& edit, const std::vector<std::size_t>& positions,
                                   bool is_retry);

// Those that are pending or ready, moved to submitted: rules are judged anew, dates and instants held. As submit_contract refuses.
struct Judged {
  std::string actor = {};
  std::optional<std::string> approval = {};
};
[[nodiscard]] Result<std::vector<std::size_t>> submit_ready(SqlTransaction& transaction, const EnrollmentDesk& desk, contracting::ContractEdit& edit, const Judged& judged);

}  // namespace switchyard::enrollment

// The same request once more, on the market's next date: the first by itself, each further one when somebody confirmed the customer's wish.
#pragma once

#include "contracting/actor.hpp"
#include "contracting/contracts/contract.hpp"
#include "enrollment/answers/answer_store.hpp"
#include "enrollment/enrollment_desk.hpp"

namespace switchyard::enrollment {

// At the account's next read, known or assumed. False where kRetriesMax were made: it is over.
[[nodiscard]] bool plan_retry(SqlTransaction& transaction, const EnrollmentDesk& desk, const contracting::Contract& contract, std::size_t index);

// "contract_account_not_found" where it is another partner's or there is nothing to confirm ("retry_not_waiting").
[[nodiscard]] Result<Retry> confirm_retry(SqlTransaction& transaction, const EnrollmentDesk& desk, const contracting::Actor& actor,
                                          const contracting::ContractAccountId& account);

}  // namespace switchyard::enrollment

// One kept answer and its account: what it does now. Private to the room.
#pragma once

#include "contracting/contracts/contract_edit.hpp"
#include "enrollment/answers/answer_store.hpp"
#include "enrollment/enrollment_desk.hpp"

namespace switchyard::enrollment {

// `kept` has its contract and account. Locks the contract, moves the account where the answer fits, and sets outcome, detail, due and is_unmapped of `kept`, which
// the caller writes.
void apply_answer(SqlTransaction& transaction, const EnrollmentDesk& desk, KeptAnswer& kept);
// Answers of the account that waited, until none fits any more.
void apply_waiting_of(SqlTransaction& transaction, const EnrollmentDesk& desk, const contracting::ContractAccountId& account);

// The position of the account in its contract; it is there.
[[nodiscard]] std::size_t position_of(const contracting::Contract& contract, const contracting::ContractAccountId& account);

}  // namespace switchyard::enrollment

// The start that can still be reached when an account is handed in. Private to the room.
#pragma once

#include "contracting/contracts/contract_edit.hpp"
#include "contracting/service_accounts/service_account.hpp"
#include "enrollment/enrollment_desk.hpp"

namespace switchyard::enrollment {

// The contracted read stays where utility and supplier still reach it, or where nobody knows how long the utility needs; else the first that they reach,
// as an estimate, with its end. Refused with "start_left_window" where that lies outside of the start months for which the price is sold.
[[nodiscard]] Result<void> reach_start(SqlReader& reader, const EnrollmentDesk& desk, contracting::ContractEdit& edit, std::size_t index,
                                       const contracting::ServiceAccount& service);
// As the utility said: contracted from here on, no estimate.
void set_start(contracting::ContractEdit& edit, std::size_t index, const contracting::ServiceAccount& service, Date start);
// Whether the price was sold for starts in this month; yes where nobody knows.
[[nodiscard]] bool is_within_price(SqlReader& reader, const contracting::ContractAccount& account, Month month);

}  // namespace switchyard::enrollment

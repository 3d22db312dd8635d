// What a signature means for a contract, wherever it was made: judged by the instant at which the customer was done, never by the arrival of
// the news. Used by recorded acceptances and by signing.
#pragma once

#include "contracting/contracts/contract_edit.hpp"

namespace switchyard::contracting {

// At or after the earliest signBy of its open accounts.
[[nodiscard]] bool is_late_signature(const Contract& contract, Instant completed_at);
// Whether the supplier's rule takes a late signature at the old price, and hand-in is still in time. "price_expired".
[[nodiscard]] Result<void> may_reaffirm(const ContractDesk& desk, const Contract& contract, Instant now);
// The signature's instant, commission terms frozen, rescission windows that begin with a signature opened.
void settle_signature(const ContractDesk& desk, ContractEdit& edit, Instant completed_at);
// A signed renewal is its former contract's successor.
[[nodiscard]] Result<void> link_renewal(SqlTransaction& transaction, const ContractDesk& desk, const ContractEdit& edit);
// Opens the windows that begin with this event ("signature", "utility_notice_postmark"), on its day; of one account where its position is given.
void open_rescission(const ContractDesk& desk, ContractEdit& edit, std::string_view start_event, Date day, std::optional<std::size_t> only = {});

}  // namespace switchyard::contracting

// Two contracts may not hold one meter at the same time (design section 7): touching is right, a gap warns, an overlap of one's own is refused;
// one with another partner's contract is hidden from the caller and goes to an operator.
#pragma once

#include "contracting/contracts/contract_actions.hpp"
#include "contracting/contracts/field_refusals.hpp"
#include "contracting/service_accounts/service_account.hpp"

namespace switchyard::contracting {

struct MeterInterval {
  std::size_t index = 0;          // Of the contract's accounts.
  const ServiceAccount* service = nullptr;
  Date start_read;
  std::optional<Date> end_read = {};
};

struct Overlaps {
  std::vector<ContractCheck> checks = {};   // Gaps that warn, and operators' broker_of_record checks; without contract and account.
};

// Contracts whose time does not count: the one that is judged, where it is written already, and the one that it amends.
struct LeftOut {
  std::optional<ContractId> own = {};
  std::optional<ContractId> amended = {};
};
// Refused: "account_overlap".
[[nodiscard]] Result<Overlaps> judge_overlaps(SqlReader& reader, const ContractDesk& desk, const access::PartnerId& partner, std::span<const MeterInterval> intervals,
                                              const LeftOut& left_out);

}  // namespace switchyard::contracting

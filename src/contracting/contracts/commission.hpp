// Commission terms of a contract. Pure.
#pragma once

#include "contracting/contracts/contract.hpp"
#include "contracting/contracts/field_refusals.hpp"

namespace switchyard::contracting {

// What was asked for, filled in from the accounts' margins and the supplier's agent code. Refused: "commission_splits_unsound" where shares are
// not more than 0 or do not sum to 100 %; "too_long", "required", "too_many", "repeated"; by "/commission/splits/1/percent".
[[nodiscard]] Result<CommissionTerms> commission_terms(const CommissionTerms& asked, const std::vector<ContractAccount>& accounts, const std::string& agent_code);

}  // namespace switchyard::contracting

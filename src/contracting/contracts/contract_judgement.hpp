// What the rule set and the contract's own facts say of it now, as checks. Nothing is written.
#pragma once

#include "contracting/contracts/contract_facts.hpp"
#include "rules/rules.hpp"

namespace switchyard::contracting {

struct Judgement {
  std::vector<ContractCheck> checks = {};    // Blocks first, then reviews, then warnings.
  std::vector<rules::Stage> needed_by = {};  // Of each check.

  [[nodiscard]] bool blocks(rules::Stage stage) const;
  // "contract_blocked" with every blocking check as a field, or done.
  [[nodiscard]] Result<void> pass(rules::Stage stage) const;
};

// Stores the checks in place of the former ones; what somebody waived stays waived, with who and why.
void keep_checks(SqlTransaction& transaction, const Contract& contract, Judgement& judgement);

[[nodiscard]] Judgement judge_contract(SqlReader& reader, const ContractDesk& desk, const Contract& contract);

}  // namespace switchyard::contracting

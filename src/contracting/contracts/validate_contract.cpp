#include <algorithm>

#include "contracting/contracts/contract_actions.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/contract_judgement.hpp"

namespace switchyard::contracting {

Result<Validation> validate_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command) {
  auto contract = contract_to_change(transaction, actor.partner, command.contract, command.expected_version);
  if (!contract) return std::move(contract).error();
  Judgement judgement = judge_contract(transaction, desk, *contract);
  keep_checks(transaction, *contract, judgement);
  const bool may_be_sent = !judgement.blocks(rules::Stage::send);
  std::erase_if(judgement.checks, [](const ContractCheck& check) { return check.is_for_operators; });
  return Validation{std::move(*contract), std::move(judgement.checks), may_be_sent};
}

}  // namespace switchyard::contracting

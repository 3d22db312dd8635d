#include <algorithm>

#include "contracting/contracts/contract_actions.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/contract_judgement.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/contracts/contract_store.hpp"

namespace switchyard::contracting {
namespace {

bool is_same_check(const ContractCheck& one, const ContractCheck& other) {
  return one.type == other.type && one.code == other.code && one.path == other.path && one.required_by == other.required_by;
}

// What somebody waived stays waived, with who and why.
void keep_waivers(const std::vector<ContractCheck>& former, std::vector<ContractCheck>& checks) {
  for (ContractCheck& check : checks) {
    const auto waived = std::ranges::find_if(former, [&](const ContractCheck& each) { return each.status == CheckStatus::waived && is_same_check(each, check); });
    if (waived == former.end()) continue;
    check.status = CheckStatus::waived;
    check.approver = waived->approver;
    check.reason = waived->reason;
    check.at = waived->at;
  }
}

}  // namespace

Result<Validation> validate_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command) {
  auto contract = contract_to_change(transaction, actor.partner, command.contract, command.expected_version);
  if (!contract) return std::move(contract).error();
  Judgement judgement = judge_contract(transaction, desk, *contract);
  keep_waivers(checks_of_contracts(transaction, actor.partner, std::span(&command.contract, 1)), judgement.checks);
  replace_checks(transaction, contract->id, judgement.checks);
  const bool may_be_sent = !judgement.blocks(rules::Stage::send);
  std::erase_if(judgement.checks, [](const ContractCheck& check) { return check.is_for_operators; });
  return Validation{std::move(*contract), std::move(judgement.checks), may_be_sent};
}

}  // namespace switchyard::contracting

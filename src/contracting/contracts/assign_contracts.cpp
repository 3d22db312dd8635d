#include <set>

#include <fmt/format.h>

#include "contracting/contracts/contract_actions.hpp"
#include "contracting/contracts/contract_edit.hpp"

namespace switchyard::contracting {
namespace {

Result<void> check_assignment(const Assignment& asked) {
  const std::set<ContractId> distinct(asked.contracts.begin(), asked.contracts.end());
  if (asked.contracts.empty() || asked.contracts.size() > kAssignedContractsMax) {
    return Error{ErrorKind::unprocessable, "contracts_limit", fmt::format("Name 1 to {} contracts.", kAssignedContractsMax), {{"/ids", "contracts_limit", "1 to 1000"}}};
  }
  if (distinct.size() != asked.contracts.size()) {
    return Error{ErrorKind::unprocessable, "repeated", "A contract is named twice.", {{"/ids", "repeated", "a contract is named twice"}}};
  }
  if (!asked.owner_agent && !asked.sub_agency) {
    return Error{ErrorKind::unprocessable, "assignment_empty", "Name an agent, a sub-agency or both.", {{"/ownerAgent", "assignment_empty", "an agent or a sub-agency"}}};
  }
  if (asked.reason.empty()) return Error{ErrorKind::unprocessable, "reason_missing", "A reason is needed.", {{"/reason", "reason_missing", "is needed"}}};
  if (asked.reason.size() > kContractReasonSizeMax || asked.owner_agent.value_or("").size() > kAgentNameSizeMax || asked.sub_agency.value_or("").size() > kAgentNameSizeMax) {
    return Error{ErrorKind::unprocessable, "too_long", "The reason or a name is too long.", {{"/reason", "too_long", "at most 500 bytes; names at most 120"}}};
  }
  return {};
}

}  // namespace

Result<std::vector<Contract>> assign_contracts(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Assignment& asked) {
  if (auto sound = check_assignment(asked); !sound) return std::move(sound).error();
  // In order of id, so that two assignments never wait for each other's locks.
  const std::set<ContractId> ordered(asked.contracts.begin(), asked.contracts.end());
  std::vector<Contract> assigned;
  for (const ContractId& id : ordered) {
    auto contract = contract_to_change(transaction, actor.partner, id);
    if (!contract) return std::move(contract).error();
    const std::string reason = fmt::format("{} (from {})", asked.reason, asked.effective.text());
    ContractEdit edit(std::move(*contract), {.actor = actor.text, .at = desk.quotes.clock.now(), .reason_code = "assigned", .reason = reason});
    if (asked.owner_agent) edit.contract().owner_agent = *asked.owner_agent;
    if (asked.sub_agency) edit.contract().sub_agency = *asked.sub_agency;
    edit.note("contract.assigned");
    edit.write(transaction, desk);
    assigned.push_back(edit.contract());
  }
  return assigned;
}

}  // namespace switchyard::contracting

#include <fmt/format.h>

#include "contracting/contracts/contract_actions.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/envelopes/agreement_envelope.hpp"

namespace switchyard::contracting {
namespace {

Result<void> check_reason(const std::string& reason) {
  if (reason.empty()) return Error{ErrorKind::unprocessable, "reason_missing", "A reason is needed.", {{"/reason", "reason_missing", "is needed"}}};
  if (reason.size() <= kContractReasonSizeMax) return {};
  return Error{ErrorKind::unprocessable, "reason_too_long", "The reason is too long.",
               {{"/reason", "reason_too_long", fmt::format("at most {} bytes", kContractReasonSizeMax)}}};
}

Result<Contract> end_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command, ContractEvent event) {
  auto contract = contract_to_change(transaction, actor.partner, command.contract, command.expected_version);
  if (!contract) return contract;
  if (auto reason = check_reason(command.reason); !reason) return std::move(reason).error();
  ContractEdit edit(std::move(*contract), {.actor = actor.text, .at = desk.quotes.clock.now(), .reason_code = std::string(text_of(event)), .reason = command.reason});
  if (auto taken = take_back_envelope(transaction, desk, edit.contract(), command.reason); !taken) return std::move(taken).error();
  if (auto moved = edit.move(event); !moved) return std::move(moved).error();
  edit.cancel_accounts();
  edit.write(transaction, desk);
  return edit.contract();
}

}  // namespace

Result<Contract> withdraw_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command) {
  return end_contract(transaction, desk, actor, command, ContractEvent::withdraw);
}

Result<Contract> cancel_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command) {
  return end_contract(transaction, desk, actor, command, ContractEvent::cancel);
}

}  // namespace switchyard::contracting

#include <fmt/format.h>

#include "contracting/contracts/contract_actions.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/contract_judgement.hpp"
#include "contracting/envelopes/agreement_envelope.hpp"

namespace switchyard::contracting {
namespace {

// Judged, its papers issued, its envelope handed to the provider.
Result<void> send(SqlTransaction& transaction, const ContractDesk& desk, ContractEdit& edit, const Sending& sending) {
  if (auto moved = edit.move(ContractEvent::send); !moved) return moved;
  if (auto passed = judge_contract(transaction, desk, edit.contract()).pass(rules::Stage::send); !passed) return passed;
  return send_agreement(transaction, desk, edit.contract(), sending);
}

Result<void> check_in_time(const Contract& contract, Instant now) {
  if (!contract.instants.sign_by || now < *contract.instants.sign_by) return {};
  return Error{ErrorKind::conflict, "price_expired", fmt::format("The price had to be signed by {}; re-price the contract.", contract.instants.sign_by->text())};
}

}  // namespace

Result<Contract> send_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command, const Sending& sending) {
  auto contract = contract_to_change(transaction, actor.partner, command.contract, command.expected_version);
  if (!contract) return contract;
  if (desk.signing == nullptr) return signing_not_configured();
  ContractEdit edit(std::move(*contract), {.actor = actor.text, .at = desk.quotes.clock.now(), .reason = command.reason});
  if (auto sent = send(transaction, desk, edit, sending); !sent) return std::move(sent).error();
  edit.write(transaction, desk);
  return edit.contract();
}

Result<OpenedSession> create_signing_session(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command,
                                             const SessionRequest& asked) {
  auto contract = contract_to_change(transaction, actor.partner, command.contract, command.expected_version);
  if (!contract) return std::move(contract).error();
  if (desk.signing == nullptr) return signing_not_configured();
  ContractEdit edit(std::move(*contract), {.actor = actor.text, .at = desk.quotes.clock.now(), .reason = command.reason});
  if (edit.contract().state == ContractState::draft) {
    if (auto sent = send(transaction, desk, edit, asked.sending); !sent) return std::move(sent).error();
    edit.write(transaction, desk);
  }
  const ContractState state = edit.contract().state;
  if (state != ContractState::sent && state != ContractState::viewed) return not_out_to_be_signed(edit.contract());
  if (auto in_time = check_in_time(edit.contract(), edit.cause().at); !in_time) return std::move(in_time).error();
  auto link = desk.signing->open_link(transaction, subject_of(edit.contract()), asked.link);
  if (!link) return std::move(link).error();
  return OpenedSession{edit.contract(), *std::move(link)};
}

}  // namespace switchyard::contracting

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/contract_actions.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/contract_facts.hpp"
#include "contracting/contracts/contract_judgement.hpp"
#include "contracting/paperwork/paperwork.hpp"

namespace switchyard::contracting {
namespace {

Error signing_not_configured() {
  return {ErrorKind::conflict, "SIGNING_NOT_CONFIGURED", "No signing provider is configured here; record an acceptance made elsewhere, or ask the operator."};
}

Result<EnvelopeRequest> envelope_of(SqlReader& reader, const Contract& contract) {
  const ContractParties parties = parties_of(reader, contract);
  const auto& contacts = parties.customer.details.contacts;
  const auto signer = std::ranges::find(contacts, ContactRole::signer, &Contact::role);
  if (signer == contacts.end() || signer->email.empty()) {
    return Error{ErrorKind::unprocessable, "signer_missing", "The customer has no signer with an e-mail address.",
                 {{"/customer/contacts", "signer_missing", "a contact of the role signer with an e-mail address"}}};
  }
  return EnvelopeRequest{.partner = contract.partner.text(),
                         .contract = contract.id.text(),
                         .document_version = contract.document_version,
                         .signer_name = fmt::format("{} {}", signer->first_name, signer->last_name),
                         .signer_email = signer->email,
                         .language = contract.language,
                         .sign_by = contract.instants.sign_by};
}

// Judged, its papers issued, its envelope handed to the provider.
Result<void> send(SqlTransaction& transaction, const ContractDesk& desk, ContractEdit& edit) {
  if (auto moved = edit.move(ContractEvent::send); !moved) return moved;
  if (auto passed = judge_contract(transaction, desk, edit.contract()).pass(rules::Stage::send); !passed) return passed;
  if (auto issued = issue_papers(transaction, desk, edit.contract()); !issued) return std::move(issued).error();
  const auto envelope = envelope_of(transaction, edit.contract());
  if (!envelope) return envelope.error();
  const auto sent = desk.signing->send(transaction, *envelope);
  if (!sent) return sent.error();
  return {};
}

}  // namespace

Result<Contract> send_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command) {
  auto contract = contract_to_change(transaction, actor.partner, command.contract, command.expected_version);
  if (!contract) return contract;
  if (desk.signing == nullptr) return signing_not_configured();
  ContractEdit edit(std::move(*contract), {.actor = actor.text, .at = desk.quotes.clock.now(), .reason = command.reason});
  if (auto sent = send(transaction, desk, edit); !sent) return std::move(sent).error();
  edit.write(transaction, desk);
  return edit.contract();
}

Result<OpenedSession> create_signing_session(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command,
                                             const std::string& return_url) {
  auto contract = contract_to_change(transaction, actor.partner, command.contract, command.expected_version);
  if (!contract) return std::move(contract).error();
  if (desk.signing == nullptr) return signing_not_configured();
  ContractEdit edit(std::move(*contract), {.actor = actor.text, .at = desk.quotes.clock.now(), .reason = command.reason});
  if (edit.contract().state == ContractState::draft) {
    if (auto sent = send(transaction, desk, edit); !sent) return std::move(sent).error();
    edit.write(transaction, desk);
  }
  const ContractState state = edit.contract().state;
  if (state != ContractState::sent && state != ContractState::viewed) return next_state(state, ContractEvent::view).error();
  if (edit.contract().instants.sign_by && edit.cause().at >= *edit.contract().instants.sign_by) {
    return Error{ErrorKind::conflict, "price_expired", fmt::format("The price had to be signed by {}; re-price the contract.", edit.contract().instants.sign_by->text())};
  }
  const auto envelope = envelope_of(transaction, edit.contract());
  if (!envelope) return envelope.error();
  auto session = desk.signing->open_session(transaction, *envelope, return_url);
  if (!session) return std::move(session).error();
  return OpenedSession{edit.contract(), std::move(*session)};
}

}  // namespace switchyard::contracting

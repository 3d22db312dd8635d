#include <fmt/format.h>

#include "contracting/contracts/commission.hpp"
#include "contracting/contracts/contract_actions.hpp"
#include "contracting/contracts/contract_draft.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/contract_store.hpp"
#include "contracting/contracts/field_refusals.hpp"
#include "contracting/contracts/repricing.hpp"
#include "contracting/envelopes/agreement_envelope.hpp"

namespace switchyard::contracting {
namespace {

// Before submission prices are free; a locked one needs its named reason.
Result<ContractEvent> event_of(const Contract& contract, const Reprice& asked) {
  if (contract.amendment == AmendmentKind::blend_and_extend) {
    return Error{ErrorKind::conflict, "contract_state_conflict", "An extension's price is blended of two; withdraw it and amend the contract anew."};
  }
  if (is_possible(contract.state, ContractEvent::reprice)) return ContractEvent::reprice;
  if (!is_possible(contract.state, ContractEvent::reopen)) return next_state(contract.state, ContractEvent::reprice).error();
  if (asked.reopen) return ContractEvent::reopen;
  return Error{ErrorKind::unprocessable, "reopen_reason_missing", "The contract was handed in; its price re-opens only for one of the named reasons.",
               {{"/reopen", "reopen_reason_missing", "name why the price is opened again"}}};
}

Result<void> restart_accounts(ContractEdit& edit, const Repriced& repriced) {
  for (const std::size_t position : repriced.positions) {
    const AccountState state = edit.contract().accounts[position].state;
    if (state == AccountState::pending) continue;
    const AccountEvent event = state == AccountState::ready ? AccountEvent::unready : AccountEvent::reopen;
    if (auto moved = edit.move_account(position, event); !moved) return moved;
  }
  return {};
}

// A new document version: its accounts frozen anew, its legs beside the kept ones.
Result<void> freeze_anew(SqlTransaction& transaction, const ContractDesk& desk, ContractEdit& edit, const Repriced& repriced) {
  Contract& contract = edit.contract();
  ++contract.document_version;
  FieldRefusals refusals;
  for (std::size_t i = 0; i < repriced.positions.size(); ++i) {
    ContractAccount& account = contract.accounts[repriced.positions[i]];
    const PricedAccount& priced = repriced.priced.accounts[i];
    const DatesQuestion question{priced, repriced.priced.line_of(priced), contract.deal_type, contract.language, edit.cause().at};
    if (auto frozen = freeze_price(desk, question, repriced.priced.quote.id, account); !frozen) return frozen;
    edit.touch_account(repriced.positions[i]);
    if (account.instants.sign_by && edit.cause().at >= *account.instants.sign_by) {
      refusals.add(fmt::format("/accounts/{}", i), "price_expired", fmt::format("the price had to be signed by {}", account.instants.sign_by->text()));
    }
  }
  if (auto none = refusals.finish("price_expired"); !none) return none;
  replace_rates(transaction, contract.id, contract.document_version);
  Contract open = contract;
  std::erase_if(open.accounts, [](const ContractAccount& account) { return facts_of(account.state).is_final; });
  insert_rates(transaction, contract.id, rates_of(open));
  return {};
}

}  // namespace

Result<Contract> reprice_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Reprice& asked) {
  auto contract = contract_to_change(transaction, actor.partner, asked.contract, asked.expected_version);
  if (!contract) return contract;
  const auto event = event_of(*contract, asked);
  if (!event) return event.error();
  const ContractParties parties = parties_of(transaction, *contract);
  auto repriced = asked.quote ? prices_of_quote(transaction, desk, *asked.quote, *contract, parties) : prices_of_today(transaction, desk, actor, *contract, parties);
  if (!repriced) return std::move(repriced).error();
  if (auto fit = check_prices_fit(desk, actor.partner, repriced->priced); !fit) return std::move(fit).error();
  const std::string code(asked.reopen ? text_of(*asked.reopen) : "repriced");
  ContractEdit edit(std::move(*contract), {.actor = actor.text, .at = desk.quotes.clock.now(), .reason_code = code, .reason = asked.reason});
  if (auto taken = take_back_envelope(transaction, desk, edit.contract(), asked.reason); !taken) return std::move(taken).error();
  if (auto moved = edit.move(*event); !moved) return std::move(moved).error();
  if (auto restarted = restart_accounts(edit, *repriced); !restarted) return std::move(restarted).error();
  if (auto frozen = freeze_anew(transaction, desk, edit, *repriced); !frozen) return std::move(frozen).error();
  edit.contract().signed_at.reset();
  edit.contract().submitted_at.reset();
  CommissionTerms terms = edit.contract().commission;
  terms.frozen_at.reset();
  auto commission = commission_terms(terms, edit.contract().accounts, terms.agent_code);
  if (!commission) return std::move(commission).error();
  edit.contract().commission = std::move(*commission);
  if (auto taken = take_quote_lines(transaction, desk, repriced->priced); !taken) return std::move(taken).error();
  edit.write(transaction, desk);
  return edit.contract();
}

}  // namespace switchyard::contracting

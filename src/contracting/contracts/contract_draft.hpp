// A new draft: of createContract, and the drafts that renew or amend another contract. Private to the room.
#pragma once

#include <functional>

#include "contracting/contracts/account_dates.hpp"
#include "contracting/contracts/account_pricing.hpp"
#include "contracting/contracts/contract_actions.hpp"
#include "contracting/customers/customer.hpp"

namespace switchyard::contracting {

// What ties it to another contract.
struct DraftLink {
  std::optional<ContractId> former = {};
  AmendmentKind amendment = AmendmentKind::none;
  std::optional<Date> amends_at = {};
  std::optional<ContractId> overlaps_with = {};  // Whose time does not count: the amended contract's.
  std::string former_supplier = {};              // Of a renewal: the same one makes it renewal_same_supplier, another renewal_other_supplier.
  // What the draft's accounts become before they are judged further: an extension's blended price.
  std::function<Result<void>(Contract&)> adjust = nullptr;
};

// Everything of create_contract, with the link.
[[nodiscard]] Result<Contract> draft_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const NewContract& asked, const DraftLink& link);

// An account as it is frozen: prices, dates, instants. `account` keeps its id, contract, position and service account.
[[nodiscard]] Result<void> freeze_price(const ContractDesk& desk, const DatesQuestion& question, const pricing::QuoteId& quote, ContractAccount& account);
// The cost of an account's year at its price.
[[nodiscard]] Result<std::int64_t> annual_cost_cents(const ContractAccount& account);
// The one fixed leg of each account.
[[nodiscard]] std::vector<ContractRate> rates_of(const Contract& contract);

// Texts that a contract may have: "too_long" by their pointers.
[[nodiscard]] Result<void> check_texts(const NewContract& asked);

// Number, rows, legs, the first line of history and its event.
void write_new_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, Contract& contract, std::span<const ContractCheck> checks);

// The words by which a contract is found, written anew.
void index_contract(SqlTransaction& transaction, const Contract& contract);

}  // namespace switchyard::contracting

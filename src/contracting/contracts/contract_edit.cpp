#include "contracting/contracts/contract_edit.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/amendment.hpp"
#include "contracting/contracts/contract_events.hpp"
#include "contracting/contracts/contract_store.hpp"
#include "contracting/customers/customer_actions.hpp"
#include "values/ensure.hpp"

namespace switchyard::contracting {
namespace {

Error contract_not_found(const ContractId& id) { return {ErrorKind::not_found, "contract_not_found", fmt::format("There is no contract {}.", id.text())}; }

void take_earliest(std::optional<Instant>& earliest, const std::optional<Instant>& instant) {
  if (instant && (!earliest || *instant < *earliest)) earliest = instant;
}

std::vector<AccountState> states_of(const std::vector<ContractAccount>& accounts) {
  std::vector<AccountState> states;
  states.reserve(accounts.size());
  for (const ContractAccount& account : accounts) states.push_back(account.state);
  return states;
}

PriceInstants instants_of(const std::vector<ContractAccount>& accounts) {
  PriceInstants earliest;
  bool all_locked = true;
  std::optional<Instant> locked;
  for (const ContractAccount& account : accounts) {
    if (facts_of(account.state).is_final) continue;
    take_earliest(earliest.valid_until, account.instants.valid_until);
    take_earliest(earliest.sign_by, account.instants.sign_by);
    take_earliest(earliest.submit_by, account.instants.submit_by);
    all_locked = all_locked && account.instants.locked_at.has_value();
    if (account.instants.locked_at && (!locked || *locked < *account.instants.locked_at)) locked = account.instants.locked_at;
  }
  if (all_locked) earliest.locked_at = locked;
  return earliest;
}

}  // namespace

Result<Contract> contract_to_change(SqlTransaction& transaction, const access::PartnerId& partner, const ContractId& id,
                                    std::optional<std::int64_t> expected_version) {
  auto contract = lock_contract(transaction, id);
  if (!contract || contract->partner != partner) return contract_not_found(id);
  if (!expected_version || *expected_version == contract->version) return std::move(*contract);
  return version_conflict(contract->version, *expected_version);
}

Result<Contract> any_contract_to_change(SqlTransaction& transaction, const ContractId& id) {
  auto contract = lock_contract(transaction, id);
  if (!contract) return contract_not_found(id);
  return std::move(*contract);
}

void summarize(Contract& contract) {
  contract.progress = progress_of(states_of(contract.accounts));
  contract.instants = instants_of(contract.accounts);
  contract.start.reset();
  contract.end.reset();
  contract.annual_usage_milli = contract.annual_cost_cents = 0;
  for (const ContractAccount& account : contract.accounts) {
    if (account.start_read && (!contract.start || *account.start_read < *contract.start)) contract.start = account.start_read;
    if (account.end_read && (!contract.end || *account.end_read > *contract.end)) contract.end = account.end_read;
    contract.annual_usage_milli += account.annual_usage_milli;
    contract.annual_cost_cents += account.annual_cost_cents;
  }
  if (contract.accounts.empty()) return;
  contract.price_unit = contract.accounts.front().price_unit;
  contract.product = contract.accounts.front().product;
  const auto differs = [&](const ContractAccount& account) { return account.product != contract.product; };
  if (std::ranges::any_of(contract.accounts, differs)) contract.product = "mixed";
}

ContractEdit::ContractEdit(Contract contract, Cause cause) : contract_(std::move(contract)), cause_(std::move(cause)) {}

void ContractEdit::enter(std::string event, std::string from, std::string to, std::optional<ContractAccountId> account, const AccountReason& reason) {
  entries_.push_back({.contract = contract_.id,
                      .account = account,
                      .event = std::move(event),
                      .previous_status = std::move(from),
                      .status = std::move(to),
                      .actor = cause_.actor,
                      .at = cause_.at,
                      .reason_code = reason.code.empty() ? cause_.reason_code : reason.code,
                      .reason = reason.text.empty() ? cause_.reason : reason.text,
                      .source_message = cause_.source_message});
}

Result<void> ContractEdit::move(ContractEvent event) {
  const ContractState from = contract_.state;
  const auto next = next_state(from, event);
  if (!next) return next.error();
  contract_.state = *next;
  contract_.state_since = cause_.at;
  contract_.reason = cause_.reason;
  enter(fmt::format("contract.{}", text_of(*next)), std::string(text_of(from)), std::string(text_of(*next)), std::nullopt, {});
  return {};
}

Result<void> ContractEdit::move_account(std::size_t index, AccountEvent event, const AccountReason& reason) {
  ContractAccount& account = contract_.accounts.at(index);
  const AccountState from = account.state;
  const auto next = next_state(from, event);
  if (!next) return next.error();
  account.state = *next;
  account.state_since = cause_.at;
  account.reason_code = reason.code;
  account.reason = reason.text.empty() ? cause_.reason : reason.text;
  account.reject_class = reason.reject_class;
  if (event == AccountEvent::submit) ++account.attempts;
  if (event == AccountEvent::supplier_accept && !account.instants.locked_at) account.instants.locked_at = cause_.at;
  if (event == AccountEvent::reopen) account.instants.locked_at.reset();
  touched_.insert(index);
  enter(fmt::format("contract_account.{}", text_of(*next)), std::string(text_of(from)), std::string(text_of(*next)), account.id, reason);
  return {};
}

void ContractEdit::cancel_accounts() {
  for (std::size_t i = 0; i < contract_.accounts.size(); ++i) {
    if (is_possible(contract_.accounts[i].state, AccountEvent::cancel)) ENSURE(move_account(i, AccountEvent::cancel).has_value());
  }
}

void ContractEdit::derive() {
  const ContractState next = derive_header(contract_.state, states_of(contract_.accounts));
  const auto event = event_between(contract_.state, next);
  if (event) ENSURE(move(*event).has_value());
  summarize(contract_);
}

void ContractEdit::note(std::string event) {
  const std::string state(text_of(contract_.state));
  enter(std::move(event), state, state, std::nullopt, {});
}

Result<void> ContractEdit::correct(ContractState to) {
  if (to == contract_.state) {
    return Error{ErrorKind::conflict, "contract_state_conflict", fmt::format("The contract is {} already.", text_of(to))};
  }
  const std::string from(text_of(contract_.state));
  contract_.state = to;
  contract_.state_since = cause_.at;
  contract_.reason = cause_.reason;
  enter("contract.corrected", from, std::string(text_of(to)), std::nullopt, {});
  return {};
}

void ContractEdit::write(SqlTransaction& transaction, const ContractDesk& desk) {
  summarize(contract_);
  ++contract_.version;
  contract_.changed_at = cause_.at;
  for (HistoryEntry& entry : entries_) entry.sequence = ++contract_.sequence;
  // Its row is locked: nobody else can have changed it.
  ENSURE(update_contract_row(transaction, contract_));
  const std::vector<std::size_t> touched(touched_.begin(), touched_.end());
  update_account_rows(transaction, contract_, touched);
  insert_history(transaction, entries_);
  for (const HistoryEntry& entry : entries_) publish_contract_event(transaction, desk.quotes.outbox, contract_, entry);
  const bool is_accepted = std::ranges::any_of(entries_, [](const HistoryEntry& entry) { return entry.event == "contract.accepted"; });
  entries_.clear();
  touched_.clear();
  if (is_accepted && contract_.deal_type == DealType::amendment) apply_amendment(transaction, desk, contract_, cause_);
}

}  // namespace switchyard::contracting

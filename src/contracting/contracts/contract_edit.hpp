// One change of one contract: it was locked and read, states move by the tables, and all is written at once: the rows, a line of history
// and an event each transition, the sequence without gaps. Signing and enrollment change contracts by this, too.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "contracting/contracts/contract.hpp"
#include "contracting/contracts/contract_desk.hpp"

namespace switchyard::contracting {

// Who and what made it, for the history and the event.
struct Cause {
  std::string actor;
  Instant at{};                     // On the business clock.
  std::string reason_code = {};
  std::string reason = {};
  std::string source_message = {};  // Id of the message that brought it.
};

// Of one account's step.
struct AccountReason {
  std::string code = {};            // "A76"
  std::string text = {};
  RejectClass reject_class = RejectClass::none;
};

// With accounts, its row locked until the transaction ends. "contract_not_found", "version_conflict".
[[nodiscard]] Result<Contract> contract_to_change(SqlTransaction& transaction, const access::PartnerId& partner, const ContractId& id,
                                                  std::optional<std::int64_t> expected_version = {});
// For operators and this system's own parts: whoever's it is.
[[nodiscard]] Result<Contract> any_contract_to_change(SqlTransaction& transaction, const ContractId& id);

// Used by one thread within one transaction. Nothing is in the database before `write`.
class ContractEdit {
 public:
  ContractEdit(Contract contract, Cause cause);

  // For what is no state: call touch_account for each account that was changed by hand.
  [[nodiscard]] Contract& contract() { return contract_; }
  [[nodiscard]] const Contract& contract() const { return contract_; }
  [[nodiscard]] const Cause& cause() const { return cause_; }
  void touch_account(std::size_t index) { touched_.insert(index); }

  // Refused by the table; the contract is then as it was.
  [[nodiscard]] Result<void> move(ContractEvent event);
  // Of the account at this position of contract().accounts. Call derive() after the last one.
  [[nodiscard]] Result<void> move_account(std::size_t index, AccountEvent event, const AccountReason& reason = {});
  // Of every account that can be.
  void cancel_accounts();
  // The header follows its accounts where it does, progress and the earliest instants in any case.
  void derive();
  // A step that is no transition: "contract.assigned".
  void note(std::string event);
  // Against the tables: a state of the past was wrong. History and event say "contract.corrected" and both states; "contract_state_conflict"
  // where it is there already.
  [[nodiscard]] Result<void> correct(ContractState to);

  // One version more, whatever was done. A partner hears of each transition.
  void write(SqlTransaction& transaction, const ContractDesk& desk);

 private:
  void enter(std::string event, std::string from, std::string to, std::optional<ContractAccountId> account, const AccountReason& reason);

  Contract contract_;
  const Cause cause_;
  std::set<std::size_t> touched_;
  std::vector<HistoryEntry> entries_;
};

// What the header has of its accounts: progress, instants, dates, product, usage and cost. Pure.
void summarize(Contract& contract);

}  // namespace switchyard::contracting

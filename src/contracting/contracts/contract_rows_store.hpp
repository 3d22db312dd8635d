// How rows become structs again: what the stores of contracts share.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "contracting/contracts/contract.hpp"
#include "ports/database.hpp"

namespace switchyard::contracting {

// Structs with nothing in them, which name the columns.
[[nodiscard]] const Contract& blank_contract();
[[nodiscard]] const ContractAccount& blank_account();
[[nodiscard]] const ContractRate& blank_rate();
[[nodiscard]] const HistoryEntry& blank_history();
[[nodiscard]] const ContractCheck& blank_check();
[[nodiscard]] const Acceptance& blank_acceptance();

// "SELECT … FROM contracts", and a row of it.
[[nodiscard]] const std::string& contract_select();
[[nodiscard]] Contract contract_of(const SqlRow& row);

// One statement for all of them.
void read_splits(SqlReader& reader, std::span<Contract> contracts);
// By contract and position.
[[nodiscard]] std::vector<ContractAccount> read_account_rows(SqlReader& reader, std::span<const std::string> contracts);

// "SELECT … FROM contract_accounts", and a row of it.
[[nodiscard]] const std::string& account_select();
[[nodiscard]] ContractAccount account_of(const SqlRow& row);

}  // namespace switchyard::contracting

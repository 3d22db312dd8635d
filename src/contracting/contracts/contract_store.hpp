// What is written of contracts, and the reads that writing needs. Private to the room: others read by contract_reads.hpp and change by
// contract_actions.hpp or ContractEdit.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/contracts/contract.hpp"
#include "ports/database.hpp"

namespace switchyard::contracting {

// The next of the partner's numbers of that year, from 1; its row is locked until the transaction ends.
[[nodiscard]] std::int64_t next_contract_number(SqlTransaction& transaction, const access::PartnerId& partner, int year);
// Another contract of the application has it.
[[nodiscard]] bool is_contract_reference_taken(SqlReader& reader, const access::ApplicationId& application, std::string_view your_reference,
                                               const std::optional<ContractId>& besides = {});

// Header, splits, accounts: a number of statements that does not depend on the number of accounts.
void insert_contract(SqlTransaction& transaction, const Contract& contract);
// False where the stored version is not one less.
[[nodiscard]] bool update_contract_row(SqlTransaction& transaction, const Contract& contract);
void replace_splits(SqlTransaction& transaction, const Contract& contract);
void update_account_rows(SqlTransaction& transaction, const Contract& contract, std::span<const std::size_t> positions);

void insert_rates(SqlTransaction& transaction, const ContractId& contract, std::span<const ContractRate> rates);
// Those that hold become the record of former document versions.
void replace_rates(SqlTransaction& transaction, const ContractId& contract, std::int64_t by_document_version);
void close_rates(SqlTransaction& transaction, const ContractId& contract, std::span<const ContractAccountId> accounts, Date at);

void insert_history(SqlTransaction& transaction, std::span<const HistoryEntry> entries);
void replace_checks(SqlTransaction& transaction, const ContractId& contract, std::span<const ContractCheck> checks);
void insert_acceptance(SqlTransaction& transaction, const Acceptance& acceptance);

// With accounts and splits; locked until the transaction ends. Of any partner.
[[nodiscard]] std::optional<Contract> lock_contract(SqlTransaction& transaction, const ContractId& id);

// Sent and viewed ones whose earliest signBy is at or before `now`, the longest over first.
[[nodiscard]] std::vector<ContractId> unsigned_contracts_over(SqlReader& reader, Instant now, std::int64_t limit);

// Time that other contracts hold at a meter, whoever's they are.
struct HeldInterval {
  std::string account_number;      // Normalised.
  std::string utility_code;
  std::string partner;
  std::string contract;            // ctr_…
  std::string contract_number;
  std::optional<Date> start_read;
  std::optional<Date> end_read;
  std::string former_contract;     // That the holder amends or renews; may be empty.
};
[[nodiscard]] std::vector<HeldInterval> held_intervals(SqlReader& reader, std::span<const std::string> account_numbers);

}  // namespace switchyard::contracting

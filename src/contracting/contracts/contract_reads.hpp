// What is read of contracts, each in a number of statements that does not depend on the number of rows. Partner first: another partner's
// contract is not there.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "contracting/contracts/contract.hpp"
#include "contracting/page.hpp"
#include "ports/database.hpp"

namespace switchyard::contracting {

// With accounts.
[[nodiscard]] std::optional<Contract> find_contract(SqlReader& reader, const access::PartnerId& partner, const ContractId& id);
// In the order of `ids`; what is not there is left out. Without accounts.
[[nodiscard]] std::vector<Contract> contracts_by_ids(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> ids);

// By contract and position.
[[nodiscard]] std::vector<ContractAccount> accounts_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts);
[[nodiscard]] std::vector<ContractAccount> accounts_by_ids(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractAccountId> ids);
[[nodiscard]] std::vector<ContractRate> rates_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts);
[[nodiscard]] std::vector<HistoryEntry> history_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts);
[[nodiscard]] std::vector<ContractCheck> checks_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts);
[[nodiscard]] std::vector<Acceptance> acceptances_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts);
// Without accounts, by customer, the newest first.
[[nodiscard]] std::vector<Contract> contracts_of_customers(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> customers);
[[nodiscard]] std::vector<ContractAccount> contract_accounts_of_service_accounts(SqlReader& reader, const access::PartnerId& partner,
                                                                                 std::span<const ServiceAccountId> service_accounts);

enum class ContractSort : std::uint8_t { created_at, changed_at, number, customer_name, end };
struct ContractFilter {
  std::vector<ContractState> states = {};     // Any of them; empty: all.
  std::string supplier = {};
  std::optional<Commodity> commodity = {};
  std::string state_code = {};                // A site there.
  std::string utility_code = {};
  std::optional<CustomerId> customer = {};
  std::string number = {};                    // Exactly.
  std::string your_reference = {};
  std::string owner_agent = {};
  std::optional<Instant> created_from = {};
  std::optional<Instant> created_until = {};  // Exclusive, as all ends here.
  std::optional<Date> start_from = {};
  std::optional<Date> start_until = {};
  std::optional<Date> end_from = {};
  std::optional<Date> end_until = {};
  std::string text = {};                      // In number, reference or customer's name, letters in any case.
};
[[nodiscard]] Result<Page<Contract>> list_contracts(SqlReader& reader, const access::PartnerId& partner, const ContractFilter& filter, ContractSort sort,
                                                    bool descending, const PageRequest& page);
[[nodiscard]] std::int64_t count_contracts(SqlReader& reader, const access::PartnerId& partner, const ContractFilter& filter);

enum class ContractGroup : std::uint8_t { status, supplier, month };  // The month of creation, "2026-11".
struct ContractCount {
  std::string key;
  std::int64_t contracts = 0;
  std::int64_t accounts = 0;
};
[[nodiscard]] std::vector<ContractCount> count_contracts_by(SqlReader& reader, const access::PartnerId& partner, const ContractFilter& filter, ContractGroup group);

// For exports: one row an account, in order of number and position. The names of the columns are snake_case.
[[nodiscard]] std::span<const std::string_view> export_columns();
// Behind which row an export goes on.
struct ContractRowPlace {
  std::string number = {};
  std::int64_t position = -1;
};
// At most `limit` rows behind `place`, which moves to the last of them; false once there are none further. One statement.
[[nodiscard]] bool read_contract_rows(SqlReader& reader, const access::PartnerId& partner, const ContractFilter& filter, ContractRowPlace& place, std::int64_t limit,
                                      const std::function<void(std::span<const std::string>)>& row);
// All of them in one.
void stream_contract_rows(SqlReader& reader, const access::PartnerId& partner, const ContractFilter& filter,
                          const std::function<void(std::span<const std::string>)>& row);

}  // namespace switchyard::contracting

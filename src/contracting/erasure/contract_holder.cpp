#include "contracting/erasure/contract_holder.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/calendar_months.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/erasure/erasure_store.hpp"
#include "contracting/erasure/retention.hpp"
#include "contracting/search/search_index.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

Error needed_by(const Contract& contract, std::string_view why) {
  return {ErrorKind::conflict, "customer_needed", fmt::format("Contract {} needs the customer's data: {}.", contract.number, why)};
}

// Midnight in UTC of the last end of supply, or the last change.
Instant end_of(const Contract& contract, std::span<const ContractAccount> accounts) {
  std::optional<Date> end;
  for (const ContractAccount& account : accounts) {
    if (account.contract == contract.id && account.end_read) end = std::max(end.value_or(*account.end_read), *account.end_read);
  }
  return end ? Instant::from_unix_ms(std::int64_t{end->days()} * kDayMs) : contract.changed_at;
}

int years_of(const Contract& contract, std::span<const ContractAccount> accounts) {
  int years = 0;
  for (const ContractAccount& account : accounts) {
    if (account.contract == contract.id) years = std::max(years, retention_years(account.state_code));
  }
  return years > 0 ? years : retention_years("");
}

}  // namespace

std::optional<Error> ContractHolder::needs(SqlReader& reader, const access::PartnerId& partner, const CustomerId& customer, Instant now) const {
  const std::vector<Contract> contracts = contracts_of_customers(reader, partner, std::span(&customer, 1));
  std::vector<ContractId> ids;
  for (const Contract& contract : contracts) ids.push_back(contract.id);
  const std::vector<ContractAccount> accounts = accounts_of_contracts(reader, partner, ids);
  for (const Contract& contract : contracts) {
    if (contract.state == ContractState::draft) continue;
    if (!facts_of(contract.state).is_final) return needed_by(contract, fmt::format("it is {}", text_of(contract.state)));
    const bool was_signed = contract.signed_at.has_value() || contract.was_imported;
    if (!was_signed) continue;
    const Instant until = months_after(end_of(contract, accounts), Months{12 * years_of(contract, accounts)});
    if (now < until) return needed_by(contract, fmt::format("it was signed, and is kept until {}", until.text()));
  }
  return std::nullopt;
}

bool ContractHolder::was_touched_since(SqlReader& reader, const access::PartnerId& partner, const CustomerId& customer, Instant since) const {
  const std::vector<Contract> contracts = contracts_of_customers(reader, partner, std::span(&customer, 1));
  return std::ranges::any_of(contracts, [&](const Contract& contract) { return contract.changed_at >= since; });
}

void ContractHolder::erase(SqlTransaction& transaction, const access::PartnerId& partner, const CustomerId& customer, Instant) const {
  std::vector<ContractId> ids;
  for (const Contract& contract : contracts_of_customers(transaction, partner, std::span(&customer, 1))) ids.push_back(contract.id);
  for (const ContractId& id : ids) unindex(transaction, partner, SearchedKind::contract, id.text());
  blank_contracts(transaction, ids);
}

}  // namespace switchyard::contracting

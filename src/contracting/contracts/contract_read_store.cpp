#include <map>

#include <fmt/format.h>

#include "contracting/contracts/contract_columns.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/contracts/contract_rows_store.hpp"
#include "contracting/id_list.hpp"

namespace switchyard::contracting {
namespace {

// Rows of a table that belong to contracts of this partner: $1 is the partner, the ids follow.
template <class Row>
std::string owned_select(std::string_view table, void (*visit)(ColumnNames&, const Row&), const Row& blank, std::string_view order) {
  ColumnNames columns;
  visit(columns, blank);
  return fmt::format("SELECT {} FROM {} t JOIN contracts c ON c.id = t.contract_id WHERE c.partner_id = $1 AND t.contract_id IN ({{ids}}) ORDER BY {}",
                     columns.list("t"), table, order);
}

template <class Row>
std::vector<Row> owned_rows(SqlReader& reader, const IdListQuery& query, const access::PartnerId& partner, std::span<const ContractId> contracts,
                            void (*visit)(ColumnReading&, Row&), const Row& blank) {
  const std::string owner = partner.text();
  std::vector<Row> rows;
  query.run(reader, {std::string_view(owner)}, id_texts(contracts), [&](const SqlRow& row) {
    ColumnReading reading(row);
    visit(reading, rows.emplace_back(blank));
  });
  return rows;
}

std::vector<ContractAccount> accounts_by(SqlReader& reader, const IdListQuery& query, const access::PartnerId& partner, const std::vector<std::string>& ids) {
  const std::string owner = partner.text();
  std::vector<ContractAccount> accounts;
  query.run(reader, {std::string_view(owner)}, ids, [&](const SqlRow& row) { accounts.push_back(account_of(row)); });
  return accounts;
}

void read_signers(SqlReader& reader, std::span<Acceptance> acceptances) {
  static const IdListQuery kQuery(
      "SELECT acceptance_id, role, name, email, title, signed_at_ms FROM acceptance_signers WHERE acceptance_id IN ({ids}) ORDER BY acceptance_id, position", 0);
  std::map<std::string, Acceptance*> by_id;
  std::vector<std::string> ids;
  for (Acceptance& acceptance : acceptances) {
    if (acceptance.method == AcceptanceMethod::envelope) by_id.emplace(ids.emplace_back(acceptance.id.text()), &acceptance);
  }
  if (ids.empty()) return;
  kQuery.run(reader, {}, ids, [&](const SqlRow& row) {
    AcceptanceSigner& signer = by_id.at(std::string(row.text(0)))->signers.emplace_back();
    signer = {.role = std::string(row.text(1)), .name = std::string(row.text(2)), .email = std::string(row.text(3)), .title = std::string(row.text(4))};
    if (!row.is_null(5)) signer.signed_at = Instant::from_unix_ms(row.integer(5));
  });
}

}  // namespace

std::optional<Contract> find_contract(SqlReader& reader, const access::PartnerId& partner, const ContractId& id) {
  std::vector<Contract> found = contracts_by_ids(reader, partner, std::span(&id, 1));
  if (found.empty()) return std::nullopt;
  const std::vector<std::string> ids = {id.text()};
  found.front().accounts = read_account_rows(reader, ids);
  return std::move(found.front());
}

std::vector<Contract> contracts_by_ids(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> ids) {
  static const IdListQuery kQuery(contract_select() + " WHERE partner_id = $1 AND id IN ({ids})", 1);
  const std::string owner = partner.text();
  std::map<ContractId, Contract> by_id;
  kQuery.run(reader, {std::string_view(owner)}, id_texts(ids), [&](const SqlRow& row) {
    Contract contract = contract_of(row);
    by_id.emplace(contract.id, std::move(contract));
  });
  std::vector<Contract> contracts;
  for (const ContractId& id : ids) {
    const auto found = by_id.find(id);
    if (found != by_id.end()) contracts.push_back(found->second);
  }
  read_splits(reader, contracts);
  return contracts;
}

std::vector<ContractAccount> accounts_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts) {
  static const IdListQuery kQuery(account_select() + " WHERE partner_id = $1 AND contract_id IN ({ids}) ORDER BY contract_id, position", 1);
  return accounts_by(reader, kQuery, partner, id_texts(contracts));
}

std::vector<ContractAccount> accounts_by_ids(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractAccountId> ids) {
  static const IdListQuery kQuery(account_select() + " WHERE partner_id = $1 AND id IN ({ids}) ORDER BY contract_id, position", 1);
  return accounts_by(reader, kQuery, partner, id_texts(ids));
}

std::vector<ContractAccount> contract_accounts_of_service_accounts(SqlReader& reader, const access::PartnerId& partner,
                                                                   std::span<const ServiceAccountId> service_accounts) {
  static const IdListQuery kQuery(account_select() + " WHERE partner_id = $1 AND service_account_id IN ({ids}) ORDER BY service_account_id, contract_id DESC, position", 1);
  return accounts_by(reader, kQuery, partner, id_texts(service_accounts));
}

std::vector<Contract> contracts_of_customers(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> customers) {
  static const IdListQuery kQuery(contract_select() + " WHERE partner_id = $1 AND customer_id IN ({ids}) ORDER BY customer_id, id DESC", 1);
  const std::string owner = partner.text();
  std::vector<Contract> contracts;
  kQuery.run(reader, {std::string_view(owner)}, id_texts(customers), [&](const SqlRow& row) { contracts.push_back(contract_of(row)); });
  read_splits(reader, contracts);
  return contracts;
}

std::vector<ContractRate> rates_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts) {
  static const IdListQuery kQuery(owned_select<ContractRate>("contract_rates", visit_rate<ColumnNames, const ContractRate>, blank_rate(),
                                                             "t.contract_id, t.account_id, t.document_version, t.from_month"),
                                  1);
  return owned_rows<ContractRate>(reader, kQuery, partner, contracts, visit_rate<ColumnReading, ContractRate>, blank_rate());
}

std::vector<HistoryEntry> history_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts) {
  static const IdListQuery kQuery(
      owned_select<HistoryEntry>("contract_history", visit_history<ColumnNames, const HistoryEntry>, blank_history(), "t.contract_id, t.sequence"), 1);
  return owned_rows<HistoryEntry>(reader, kQuery, partner, contracts, visit_history<ColumnReading, HistoryEntry>, blank_history());
}

std::vector<ContractCheck> checks_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts) {
  static const IdListQuery kQuery(owned_select<ContractCheck>("contract_checks", visit_check<ColumnNames, const ContractCheck>, blank_check(), "t.contract_id, t.position"), 1);
  std::vector<ContractCheck> checks = owned_rows<ContractCheck>(reader, kQuery, partner, contracts, visit_check<ColumnReading, ContractCheck>, blank_check());
  std::erase_if(checks, [](const ContractCheck& check) { return check.is_for_operators; });
  return checks;
}

std::vector<Acceptance> acceptances_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts) {
  static const IdListQuery kQuery(
      owned_select<Acceptance>("contract_acceptances", visit_acceptance<ColumnNames, const Acceptance>, blank_acceptance(), "t.contract_id, t.id"), 1);
  std::vector<Acceptance> acceptances = owned_rows<Acceptance>(reader, kQuery, partner, contracts, visit_acceptance<ColumnReading, Acceptance>, blank_acceptance());
  read_signers(reader, acceptances);
  return acceptances;
}

}  // namespace switchyard::contracting

#include "contracting/contracts/contract_rows_store.hpp"

#include <map>

#include <fmt/format.h>

#include "contracting/contracts/contract_columns.hpp"
#include "contracting/id_list.hpp"

namespace switchyard::contracting {
namespace {

const Uuid kNone{};

}  // namespace

const Contract& blank_contract() {
  static const Contract kBlank{.id = ContractId(kNone), .partner = access::PartnerId(kNone), .application = access::ApplicationId(kNone), .customer = CustomerId(kNone)};
  return kBlank;
}

const ContractAccount& blank_account() {
  static const ContractAccount kBlank{.id = ContractAccountId(kNone), .contract = ContractId(kNone), .service_account = ServiceAccountId(kNone)};
  return kBlank;
}

const ContractRate& blank_rate() {
  static const ContractRate kBlank{.account = ContractAccountId(kNone)};
  return kBlank;
}

const HistoryEntry& blank_history() {
  static const HistoryEntry kBlank{.contract = ContractId(kNone)};
  return kBlank;
}

const ContractCheck& blank_check() {
  static const ContractCheck kBlank{.id = ContractCheckId(kNone), .contract = ContractId(kNone), .type = {}};
  return kBlank;
}

const Acceptance& blank_acceptance() {
  static const Acceptance kBlank{.id = AcceptanceId(kNone), .contract = ContractId(kNone)};
  return kBlank;
}

const std::string& contract_select() {
  static const std::string kText = [] {
    ColumnNames columns;
    visit_contract(columns, blank_contract());
    return fmt::format("SELECT {} FROM contracts", columns.list());
  }();
  return kText;
}

Contract contract_of(const SqlRow& row) {
  Contract contract = blank_contract();
  ColumnReading reading(row);
  visit_contract(reading, contract);
  return contract;
}

void read_splits(SqlReader& reader, std::span<Contract> contracts) {
  static const IdListQuery kQuery("SELECT contract_id, payee, share_millionths FROM contract_splits WHERE contract_id IN ({ids}) ORDER BY contract_id, position", 0);
  if (contracts.empty()) return;
  std::map<std::string, Contract*, std::less<>> by_id;
  std::vector<std::string> ids;
  for (Contract& contract : contracts) by_id[ids.emplace_back(contract.id.text())] = &contract;
  kQuery.run(reader, {}, ids, [&](const SqlRow& row) {
    by_id.find(row.text(0))->second->commission.splits.push_back({std::string(row.text(1)), row.integer(2)});
  });
}

const std::string& account_select() {
  static const std::string kText = [] {
    ColumnNames columns;
    visit_account(columns, blank_account());
    return fmt::format("SELECT {} FROM contract_accounts", columns.list());
  }();
  return kText;
}

ContractAccount account_of(const SqlRow& row) {
  ContractAccount account = blank_account();
  ColumnReading reading(row);
  visit_account(reading, account);
  return account;
}

std::vector<ContractAccount> read_account_rows(SqlReader& reader, std::span<const std::string> contracts) {
  static const IdListQuery kQuery(account_select() + " WHERE contract_id IN ({ids}) ORDER BY contract_id, position", 0);
  std::vector<ContractAccount> accounts;
  kQuery.run(reader, {}, contracts, [&](const SqlRow& row) { accounts.push_back(account_of(row)); });
  return accounts;
}

}  // namespace switchyard::contracting

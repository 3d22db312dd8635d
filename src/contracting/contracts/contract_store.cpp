#include "contracting/contracts/contract_store.hpp"

#include <deque>

#include <fmt/format.h>

#include "contracting/contracts/contract_columns.hpp"
#include "contracting/contracts/contract_rows_store.hpp"
#include "contracting/id_list.hpp"

namespace switchyard::contracting {
namespace {

template <class Row>
std::string insert_text(std::string_view table, void (*visit)(ColumnNames&, const Row&), const Row& blank, std::initializer_list<std::string_view> further = {}) {
  ColumnNames columns;
  visit(columns, blank);
  for (const std::string_view name : further) columns(name, 0);
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, columns.list(), columns.parameters());
}

template <class Row>
void insert_rows(SqlTransaction& transaction, const std::string& sql, std::span<const Row> rows, void (*visit)(ColumnValues&, const Row&),
                 const std::function<void(ColumnValues&, const Row&)>& further = {}) {
  std::deque<ColumnValues> held;
  std::vector<std::vector<SqlValue>> values;
  values.reserve(rows.size());
  for (const Row& row : rows) {
    ColumnValues& made = held.emplace_back();
    visit(made, row);
    if (further) further(made, row);
    values.push_back(made.values);
  }
  if (!values.empty()) transaction.execute_many(sql, values);
}

const std::string& insert_contract_text() {
  static const std::string kText = insert_text<Contract>("contracts", visit_contract<ColumnNames, const Contract>, blank_contract(),
                                                         {"created_month_index", "search_text"});
  return kText;
}

std::string lower(std::string_view text) {
  std::string folded(text);
  for (char& letter : folded) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return folded;
}

std::string search_text_of(const Contract& contract) {
  return lower(contract.number + "\n" + contract.your_reference + "\n" + contract.customer_name);
}

Month month_of(Instant instant) { return Date::from_days(static_cast<std::int32_t>(instant.unix_seconds() / 86'400)).month_of(); }

void insert_splits(SqlTransaction& transaction, const Contract& contract) {
  const std::string id = contract.id.text();
  std::vector<std::vector<SqlValue>> rows;
  for (std::size_t i = 0; i < contract.commission.splits.size(); ++i) {
    const CommissionSplit& split = contract.commission.splits[i];
    rows.push_back({std::string_view(id), static_cast<std::int64_t>(i), std::string_view(split.payee), split.share_millionths});
  }
  if (rows.empty()) return;
  transaction.execute_many("INSERT INTO contract_splits (contract_id, position, payee, share_millionths) VALUES ($1, $2, $3, $4)", rows);
}

}  // namespace

std::int64_t next_contract_number(SqlTransaction& transaction, const access::PartnerId& partner, int year) {
  const std::string owner = partner.text();
  std::int64_t number = 0;
  transaction.query(
      "INSERT INTO contract_numbers (partner_id, year, last_number) VALUES ($1, $2, 1) "
      "ON CONFLICT (partner_id, year) DO UPDATE SET last_number = contract_numbers.last_number + 1 RETURNING last_number",
      {std::string_view(owner), std::int64_t{year}}, [&](const SqlRow& row) { number = row.integer(0); });
  return number;
}

bool is_contract_reference_taken(SqlReader& reader, const access::ApplicationId& application, std::string_view your_reference,
                                 const std::optional<ContractId>& besides) {
  const std::string owner = application.text();
  const std::string own = besides ? besides->text() : "";
  bool taken = false;
  reader.query("SELECT 1 FROM contracts WHERE application_id = $1 AND your_reference = $2 AND id <> $3 LIMIT 1",
               {std::string_view(owner), your_reference, std::string_view(own)}, [&](const SqlRow&) { taken = true; });
  return taken;
}

void insert_contract(SqlTransaction& transaction, const Contract& contract) {
  ColumnValues row;
  visit_contract(row, contract);
  const std::string search_text = search_text_of(contract);
  row.values.emplace_back(std::int64_t{month_of(contract.created_at).index()});
  row.values.emplace_back(std::string_view(search_text));
  transaction.execute(insert_contract_text(), row.values);
  insert_splits(transaction, contract);
  static const std::string kInsertAccount =
      insert_text<ContractAccount>("contract_accounts", visit_account<ColumnNames, const ContractAccount>, blank_account(), {"partner_id"});
  const std::string partner = contract.partner.text();
  insert_rows<ContractAccount>(transaction, kInsertAccount, contract.accounts, visit_account<ColumnValues, const ContractAccount>,
                               [&](ColumnValues& values, const ContractAccount&) { values.values.emplace_back(std::string_view(partner)); });
}

bool update_contract_row(SqlTransaction& transaction, const Contract& contract) {
  static const std::string kUpdate = [] {
    ColumnNames columns;
    visit_contract(columns, blank_contract());
    columns("search_text", 0);
    return fmt::format("UPDATE contracts SET {} WHERE id = $1 AND partner_id = $2 AND version = ${}", columns.assignments(), columns.names().size() + 1);
  }();
  ColumnValues row;
  visit_contract(row, contract);
  const std::string search_text = search_text_of(contract);
  row.values.emplace_back(std::string_view(search_text));
  row.values.emplace_back(contract.version - 1);
  return transaction.execute(kUpdate, row.values) == 1;
}

void replace_splits(SqlTransaction& transaction, const Contract& contract) {
  const std::string id = contract.id.text();
  transaction.execute("DELETE FROM contract_splits WHERE contract_id = $1", {std::string_view(id)});
  insert_splits(transaction, contract);
}

void update_account_rows(SqlTransaction& transaction, const Contract& contract, std::span<const std::size_t> positions) {
  static const std::string kUpdate = [] {
    ColumnNames columns;
    visit_account(columns, blank_account());
    return fmt::format("UPDATE contract_accounts SET {} WHERE contract_id = $1 AND position = $2", columns.assignments());
  }();
  std::vector<ContractAccount> changed;
  changed.reserve(positions.size());
  for (const std::size_t position : positions) changed.push_back(contract.accounts[position]);
  insert_rows<ContractAccount>(transaction, kUpdate, changed, visit_account<ColumnValues, const ContractAccount>);
}

void insert_rates(SqlTransaction& transaction, const ContractId& contract, std::span<const ContractRate> rates) {
  static const std::string kInsert = insert_text<ContractRate>("contract_rates", visit_rate<ColumnNames, const ContractRate>, blank_rate(), {"contract_id"});
  const std::string id = contract.text();
  insert_rows<ContractRate>(transaction, kInsert, rates, visit_rate<ColumnValues, const ContractRate>,
                            [&](ColumnValues& values, const ContractRate&) { values.values.emplace_back(std::string_view(id)); });
}

void replace_rates(SqlTransaction& transaction, const ContractId& contract, std::int64_t by_document_version) {
  const std::string id = contract.text();
  transaction.execute("UPDATE contract_rates SET replaced_by_version = $2 WHERE contract_id = $1 AND replaced_by_version IS NULL",
                      {std::string_view(id), by_document_version});
}

void close_rates(SqlTransaction& transaction, const ContractId& contract, std::span<const ContractAccountId> accounts, Date at) {
  const std::string id = contract.text();
  const std::vector<std::string> texts = id_texts(accounts);
  std::vector<std::vector<SqlValue>> rows;
  for (const std::string& account : texts) rows.push_back({std::string_view(id), std::string_view(account), std::int64_t{at.days()}});
  if (rows.empty()) return;
  transaction.execute_many(
      "UPDATE contract_rates SET closed_at_days = $3 WHERE contract_id = $1 AND account_id = $2 AND replaced_by_version IS NULL AND closed_at_days IS NULL", rows);
}

void insert_history(SqlTransaction& transaction, std::span<const HistoryEntry> entries) {
  static const std::string kInsert = insert_text<HistoryEntry>("contract_history", visit_history<ColumnNames, const HistoryEntry>, blank_history());
  insert_rows<HistoryEntry>(transaction, kInsert, entries, visit_history<ColumnValues, const HistoryEntry>);
}

void replace_checks(SqlTransaction& transaction, const ContractId& contract, std::span<const ContractCheck> checks) {
  static const std::string kInsert = insert_text<ContractCheck>("contract_checks", visit_check<ColumnNames, const ContractCheck>, blank_check(), {"position"});
  const std::string id = contract.text();
  transaction.execute("DELETE FROM contract_checks WHERE contract_id = $1", {std::string_view(id)});
  std::int64_t position = 0;
  insert_rows<ContractCheck>(transaction, kInsert, checks, visit_check<ColumnValues, const ContractCheck>,
                             [&](ColumnValues& values, const ContractCheck&) { values.values.emplace_back(position++); });
}

void insert_acceptance(SqlTransaction& transaction, const Acceptance& acceptance) {
  static const std::string kInsert = insert_text<Acceptance>("contract_acceptances", visit_acceptance<ColumnNames, const Acceptance>, blank_acceptance());
  insert_rows<Acceptance>(transaction, kInsert, std::span(&acceptance, 1), visit_acceptance<ColumnValues, const Acceptance>);
  const std::string id = acceptance.id.text();
  std::vector<std::vector<SqlValue>> rows;
  for (const AcceptanceSigner& signer : acceptance.signers) {
    rows.push_back({std::string_view(id), static_cast<std::int64_t>(rows.size()), std::string_view(signer.role), std::string_view(signer.name), std::string_view(signer.email),
                    std::string_view(signer.title), signer.signed_at ? SqlValue(signer.signed_at->unix_ms()) : SqlValue(nullptr)});
  }
  if (rows.empty()) return;
  transaction.execute_many("INSERT INTO acceptance_signers (acceptance_id, position, role, name, email, title, signed_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)", rows);
}

std::optional<Contract> lock_contract(SqlTransaction& transaction, const ContractId& id) {
  static const std::string kSelect = contract_select() + " WHERE id = $1 FOR UPDATE";
  const std::string key = id.text();
  std::optional<Contract> contract;
  transaction.query(kSelect, {std::string_view(key)}, [&](const SqlRow& row) { contract = contract_of(row); });
  if (!contract) return std::nullopt;
  const std::vector<std::string> ids = {key};
  read_splits(transaction, std::span(&*contract, 1));
  contract->accounts = read_account_rows(transaction, ids);
  return contract;
}

std::vector<ContractId> unsigned_contracts_over(SqlReader& reader, Instant now, std::int64_t limit) {
  std::vector<ContractId> ids;
  reader.query("SELECT id FROM contracts WHERE state IN ('sent', 'viewed') AND sign_by_at_ms <= $1 ORDER BY sign_by_at_ms, id LIMIT $2", {now.unix_ms(), limit},
               [&](const SqlRow& row) { ids.push_back(ContractId::parse(row.text(0)).value()); });
  return ids;
}

std::vector<HeldInterval> held_intervals(SqlReader& reader, std::span<const std::string> account_numbers) {
  static const IdListQuery kQuery(
      "SELECT s.account_number, a.utility_code, a.partner_id, a.contract_id, c.number, a.start_read_days, a.end_read_days, COALESCE(c.former_contract_id, '') "
      "FROM service_accounts s JOIN contract_accounts a ON a.service_account_id = s.id JOIN contracts c ON c.id = a.contract_id "
      "WHERE s.account_number IN ({ids}) AND c.state NOT IN ('ended', 'declined', 'voided', 'expired', 'cancelled', 'rescinded') "
      "AND a.state NOT IN ('dropped', 'ended', 'cancelled', 'rescinded') ORDER BY c.created_at_ms, a.contract_id, a.position",
      0);
  std::vector<HeldInterval> held;
  kQuery.run(reader, {}, account_numbers, [&](const SqlRow& row) {
    HeldInterval& interval = held.emplace_back();
    interval.account_number = row.text(0);
    interval.utility_code = row.text(1);
    interval.partner = row.text(2);
    interval.contract = row.text(3);
    interval.contract_number = row.text(4);
    if (!row.is_null(5)) interval.start_read = Date::from_days(static_cast<std::int32_t>(row.integer(5)));
    if (!row.is_null(6)) interval.end_read = Date::from_days(static_cast<std::int32_t>(row.integer(6)));
    interval.former_contract = row.text(7);
  });
  return held;
}

}  // namespace switchyard::contracting

#include "contracting/service_accounts/service_account_store.hpp"

#include <deque>
#include <map>

#include <fmt/format.h>

#include "contracting/column_walk.hpp"
#include "contracting/id_list.hpp"
#include "contracting/page_store.hpp"
#include "contracting/service_accounts/service_account_columns.hpp"

namespace switchyard::contracting {
namespace {

const ColumnNames& columns() {
  static const ColumnNames kColumns = [] {
    ColumnNames names;
    const AccountRow row;
    visit_account(names, row);
    return names;
  }();
  return kColumns;
}

ServiceAccount account_of(const SqlRow& row) {
  AccountRow read;
  ColumnReading reading(row);
  visit_account(reading, read);
  return read.take();
}

// $1 partner, $2 customer, $3 commodity, $4 utility, $5 number, $6 state, $7 reference, $8 made after.
constexpr std::string_view kConditions =
    " FROM service_accounts WHERE partner_id = $1 AND erased_at_ms IS NULL AND ($2 = '' OR customer_id = $2) AND ($3 = '' OR commodity = $3) "
    "AND ($4 = '' OR utility_code = $4) AND ($5 = '' OR account_number = $5) AND ($6 = '' OR service_state = $6) AND ($7 = '' OR your_reference = $7) "
    "AND created_at_ms > $8";
constexpr std::size_t kConditionCount = 8;

class Conditions {
 public:
  Conditions(const access::PartnerId& partner, const ServiceAccountFilter& filter)
      : partner_(partner.text()), customer_(filter.customer ? filter.customer->text() : "") {
    values_ = {std::string_view(partner_), std::string_view(customer_), filter.commodity ? text_of(*filter.commodity) : std::string_view(),
               std::string_view(filter.utility_code), std::string_view(filter.account_number), std::string_view(filter.state),
               std::string_view(filter.your_reference), filter.created_after ? filter.created_after->unix_ms() : std::int64_t{-1}};
  }
  Conditions(const Conditions&) = delete;
  Conditions& operator=(const Conditions&) = delete;
  [[nodiscard]] std::span<const SqlValue> values() const { return values_; }

 private:
  std::string partner_;
  std::string customer_;
  std::vector<SqlValue> values_;
};

}  // namespace

std::vector<ServiceAccount> read_service_accounts(SqlReader& reader, const access::PartnerId& partner, std::span<const ServiceAccountId> ids) {
  static const IdListQuery kQuery(fmt::format("SELECT {} FROM service_accounts WHERE partner_id = $1 AND id IN ({{ids}})", columns().list()), 1);
  const std::string owner = partner.text();
  const std::vector<std::string> texts = id_texts(ids);
  std::map<std::string, ServiceAccount> found;
  kQuery.run(reader, {std::string_view(owner)}, texts, [&](const SqlRow& row) {
    ServiceAccount account = account_of(row);
    found.emplace(account.id.text(), std::move(account));
  });
  std::vector<ServiceAccount> accounts;
  for (const std::string& id : texts) {
    if (const auto at = found.find(id); at != found.end()) accounts.push_back(std::move(at->second));
  }
  return accounts;
}

std::optional<ServiceAccount> find_service_account(SqlReader& reader, const access::PartnerId& partner, const ServiceAccountId& id) {
  std::vector<ServiceAccount> found = read_service_accounts(reader, partner, std::span(&id, 1));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<ServiceAccount> read_accounts_of_customers(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> customers,
                                                       std::int64_t limit_each) {
  // The rank is the window function of both engines.
  static const IdListQuery kQuery(
      fmt::format("SELECT {0} FROM (SELECT {0}, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY id) AS place FROM service_accounts "
                  "WHERE partner_id = $1 AND erased_at_ms IS NULL AND customer_id IN ({{ids}})) ranked WHERE place <= $2 ORDER BY customer_id, id",
                  columns().list()),
      2);
  const std::string owner = partner.text();
  std::vector<ServiceAccount> accounts;
  kQuery.run(reader, {std::string_view(owner), limit_each}, id_texts(customers), [&](const SqlRow& row) { accounts.push_back(account_of(row)); });
  return accounts;
}

std::vector<AccountCount> count_accounts_of_customers(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> customers) {
  static const IdListQuery kQuery(
      "SELECT customer_id, COUNT(*) FROM service_accounts WHERE partner_id = $1 AND erased_at_ms IS NULL AND customer_id IN ({ids}) GROUP BY customer_id", 1);
  const std::string owner = partner.text();
  std::vector<AccountCount> counts;
  kQuery.run(reader, {std::string_view(owner)}, id_texts(customers),
             [&](const SqlRow& row) { counts.push_back({CustomerId::parse(row.text(0)).value(), row.integer(1)}); });
  return counts;
}

Result<Page<ServiceAccount>> list_service_accounts(SqlReader& reader, const access::PartnerId& partner, const ServiceAccountFilter& filter,
                                                   const PageWindow& window) {
  static const PagedQuery kQuery(fmt::format("SELECT {}{}", columns().list(), kConditions), kConditionCount);
  const Conditions conditions(partner, filter);
  return read_page<ServiceAccount>(reader, kQuery, conditions.values(), window, filter.descending, account_of,
                                   [](const ServiceAccount& account) { return std::pair(std::string(), account.id.text()); });
}

std::int64_t count_service_accounts(SqlReader& reader, const access::PartnerId& partner, const ServiceAccountFilter& filter) {
  static const std::string kSql = fmt::format("SELECT COUNT(*){}", kConditions);
  const Conditions conditions(partner, filter);
  std::int64_t count = 0;
  reader.query(kSql, conditions.values(), [&](const SqlRow& row) { count = row.integer(0); });
  return count;
}

void insert_service_accounts(SqlTransaction& transaction, std::span<const ServiceAccount> accounts) {
  static const std::string kSql = fmt::format("INSERT INTO service_accounts ({}) VALUES ({})", columns().list(), columns().parameters());
  std::deque<AccountRow> rows;
  std::deque<ColumnValues> kept;
  std::vector<std::vector<SqlValue>> values;
  for (const ServiceAccount& account : accounts) {
    visit_account(kept.emplace_back(), rows.emplace_back(account));
    values.push_back(kept.back().values);
  }
  if (!values.empty()) transaction.execute_many(kSql, values);
}

bool update_service_account_row(SqlTransaction& transaction, const ServiceAccount& account) {
  static const std::string kSql =
      fmt::format("UPDATE service_accounts SET {} WHERE id = $1 AND version = ${}", columns().assignments(), columns().names().size() + 1);
  const AccountRow row(account);
  ColumnValues values;
  visit_account(values, row);
  values.values.emplace_back(account.version - 1);
  return transaction.execute(kSql, values.values) == 1;
}

std::vector<AccountKey> account_keys_of(SqlReader& reader, const CustomerId& customer, std::span<const std::string> account_numbers) {
  static const IdListQuery kQuery("SELECT utility_code, account_number FROM service_accounts WHERE customer_id = $1 AND account_number IN ({ids})", 1);
  const std::string owner = customer.text();
  std::vector<AccountKey> keys;
  kQuery.run(reader, {std::string_view(owner)}, account_numbers,
             [&](const SqlRow& row) { keys.push_back({std::string(row.text(0)), std::string(row.text(1))}); });
  return keys;
}

std::vector<std::string> taken_account_references(SqlReader& reader, const access::ApplicationId& application, std::span<const std::string> references) {
  static const IdListQuery kQuery("SELECT your_reference FROM service_accounts WHERE application_id = $1 AND your_reference IN ({ids})", 1);
  const std::string owner = application.text();
  std::vector<std::string> taken;
  kQuery.run(reader, {std::string_view(owner)}, references, [&](const SqlRow& row) { taken.emplace_back(row.text(0)); });
  return taken;
}

}  // namespace switchyard::contracting

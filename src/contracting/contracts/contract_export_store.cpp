#include <array>
#include <limits>

#include <fmt/format.h>

#include "contracting/contracts/contract_columns.hpp"
#include "contracting/contracts/contract_filter_store.hpp"
#include "contracting/contracts/contract_rows_store.hpp"
#include "values/money.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::array<std::string_view, 29> kColumns = {
    "contract_number", "contract_status", "deal_type",   "customer",   "supplier",      "commodity",    "product",         "utility",    "state",
    "account_number",  "account_status",  "rate_class",  "zone",       "annual_usage",  "usage_unit",   "price",           "price_unit", "annual_cost",
    "term_months",     "start_date",      "end_date",    "sign_by",    "submit_by",     "signed_at",    "owner_agent",     "sub_agency", "your_reference",
    "contract_id",     "contract_account_id"};

template <class T>
std::string text_or_empty(const std::optional<T>& value) {
  return value ? value->text() : std::string();
}

std::array<std::string, kColumns.size()> export_row(const Contract& contract, const ContractAccount& account, std::string_view account_number) {
  return {contract.number,
          std::string(text_of(contract.state)),
          std::string(text_of(contract.deal_type)),
          contract.customer_name,
          contract.supplier,
          std::string(text_of(contract.commodity)),
          account.product,
          account.utility_code,
          account.state_code,
          std::string(account_number),
          std::string(text_of(account.state)),
          account.rate_class,
          account.zone,
          Energy::from_milli(account.annual_usage_milli, base_of(account.price_unit)).amount_text(),
          std::string(text_of(base_of(account.price_unit))),
          UnitPrice::from_micros(account.price_micros, account.price_unit).text(static_cast<int>(account.price_decimals)),
          std::string(text_of(account.price_unit)),
          Money::from_cents(account.annual_cost_cents).text(),
          fmt::format("{}", account.term_months),
          text_or_empty(account.start_read),
          text_or_empty(account.end_read),
          text_or_empty(account.instants.sign_by),
          text_or_empty(account.instants.submit_by),
          text_or_empty(contract.signed_at),
          contract.owner_agent,
          contract.sub_agency,
          contract.your_reference,
          contract.id.text(),
          account.id.text()};
}

}  // namespace

std::span<const std::string_view> export_columns() { return kColumns; }

bool read_contract_rows(SqlReader& reader, const access::PartnerId& partner, const ContractFilter& filter, ContractRowPlace& place, std::int64_t limit,
                        const std::function<void(std::span<const std::string>)>& row) {
  static const std::string kText = [] {
    ColumnNames of_contract;
    ColumnNames of_account;
    visit_contract(of_contract, blank_contract());
    visit_account(of_account, blank_account());
    constexpr std::size_t kFirst = kContractConditionValues + 1;
    return fmt::format("SELECT {}, {}, COALESCE(s.account_number, '') FROM contracts c JOIN contract_accounts a ON a.contract_id = c.id "
                       "LEFT JOIN service_accounts s ON s.id = a.service_account_id{} AND (c.number > ${} OR (c.number = ${} AND a.position > ${})) "
                       "ORDER BY c.number, a.position LIMIT ${}",
                       of_contract.list("c"), of_account.list("a"), contract_conditions(), kFirst, kFirst, kFirst + 1, kFirst + 2);
  }();
  const ContractConditions conditions(partner, filter);
  const ContractRowPlace behind = place;
  std::vector<SqlValue> values(conditions.values().begin(), conditions.values().end());
  values.emplace_back(std::string_view(behind.number));
  values.emplace_back(behind.position);
  values.emplace_back(limit);
  std::int64_t count = 0;
  reader.query(kText, values, [&](const SqlRow& read) {
    Contract contract = blank_contract();
    ContractAccount account = blank_account();
    ColumnReading of_contract(read);
    visit_contract(of_contract, contract);
    ColumnReading of_account(read, of_contract.column());
    visit_account(of_account, account);
    const auto cells = export_row(contract, account, read.text(of_account.column()));
    row(cells);
    place = {.number = contract.number, .position = account.position};
    ++count;
  });
  return count == limit;
}

void stream_contract_rows(SqlReader& reader, const access::PartnerId& partner, const ContractFilter& filter,
                          const std::function<void(std::span<const std::string>)>& row) {
  ContractRowPlace place;
  (void)read_contract_rows(reader, partner, filter, place, std::numeric_limits<std::int64_t>::max(), row);
}

}  // namespace switchyard::contracting

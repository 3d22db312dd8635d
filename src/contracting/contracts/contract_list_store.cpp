#include <array>

#include <fmt/format.h>

#include "contracting/contracts/contract_columns.hpp"
#include "contracting/contracts/contract_filter_store.hpp"
#include "contracting/contracts/contract_rows_store.hpp"
#include "contracting/page_store.hpp"

namespace switchyard::contracting {
namespace {

using Sorted = PagedQuery::Sort;

const PagedQuery& query_for(ContractSort sort) {
  static const std::array<PagedQuery, 5> kQueries = [] {
    ColumnNames columns;
    visit_contract(columns, blank_contract());
    const std::string sql = fmt::format("SELECT {} FROM contracts c{}", columns.list("c"), contract_conditions());
    const std::size_t count = kContractConditionValues;
    return std::array{PagedQuery(sql, count, Sorted::by_number, "created_at_ms"), PagedQuery(sql, count, Sorted::by_number, "changed_at_ms"),
                      PagedQuery(sql, count, Sorted::by_text, "number"), PagedQuery(sql, count, Sorted::by_text, "customer_name"),
                      PagedQuery(sql, count, Sorted::by_number, "COALESCE(end_days, -1)")};
  }();
  return kQueries.at(static_cast<std::size_t>(sort));
}

std::string sort_value(const Contract& contract, ContractSort sort) {
  switch (sort) {
    case ContractSort::created_at: return fmt::format("{}", contract.created_at.unix_ms());
    case ContractSort::changed_at: return fmt::format("{}", contract.changed_at.unix_ms());
    case ContractSort::number: return contract.number;
    case ContractSort::customer_name: return contract.customer_name;
    case ContractSort::end: return fmt::format("{}", contract.end ? contract.end->days() : -1);
  }
  return {};
}

const std::string& counts_for(ContractGroup group) {
  static const std::array<std::string, 3> kTexts = [] {
    const auto text = [](std::string_view column) {
      return fmt::format("SELECT c.{0}, COUNT(*), CAST(SUM(c.account_count) AS BIGINT) FROM contracts c{1} GROUP BY c.{0} ORDER BY c.{0}", column,
                         contract_conditions());
    };
    return std::array{text("state"), text("supplier"), text("created_month_index")};
  }();
  return kTexts.at(static_cast<std::size_t>(group));
}

}  // namespace

Result<Page<Contract>> list_contracts(SqlReader& reader, const access::PartnerId& partner, const ContractFilter& filter, ContractSort sort, bool descending,
                                      const PageRequest& request) {
  const auto window = parse_page(request);
  if (!window) return window.error();
  const ContractConditions conditions(partner, filter);
  auto page = read_page<Contract>(reader, query_for(sort), conditions.values(), *window, descending, contract_of,
                                  [&](const Contract& contract) { return std::pair(sort_value(contract, sort), contract.id.text()); });
  if (page) read_splits(reader, page->rows);
  return page;
}

std::int64_t count_contracts(SqlReader& reader, const access::PartnerId& partner, const ContractFilter& filter) {
  static const std::string kText = "SELECT COUNT(*) FROM contracts c" + contract_conditions();
  const ContractConditions conditions(partner, filter);
  std::int64_t count = 0;
  reader.query(kText, conditions.values(), [&](const SqlRow& row) { count = row.integer(0); });
  return count;
}

std::vector<ContractCount> count_contracts_by(SqlReader& reader, const access::PartnerId& partner, const ContractFilter& filter, ContractGroup group) {
  const ContractConditions conditions(partner, filter);
  std::vector<ContractCount> counts;
  reader.query(counts_for(group), conditions.values(), [&](const SqlRow& row) {
    ContractCount& count = counts.emplace_back();
    count.key = group == ContractGroup::month ? Month::from_index(static_cast<std::int32_t>(row.integer(0))).text() : std::string(row.text(0));
    count.contracts = row.integer(1);
    count.accounts = row.integer(2);
  });
  return counts;
}

}  // namespace switchyard::contracting

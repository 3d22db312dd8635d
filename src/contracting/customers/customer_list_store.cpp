#include <array>

#include <fmt/format.h>

#include "contracting/customers/customer_columns.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/page_store.hpp"
#include "contracting/search/search_index.hpp"
#include "contracting/search/word_bounds.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::size_t kConditionValues = 5;

// $1 partner, $2 state, $3 reference, $4 made after, $5 agent; with a text two bounds a word, of which the first are there.
std::string conditions(bool has_text) {
  std::string sql =
      " FROM customers WHERE partner_id = $1 AND erased_at_ms IS NULL AND ($2 = '' OR legal_state = $2 OR billing_state = $2 OR EXISTS "
      "(SELECT 1 FROM service_accounts WHERE service_accounts.customer_id = customers.id AND service_accounts.service_state = $2)) "
      "AND ($3 = '' OR your_reference = $3) AND created_at_ms > $4 AND ($5 = '' OR owner_agent = $5)";
  for (std::size_t i = 0; has_text && i < kSearchWordsMax; ++i) {
    const std::size_t from = kConditionValues + 2 * i + 1;
    const std::string found = fmt::format(
        "id IN (SELECT object_id FROM search_words WHERE partner_id = $1 AND kind = 'customer' AND word >= ${} AND word < ${})", from, from + 1);
    sql += i == 0 ? " AND " + found : fmt::format(" AND ({} OR ${} IS NULL)", found, from);
  }
  return sql;
}

// The values that the conditions bind; it must outlive the statement.
class Conditions {
 public:
  Conditions(const access::PartnerId& partner, const CustomerFilter& filter) : partner_(partner.text()), bounds_(filter.text) {
    values_ = {std::string_view(partner_), std::string_view(filter.state), std::string_view(filter.your_reference),
               filter.created_after ? filter.created_after->unix_ms() : std::int64_t{-1}, std::string_view(filter.owner_agent)};
    if (has_text()) bounds_.add_to(values_, 0, kSearchWordsMax);
  }
  Conditions(const Conditions&) = delete;
  Conditions& operator=(const Conditions&) = delete;
  [[nodiscard]] std::span<const SqlValue> values() const { return values_; }
  [[nodiscard]] bool has_text() const { return !bounds_.empty(); }

 private:
  std::string partner_;
  WordBounds bounds_;
  std::vector<SqlValue> values_;
};

std::array<PagedQuery, 3> queries(bool has_text) {
  ColumnNames columns;
  const Customer row = blank_customer();
  visit_customer(columns, row);
  const std::string sql = fmt::format("SELECT {}, tax_id_kind, tax_id_last4{}", columns.list(), conditions(has_text));
  const std::size_t count = kConditionValues + (has_text ? 2 * kSearchWordsMax : 0);
  return {PagedQuery(sql, count), PagedQuery(sql, count, PagedQuery::Sort::by_number, "updated_at_ms"),
          PagedQuery(sql, count, PagedQuery::Sort::by_text, "sort_name")};
}

const PagedQuery& query_for(CustomerSort sort, bool has_text) {
  static const std::array<PagedQuery, 3> kPlain = queries(false);
  static const std::array<PagedQuery, 3> kWithText = queries(true);
  return (has_text ? kWithText : kPlain).at(static_cast<std::size_t>(sort));
}

std::string sort_value(const Customer& customer, CustomerSort sort) {
  if (sort == CustomerSort::legal_name) return customer.sort_name;
  return fmt::format("{}", customer.updated_at.unix_ms());
}

}  // namespace

Customer blank_customer() {
  return {.id = CustomerId(Uuid{}), .partner = access::PartnerId(Uuid{}), .application = access::ApplicationId(Uuid{}), .details = {.legal_name = {}}};
}

Customer customer_of(const SqlRow& row) {
  Customer customer = blank_customer();
  ColumnReading reading(row);
  visit_customer(reading, customer);
  if (!row.is_null(reading.column())) {
    customer.tax_id = MaskedTaxId{parse_tax_id_kind(row.text(reading.column())).value(), std::string(row.text(reading.column() + 1))};
  }
  return customer;
}

Result<Page<Customer>> list_customers(SqlReader& reader, const access::PartnerId& partner, const CustomerFilter& filter, const PageWindow& window) {
  const Conditions bound(partner, filter);
  auto page = read_page<Customer>(
      reader, query_for(filter.sort, bound.has_text()), bound.values(), window, filter.descending, customer_of,
      [&](const Customer& customer) { return std::pair(sort_value(customer, filter.sort), customer.id.text()); });
  if (page) page->rows = with_contacts(reader, std::move(page->rows));
  return page;
}

std::int64_t count_customers(SqlReader& reader, const access::PartnerId& partner, const CustomerFilter& filter) {
  static const std::string kPlain = "SELECT COUNT(*)" + conditions(false);
  static const std::string kWithText = "SELECT COUNT(*)" + conditions(true);
  const Conditions bound(partner, filter);
  std::int64_t count = 0;
  reader.query(bound.has_text() ? kWithText : kPlain, bound.values(), [&](const SqlRow& row) { count = row.integer(0); });
  return count;
}

}  // namespace switchyard::contracting

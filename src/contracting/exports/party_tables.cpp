#include "contracting/exports/party_tables.hpp"

#include <algorithm>
#include <array>

namespace switchyard::contracting {
namespace {

constexpr std::array<std::string_view, 4> kNumbersOfContracts = {"annual_usage", "price", "annual_cost", "term_months"};

constexpr std::array<std::string_view, 32> kCustomerColumns = {
    "customer_id",   "legal_name",    "dba",           "entity_type",  "tax_id_kind", "tax_id",        "tax_exemption", "duns",
    "sic",           "naics",         "language",      "legal_line1",  "legal_line2", "legal_city",    "legal_state",   "legal_zip",
    "billing_line1", "billing_line2", "billing_city",  "billing_state", "billing_zip", "signer_first_name", "signer_last_name", "signer_title",
    "signer_email",  "signer_phone",  "billing_email", "owner_agent",  "your_reference", "version", "created_at", "updated_at"};

void add_address(std::vector<std::string>& cells, const std::optional<UsAddress>& address) {
  if (!address) cells.insert(cells.end(), 5, std::string());
  if (address) cells.insert(cells.end(), {address->line1, address->line2, address->city, address->state, address->zip});
}

const Contact* contact_of(const CustomerDetails& details, ContactRole role) {
  const auto found = std::ranges::find(details.contacts, role, &Contact::role);
  return found == details.contacts.end() ? nullptr : &*found;
}

std::vector<std::string> customer_cells(const Customer& customer) {
  const CustomerDetails& details = customer.details;
  std::vector<std::string> cells = {customer.id.text(), details.legal_name, details.dba, std::string(text_of(details.entity_type))};
  cells.insert(cells.end(), {customer.tax_id ? std::string(text_of(customer.tax_id->kind)) : "", customer.tax_id ? masked_text(*customer.tax_id) : "",
                             std::string(text_of(details.tax_exemption)), details.duns, details.sic, details.naics, std::string(text_of(details.language))});
  add_address(cells, details.legal_address);
  add_address(cells, details.billing_address);
  if (const Contact* signer = contact_of(details, ContactRole::signer)) {
    cells.insert(cells.end(), {signer->first_name, signer->last_name, signer->title, signer->email, signer->phone.empty() ? signer->mobile : signer->phone});
  } else {
    cells.insert(cells.end(), 5, std::string());
  }
  const Contact* billing = contact_of(details, ContactRole::billing);
  cells.insert(cells.end(), {billing == nullptr ? "" : billing->email, details.owner_agent, details.your_reference, std::to_string(customer.version),
                             customer.created_at.text(), customer.updated_at.text()});
  return cells;
}

}  // namespace

ExportTable contracts_table(Database& database, const access::PartnerId& partner, ContractFilter filter) {
  ExportTable table{.title = "Contracts", .columns = {}, .next = nullptr};
  for (const std::string_view name : export_columns()) table.columns.push_back({name, std::ranges::find(kNumbersOfContracts, name) != kNumbersOfContracts.end()});
  table.next = [&database, partner, filter = std::move(filter), place = ContractRowPlace{}](const RowSink& row) mutable {
    // A read may run again: nothing of it goes out before it is done.
    std::vector<std::vector<std::string>> rows;
    ContractRowPlace reached;
    bool is_more = false;
    database.read([&](SqlReader& reader) {
      rows.clear();
      reached = place;
      is_more = read_contract_rows(reader, partner, filter, reached, kExportPieceRows, [&](std::span<const std::string> cells) { rows.emplace_back(cells.begin(), cells.end()); });
    });
    for (const auto& cells : rows) row(cells);
    place = reached;
    return is_more;
  };
  return table;
}

ExportTable customers_table(Database& database, const access::PartnerId& partner, CustomerFilter filter) {
  ExportTable table{.title = "Customers", .columns = {}, .next = nullptr};
  for (const std::string_view name : kCustomerColumns) table.columns.push_back({name, false});
  filter.sort = CustomerSort::created_at;
  filter.descending = false;
  table.next = [&database, partner, filter = std::move(filter), window = PageWindow{.size = kExportPieceRows}](const RowSink& row) mutable {
    std::optional<Result<Page<Customer>>> page;
    database.read([&](SqlReader& reader) { page.emplace(list_customers(reader, partner, filter, window)); });
    ENSURE(page->has_value());
    for (const Customer& customer : (*page)->rows) row(customer_cells(customer));
    if (!(*page)->has_next) return false;
    window.after = parse_cursor((*page)->cursors.back()).value();
    return true;
  };
  return table;
}

}  // namespace switchyard::contracting

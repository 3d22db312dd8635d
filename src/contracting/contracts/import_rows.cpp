#include "contracting/contracts/import_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/customers/customer.hpp"
#include "market/csv_record.hpp"

namespace switchyard::contracting {
namespace {

// Reads one row's cells by the name of their column and notes what is wrong.
class Cells {
 public:
  Cells(const std::map<std::string, std::size_t, std::less<>>& places, const std::vector<std::string>& cells, std::int64_t row, std::vector<ImportError>& errors)
      : places_(places), cells_(cells), row_(row), errors_(errors) {}

  [[nodiscard]] std::string text(std::string_view column) const {
    const auto place = places_.find(column);
    if (place == places_.end() || place->second >= cells_.size()) return {};
    return std::string(market::trimmed(cells_[place->second]));
  }
  std::string required(std::string_view column) {
    std::string value = text(column);
    if (value.empty()) refuse(column, "required", "is needed");
    return value;
  }
  void refuse(std::string_view column, std::string code, std::string message) {
    is_wrong_ = true;
    if (errors_.size() < kImportErrorsMax) errors_.push_back({row_, std::string(column), std::move(code), std::move(message)});
  }
  // The parsed value, or none with the refusal noted.
  template <class T>
  std::optional<T> parsed(std::string_view column, const Result<T>& value) {
    if (value) return *value;
    refuse(column, value.error().code, value.error().message);
    return std::nullopt;
  }
  [[nodiscard]] bool is_wrong() const { return is_wrong_; }

 private:
  const std::map<std::string, std::size_t, std::less<>>& places_;
  const std::vector<std::string>& cells_;
  const std::int64_t row_;
  std::vector<ImportError>& errors_;
  bool is_wrong_ = false;
};

void read_meter(Cells& cells, const market::Market& market, ImportRow& row) {
  const std::string code = cells.required("utility");
  const market::Utility* utility = market.utility(code);
  if (!code.empty() && utility == nullptr) cells.refuse("utility", "utility_unknown", fmt::format("no utility has the code \"{}\"", code));
  row.meter.utility_code = code;
  row.meter.account_number = cells.required("account_number");
  row.meter.rate_class = cells.text("rate_class");
  row.meter.zone = cells.text("zone");
  row.meter.service_address = {.line1 = cells.text("service_line1"), .city = cells.text("service_city"), .state = cells.text("service_state"), .zip = cells.text("service_zip")};
  if (utility == nullptr) return;
  row.meter.commodity = utility->commodity;
  if (!row.meter.account_number.empty()) {
    const auto check = market::check_account_number(*utility, row.meter.account_number);
    if (check.verdict == market::AccountVerdict::invalid) {
      cells.refuse("account_number", "account_number_invalid", check.errors.empty() ? "is no number of this utility" : check.errors.front());
    }
  }
}

void read_price(Cells& cells, ImportRow& row) {
  const std::string unit_text = cells.text("price_unit");
  const EnergyUnit usual = row.meter.commodity == Commodity::electric ? EnergyUnit::kwh : EnergyUnit::therm;
  const auto unit = unit_text.empty() ? std::optional(usual) : cells.parsed("price_unit", parse_energy_unit(unit_text));
  const std::string text = cells.required("price");
  if (!unit || text.empty()) return;
  if (commodity_of(*unit) != row.meter.commodity) cells.refuse("price_unit", "unit_mismatch", "is of the other commodity");
  if (const auto price = cells.parsed("price", UnitPrice::parse(text, *unit))) {
    row.price = *price;
    if (price->micros() <= 0) cells.refuse("price", "out_of_range", "must be more than 0");
  }
  const std::size_t point = text.find('.');
  row.price_decimals = point == std::string::npos ? 0 : static_cast<std::int64_t>(text.size() - point - 1);
  const std::string usage = cells.text("annual_usage");
  if (usage.empty()) return;
  const std::string usage_unit_text = cells.text("usage_unit");
  const auto usage_unit = usage_unit_text.empty() ? std::optional(base_of(*unit)) : cells.parsed("usage_unit", parse_energy_unit(usage_unit_text));
  if (!usage_unit) return;
  if (base_of(*usage_unit) != base_of(*unit)) return cells.refuse("usage_unit", "unit_mismatch", fmt::format("the price is by {}", text_of(*unit)));
  row.meter.annual_usage = cells.parsed("annual_usage", Energy::parse(usage, *usage_unit));
}

void read_dates(Cells& cells, ImportRow& row) {
  const auto date = [&](std::string_view column, bool is_required) -> std::optional<Date> {
    const std::string text = is_required ? cells.required(column) : cells.text(column);
    if (text.empty()) return std::nullopt;
    return cells.parsed(column, Date::parse(text));
  };
  const auto start = date("start_date", true);
  const auto end = date("end_date", true);
  row.signed_on = date("signed_on", false);
  if (!start || !end) return;
  row.start = *start;
  row.end = *end;
  if (*end <= *start) cells.refuse("end_date", "out_of_range", "must be after start_date");
}

std::optional<ImportRow> read_row(Cells& cells, const market::Market& market, std::int64_t number) {
  ImportRow row{.row = number};
  row.customer_legal_name = cells.required("customer_legal_name");
  row.customer_reference = cells.text("customer_reference");
  row.contract_number = cells.required("contract_number");
  row.supplier = cells.required("supplier");
  const market::Supplier* supplier = market.supplier(row.supplier);
  if (!row.supplier.empty() && supplier == nullptr) cells.refuse("supplier", "supplier_not_found", fmt::format("no supplier has the code \"{}\"", row.supplier));
  if (supplier != nullptr) row.supplier_name = supplier->name;
  row.owner_agent = cells.text("owner_agent");
  row.sub_agency = cells.text("sub_agency");
  row.product = cells.text("product");
  if (row.contract_number.size() > kYourReferenceSizeMax) cells.refuse("contract_number", "too_long", fmt::format("at most {} bytes", kYourReferenceSizeMax));
  if (row.owner_agent.size() > kAgentNameSizeMax) cells.refuse("owner_agent", "too_long", fmt::format("at most {} bytes", kAgentNameSizeMax));
  if (row.sub_agency.size() > kAgentNameSizeMax) cells.refuse("sub_agency", "too_long", fmt::format("at most {} bytes", kAgentNameSizeMax));
  read_meter(cells, market, row);
  read_price(cells, row);
  read_dates(cells, row);
  if (cells.is_wrong()) return std::nullopt;
  return row;
}

std::map<std::string, std::size_t, std::less<>> places_of(const ImportTable& table, std::vector<ImportError>& errors) {
  const auto columns = import_columns();
  std::map<std::string, std::size_t, std::less<>> places;
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    const std::string name(market::trimmed(table.header[i]));
    if (std::ranges::find(columns, name) == columns.end()) {
      errors.push_back({1, name, "import_columns", "is no column of the table"});
    } else if (!places.emplace(name, i).second) {
      errors.push_back({1, name, "import_columns", "stands twice"});
    }
  }
  for (const std::string_view column : columns.first(required_import_columns())) {
    if (!places.contains(column)) errors.push_back({1, std::string(column), "import_columns", "is needed"});
  }
  return places;
}

}  // namespace

std::vector<ImportedContract> read_import_rows(const ImportTable& table, const market::Market& market, std::vector<ImportError>& errors) {
  const auto places = places_of(table, errors);
  std::vector<ImportedContract> contracts;
  if (!errors.empty()) return contracts;
  std::map<std::string, std::size_t> by_number;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto row_number = static_cast<std::int64_t>(i) + 2;
    Cells cells(places, table.rows[i], row_number, errors);
    auto row = read_row(cells, market, row_number);
    if (!row) continue;
    const auto [place, is_new] = by_number.emplace(row->contract_number, contracts.size());
    if (is_new) contracts.push_back({row->contract_number, {}});
    std::vector<ImportRow>& rows = contracts[place->second].rows;
    const auto differs = [&](std::string_view column, const std::string& one, const std::string& first) {
      if (one != first) errors.push_back({row_number, std::string(column), "import_row_differs", fmt::format("another row of this contract has \"{}\"", first)});
    };
    if (!rows.empty()) {
      differs("customer_legal_name", row->customer_legal_name, rows.front().customer_legal_name);
      differs("supplier", row->supplier, rows.front().supplier);
      if (row->meter.commodity != rows.front().meter.commodity) errors.push_back({row_number, "utility", "contract_mixed_commodity", "electricity and gas are two contracts"});
    }
    if (rows.size() >= kContractAccountsMax) errors.push_back({row_number, "contract_number", "contract_accounts_limit", fmt::format("a contract has at most {} accounts", kContractAccountsMax)});
    rows.push_back(std::move(*row));
  }
  return contracts;
}

}  // namespace switchyard::contracting

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "contracting/contracts/import_contracts.hpp"
#include "market/csv_record.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::array<std::string_view, 22> kColumns = {
    "customer_legal_name", "contract_number", "supplier",     "utility",       "account_number", "price",        "start_date", "end_date",
    "customer_reference",  "product",         "price_unit",   "annual_usage",  "usage_unit",     "rate_class",   "zone",       "service_line1",
    "service_city",        "service_state",   "service_zip",  "signed_on",     "owner_agent",    "sub_agency"};
constexpr std::size_t kRequired = 8;

// A record may hold line breaks inside quotes: the line goes on until its quotes are even.
std::size_t end_of_record(std::string_view text, std::size_t from) {
  bool quoted = false;
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == '\n' && !quoted) return at;
  }
  return text.size();
}

Error at_row(const Error& error, std::size_t row) {
  return {ErrorKind::unprocessable, "invalid_csv", fmt::format("Row {}: {}", row, error.message), {{fmt::format("/rows/{}", row), "invalid_csv", error.message}}};
}

}  // namespace

std::span<const std::string_view> import_columns() { return kColumns; }
std::size_t required_import_columns() { return kRequired; }

Result<ImportTable> parse_import_csv(std::string_view text) {
  if (text.size() > kImportSizeMax) {
    return Error{ErrorKind::too_large, "import_too_large", fmt::format("The table has over {} MB; import it in parts.", kImportSizeMax / (1024 * 1024))};
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  ImportTable table;
  for (std::size_t at = 0, row = 1; at < text.size(); ++row) {
    const std::size_t end = end_of_record(text, at);
    std::string line(text.substr(at, end - at));
    at = end + 1;
    std::ranges::replace(line, '\n', ' ');
    auto record = market::parse_csv_record(line);
    if (!record) return at_row(record.error(), row);
    if (row == 1) {
      table.header = std::move(*record);
    } else {
      table.rows.push_back(std::move(*record));
    }
    if (table.rows.size() > kImportRowsMax) {
      return Error{ErrorKind::too_large, "import_too_large", fmt::format("The table has over {} rows; import it in parts.", kImportRowsMax)};
    }
  }
  return table;
}

}  // namespace switchyard::contracting

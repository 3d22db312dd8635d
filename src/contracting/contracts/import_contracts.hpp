// An agency's existing book of contracts, from a table: one row an account; rows of one contract_number are one contract, which enters as
// active, as it was signed elsewhere. All or nothing; every wrong cell is named by row and column.
//
// The table is plain: CSV is read here; whoever has a workbook (app, by workbook/) fills the same struct from its first sheet.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/contracts/contract_actions.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kImportRowsMax = 10'000;
inline constexpr std::size_t kImportSizeMax = 8u * 1024 * 1024;
inline constexpr std::size_t kImportErrorsMax = 500;

struct ImportTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  // The first is row 2 of the file.
};
// "invalid_csv", "import_too_large".
[[nodiscard]] Result<ImportTable> parse_import_csv(std::string_view text);
// customer_legal_name, contract_number (kept as yourReference), supplier, utility, account_number, price, start_date, end_date are required; then
// customer_reference, product, price_unit, annual_usage, usage_unit, rate_class, zone, service_line1, service_city, service_state, service_zip, signed_on,
// owner_agent, sub_agency.
[[nodiscard]] std::span<const std::string_view> import_columns();
[[nodiscard]] std::size_t required_import_columns();

struct ImportError {
  std::int64_t row = 0;        // Of the file, from 1; 1 is the header.
  std::string column;
  std::string code;
  std::string message;
};

struct ImportReport {
  std::int64_t rows = 0;
  std::vector<ImportError> errors = {};        // Not empty: undo the transaction.
  std::vector<ContractId> contracts = {};
  std::int64_t accounts = 0;
  std::int64_t customers_made = 0;
  std::int64_t warnings = 0;                   // Gaps; account numbers that nobody vouches for.
};
[[nodiscard]] Result<ImportReport> import_contracts(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ImportTable& table);

}  // namespace switchyard::contracting

// An agency's book of contracts as it comes: the first visible sheet of a workbook, or a CSV file.
#pragma once

#include <string_view>

#include "contracting/contracts/import_contracts.hpp"

namespace switchyard::app {

// Numbers as exact decimals, days as "2027-03-01". Refused as workbook::open and parse_import_csv refuse, and where a formula's cell holds an error.
[[nodiscard]] Result<contracting::ImportTable> read_contract_table(std::string_view bytes);

}  // namespace switchyard::app

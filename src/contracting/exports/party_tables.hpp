// A partner's contracts and customers as tables.
#pragma once

#include "contracting/contracts/contract_reads.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/exports/export_table.hpp"

namespace switchyard::contracting {

inline constexpr std::int64_t kExportPieceRows = 500;

// Each piece is read in a transaction of its own: what changes meanwhile is as it is when its row is reached, and no row comes twice. `database` must
// outlive the table.
[[nodiscard]] ExportTable contracts_table(Database& database, const access::PartnerId& partner, ContractFilter filter);
// In order of creation, whatever the filter's sort; without the erased. Tax ids are masked.
[[nodiscard]] ExportTable customers_table(Database& database, const access::PartnerId& partner, CustomerFilter filter);

}  // namespace switchyard::contracting

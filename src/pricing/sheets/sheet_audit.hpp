// What of sheets and words goes into the audit log, in the transaction that does it: action, subject, and the reason as detail.
#pragma once

#include "access/audit_relay.hpp"
#include "market/alias_mappings.hpp"
#include "pricing/sheets/sheet_actions.hpp"
#include "pricing/sheets/sheet_record.hpp"

namespace switchyard::pricing {

// Each does nothing without a relay. Actions: "sheet.imported", "sheet.published", "sheet.rejected", "sheet.withdrawn",
// "sheet.rolled_back", "alias.mapped".
void record_import(SqlTransaction& transaction, access::AuditRelay* audit, const SheetRecord& sheet);
void record_sheet_action(SqlTransaction& transaction, access::AuditRelay* audit, const SheetActionRequest& request, SheetStatus became);
void record_alias_mapping(SqlTransaction& transaction, access::AuditRelay* audit, const market::AliasMapping& mapping, std::size_t sheet_count);

}  // namespace switchyard::pricing

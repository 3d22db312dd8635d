// All SQL about how fresh suppliers' sheets are.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "pricing/intake/freshness.hpp"

namespace switchyard::pricing {

// Of those that an operator set.
[[nodiscard]] std::map<std::string, SupplierCalendar> read_calendars(SqlReader& reader);
void keep_calendar(SqlTransaction& transaction, std::string_view supplier, const SupplierCalendar& calendar, Instant at, std::string_view by);

[[nodiscard]] std::map<std::string, SupplierSheets> read_supplier_sheets(SqlReader& reader, Instant now);

// False where it was noted for that instant before.
bool note_lateness(SqlTransaction& transaction, std::string_view supplier, Instant late_since, Instant now);

}  // namespace switchyard::pricing

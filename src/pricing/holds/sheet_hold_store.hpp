// All SQL about holds of sheets.
#pragma once

#include <optional>
#include <vector>

#include "ports/database.hpp"
#include "pricing/holds/sheet_hold.hpp"

namespace switchyard::pricing {

// With their numbers and rates.
void keep_holds(SqlTransaction& transaction, const SheetId& sheet, const std::vector<SheetHold>& holds);
// Those of the former compilation go, these come instead and are numbered on.
void replace_compilation_holds(SqlTransaction& transaction, const SheetId& sheet, std::vector<SheetHold> holds);
// Writes state and decision.
void update_hold(SqlTransaction& transaction, const SheetId& sheet, const SheetHold& hold);

// In the order of their numbers, without rates.
[[nodiscard]] std::vector<SheetHold> list_holds(SqlReader& reader, const SheetId& sheet);
// The same with the rates of releasable ones.
[[nodiscard]] std::vector<SheetHold> read_holds_with_rates(SqlReader& reader, const SheetId& sheet);

// For metrics: of sheets that are held or published.
struct DoubtCounts {
  std::int64_t sheets_held = 0;
  std::int64_t rows_held = 0;   // Of row and table holds that nobody decided.
};
[[nodiscard]] DoubtCounts count_doubt(SqlReader& reader);

}  // namespace switchyard::pricing

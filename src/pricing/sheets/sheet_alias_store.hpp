// Suppliers' words for utilities as sheets have them: what waits for a mapping, and which sheets a mapping touches.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ports/database.hpp"
#include "pricing/sheets/sheet_record.hpp"

namespace switchyard::pricing {

// Replaces those of the sheet.
void keep_aliases(SqlTransaction& transaction, const SheetId& id, std::string_view supplier, const std::vector<SheetAlias>& aliases);

// A word that no mapping knows, over the sheets that are held, published, superseded or expired.
struct WaitingAlias {
  std::string supplier;
  std::string alias;
  Commodity commodity = Commodity::electric;
  std::string state;
  std::string candidates;         // Utility codes with commas between.
  std::int64_t sheet_count = 0;
  std::int64_t row_count = 0;
  std::string latest_sheet_id;
  std::vector<std::string> suggestions = {};  // Not stored: asked of the market when it is shown.
};
// In order of supplier, commodity, state, alias. An empty supplier: of all.
[[nodiscard]] std::vector<WaitingAlias> list_waiting_aliases(SqlReader& reader, std::string_view supplier);

// Sheets of the same states that hold the word, whether it was understood or not. Empty supplier or state: any.
struct AliasPlace {
  std::string_view supplier;
  std::string_view folded;
  Commodity commodity = Commodity::electric;
  std::string_view state;
};
[[nodiscard]] std::vector<SheetId> list_sheets_with_alias(SqlReader& reader, const AliasPlace& place);

}  // namespace switchyard::pricing

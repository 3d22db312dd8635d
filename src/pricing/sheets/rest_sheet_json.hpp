// Sheets and aliases as the REST interface shows them to operators.
#pragma once

#include <string>
#include <vector>

#include "http/json_writer.hpp"
#include "market/alias_mappings.hpp"
#include "pricing/sheets/sheet_alias_store.hpp"
#include "pricing/sheets/sheet_aliases.hpp"
#include "pricing/sheets/sheet_record.hpp"

namespace switchyard::pricing {

// One object, without its report and history.
void write_sheet(http::JsonWriter& json, const SheetRecord& sheet);
// The same with "report" and "history".
[[nodiscard]] std::string sheet_with_history(const SheetRecord& sheet, const std::vector<SheetStep>& steps);
void write_waiting_alias(http::JsonWriter& json, const WaitingAlias& alias);
void write_alias_mapping(http::JsonWriter& json, const market::AliasMapping& mapping);
[[nodiscard]] std::string mapping_with_sheets(const market::AliasMapping& mapping, const std::vector<RemappedSheet>& sheets);

}  // namespace switchyard::pricing

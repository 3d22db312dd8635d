// The parts of an xlsb ([MS-XLSB]), each read from its own records. Every error names the byte of the part where it stands; the
// part itself is named by the caller. Not thread-safe: they fill a CellTexts.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "values/result.hpp"
#include "workbook/sheet_context.hpp"
#include "workbook/xlsx_parts.hpp"

namespace switchyard::workbook {

Result<WorkbookPart> read_xlsb_workbook_part(std::string_view part, const Limits& limits);
// By index.
Result<std::vector<TextPool::Ref>> read_xlsb_shared_strings(std::string_view part, const Limits& limits, CellTexts& texts);
// By index of cell styles: which of texts.formats the style shows numbers in.
Result<std::vector<std::uint16_t>> read_xlsb_styles(std::string_view part, CellTexts& texts);
Result<StoredGrid> read_xlsb_sheet(std::string_view part, const SheetEntry& entry, SheetContext& context);

}  // namespace switchyard::workbook

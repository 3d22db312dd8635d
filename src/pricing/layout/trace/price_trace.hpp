// How one price was made, or why a cell is none: each field with the cells that it was taken from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pricing/layout/layout.hpp"

namespace switchyard::pricing {

struct FieldTrace {
  std::string field;               // "utility".
  std::string source;              // The layout's words: "column '^LDC$'".
  std::vector<std::string> cells;  // What was looked at, in order: "D18 'COMED'".
  std::string text;                // After the modifiers.
  std::string value;               // What it became: "[0, 75) MWh".
  std::string problem;             // Empty where all is well.
};

struct CellTrace {
  std::string cell;                // "Matrix!F18".
  std::string stored;              // The cell's text as stored.
  std::string format;
  std::string table;               // Empty where no table holds the cell.
  std::string anchor;              // "A17 'START_DATE'".
  std::string header;              // "F17 'STANDARD'": the cell over the price.
  std::vector<FieldTrace> fields;
  std::string scale;               // Dollars a unit for 1 of the cell.
  std::optional<RateRow> rate;     // As it was read; its basis is RateRow::kNoBasis where a check stopped it.
  std::vector<std::string> steps;  // From the stored value to what is sold, in words.
  std::vector<std::string> reasons;  // Why it is no rate, or is not sold.
};

// `reading` is what `layout` read of `workbook`; `sheet` is an index of it (ENSURE).
[[nodiscard]] CellTrace trace_cell(const Layout& layout, const workbook::Workbook& workbook, std::string_view file_name, const SheetReading& reading,
                                   std::uint32_t sheet, workbook::CellPlace place);

// "Matrix!F18", "'Small business'!F18", or a bare "F18" where the file has one sheet: its place. Refused with "cell_unknown": no
// such sheet, or no cell's name.
struct SheetPlace {
  std::uint32_t sheet = 0;
  workbook::CellPlace place;
};
[[nodiscard]] Result<SheetPlace> find_cell(const workbook::Workbook& workbook, std::string_view cell);

}  // namespace switchyard::pricing

// What the sheets of one workbook share while they are read, whatever the file's type.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "workbook/stored_grid.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::workbook {

struct SheetContext {
  const Limits& limits;
  CellTexts& texts;
  std::span<const TextPool::Ref> shared_strings;
  std::span<const std::uint16_t> style_formats;
  bool dates_from_1904 = false;
  std::size_t cell_count = 0;                     // Of all sheets so far, empty ones too.
  std::size_t formulas_without_result = 0;        // Read as empty.
  std::string first_formula_without_result = "";  // "Sheet!C5".
};

}  // namespace switchyard::workbook

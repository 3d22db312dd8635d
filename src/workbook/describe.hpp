// A workbook as lines of text, for authors of layouts: what a reader sees, cell by cell.
#pragma once

#include <ostream>
#include <string_view>

#include "workbook/workbook.hpp"

namespace switchyard::workbook {

[[nodiscard]] std::string_view text_of(CellKind kind);

// A line a sheet ("# sheet 1 of 3, \"Rates\", hidden, 12 rows, 5 columns, merged A1:C1 …, hidden rows 3-4, hidden columns B"),
// then a line a filled cell: place, kind, text, number format between tabs. Tabs, line breaks and backslashes in texts are \t,
// \n, \\.
void describe(const Workbook& workbook, std::ostream& out);

}  // namespace switchyard::workbook

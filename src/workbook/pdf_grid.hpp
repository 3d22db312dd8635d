// Words on a page as cells: lines by height, words close together as one text, columns by what stands above one another.
//
// A PDF has no cells, so this is a reading of where things stand. It joins and places; it never leaves a word out, and two texts
// that fall on one cell are joined, so that neither passes for the cell's only content.
#pragma once

#include "workbook/pdf_words_port.hpp"
#include "workbook/stored_grid.hpp"

namespace switchyard::workbook {

// The grid of one page. Two words of a line are one text where the gap is at most half their height; texts are on one line where
// their middles differ by at most 0.4 of their height. The lines with the most texts make the columns, the others stand in those
// that they overlap most, or in new ones where nothing stood. Refused: "workbook_too_large" (column_count_max).
[[nodiscard]] Result<StoredGrid> grid_of(const PdfPage& page, std::string name, const PdfLimits& limits, CellTexts& texts);

}  // namespace switchyard::workbook

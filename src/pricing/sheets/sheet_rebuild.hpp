// A compiled sheet back as the reading that it was made of, so that it can be compiled anew without its file or its layout.
#pragma once

#include "pricing/book/compiled_sheet.hpp"
#include "pricing/rate_row.hpp"

namespace switchyard::pricing {

// Rows, words, worksheets, validity and scope are the same; notes are not kept in compiled sheets and come back empty.
[[nodiscard]] SheetReading reading_of(const CompiledSheet& sheet);

}  // namespace switchyard::pricing

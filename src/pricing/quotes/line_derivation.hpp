// A line held against what its file says and against its own arithmetic. Pure; each fault is a sentence with both values.
#pragma once

#include <string>
#include <vector>

#include "pricing/quotes/quote.hpp"
#include "pricing/rate_row.hpp"

namespace switchyard::pricing {

// Stack, price, costs, band and margin recalculated from the frozen facts and terms.
[[nodiscard]] std::vector<std::string> calculation_faults(const QuoteLine& line);

// The row of the reading that the line was made of: its cell, words, band, start, term, price, unit, decimals and validity.
[[nodiscard]] std::vector<std::string> reading_faults(const LineFacts& facts, const SheetReading& reading);

}  // namespace switchyard::pricing

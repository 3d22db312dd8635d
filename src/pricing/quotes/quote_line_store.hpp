// SQL of the lines of quotes. Used by quote_store alone.
#pragma once

#include <vector>

#include "ports/database.hpp"
#include "pricing/quotes/quote.hpp"

namespace switchyard::pricing {

void insert_quote_lines(SqlTransaction& transaction, const Quote& quote);
// In their order.
[[nodiscard]] std::vector<QuoteLine> read_quote_lines(SqlReader& reader, const QuoteId& quote);
// Writes those that are selected; none was before.
void update_selected_lines(SqlTransaction& transaction, const Quote& quote);

}  // namespace switchyard::pricing

// A sheet as CSV: every rate that was read, sellable or not, in the canonical columns, each with the cell that it came from.
#pragma once

#include <functional>
#include <string_view>

#include "pricing/book/compiled_sheet.hpp"

namespace switchyard::pricing {

// One header line, then a line a rate in the order of the file, RFC 4180 with line feeds, UTF-8. `sink` gets pieces of about a
// mebibyte. Columns: source_file, sheet, supplier, commodity, utility_alias, rate_class_alias, zone, state, product,
// green_percent, start_from, start_until, term_months, usage_min, usage_max_exclusive, usage_unit, price, price_unit, valid_from,
// valid_until, purchase_of_receivables, billing, ref, sellable_until, customer_class. What a sheet does not say is empty.
void write_csv(const CompiledSheet& sheet, const std::function<void(std::string_view piece)>& sink);

}  // namespace switchyard::pricing

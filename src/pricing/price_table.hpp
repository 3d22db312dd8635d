// Prices for a terminal: what `prices search` prints.
#pragma once

#include <string>

#include "pricing/search.hpp"

namespace switchyard::pricing {

// A line an offer under a line of headings, columns as wide as their texts; where there is no offer, the reason.
[[nodiscard]] std::string render_table(const PricePage& page);

}  // namespace switchyard::pricing

// Does a cell look like a price, whatever any layout says of it? For those who ask what a layout has missed.
#pragma once

#include "workbook/grid.hpp"

namespace switchyard::pricing {

// A number or a text of one, from 0.01 to under 500, with digits after the point as prices have them: three below 1, one above
// it. Neither a date nor a percentage.
[[nodiscard]] bool looks_like_price(const workbook::Cell& cell);

}  // namespace switchyard::pricing

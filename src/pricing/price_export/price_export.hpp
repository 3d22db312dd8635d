// A search as a CSV or a workbook, for people: the same members as the JSON answer, a column each. What a supplier wrote is never
// taken for a formula by the program that opens the file.
#pragma once

#include <string>

#include "pricing/rest_price_page.hpp"

namespace switchyard::pricing {

// UTF-8, a line a price under a line of names (snake_case), CRLF. A text that begins with = + - @ or a control character gets an
// apostrophe before it.
[[nodiscard]] std::string write_prices_csv(const PricePage& page, const PriceAnswer& answer);
// One sheet "Prices"; numbers are numbers and texts are texts.
[[nodiscard]] std::string write_prices_xlsx(const PricePage& page, const PriceAnswer& answer);

}  // namespace switchyard::pricing

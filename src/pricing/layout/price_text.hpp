// A price as a cell holds it: a stored number, or text as people type it. No floating point and no allocation.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "values/decimal.hpp"

namespace switchyard::pricing {

struct PriceText {
  Decimal value;
  int decimals = 0;  // Digits after the point, as written.
};

// "0.0572", "5.72E-2", " $0.05103 ", "$.398", "5.96¢", "1,234.5", "(0.010)" (negative). Nothing for any other text.
[[nodiscard]] std::optional<PriceText> parse_price_text(std::string_view text);

}  // namespace switchyard::pricing

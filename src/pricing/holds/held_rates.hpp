// Held rates as bytes: for each the distance to the row before and the price, seven bits a byte, the lowest first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pricing/rate_hold.hpp"

namespace switchyard::pricing {

// Rows must rise (ENSURE).
[[nodiscard]] std::string bytes_of_held_rates(const std::vector<HeldRate>& rates);
// Of bytes that the other wrote (ENSURE).
[[nodiscard]] std::vector<HeldRate> held_rates_of(std::string_view bytes);

}  // namespace switchyard::pricing

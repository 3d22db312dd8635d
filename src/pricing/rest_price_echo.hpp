// The question as the answer repeats it.
#pragma once

#include <string>

#include "pricing/rest_price_query.hpp"

namespace switchyard::pricing {

// A JSON object of what was asked, absent parameters left out but for defaults that matter; equal questions have equal texts.
[[nodiscard]] std::string price_query_echo(const PriceRequest& request);

}  // namespace switchyard::pricing

// The values that every price question is written in, and who may ask one: what GET /v1/prices, its kin and POST /v1/price-searches share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "pricing/rate_row.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

// Any one of these lets a caller ask for prices; which parts of a price it sees is PriceVisibility's matter.
[[nodiscard]] access::ScopeSet price_scopes();

// Dollars to micro-dollars, at most six decimals and under 1,000 dollars either way; "invalid_decimal".
[[nodiscard]] Result<std::int64_t> parse_margin_micros(std::string_view dollars);
// A share of renewable energy in percent to hundredths: 0 to 100, at most two decimals; "out_of_range".
[[nodiscard]] Result<std::int32_t> parse_green_hundredths(std::string_view percent);
// commercial or multifamily: no other class is sold; "not_one_of".
[[nodiscard]] Result<CustomerClass> parse_sold_class(std::string_view text);
// Five digits; "invalid_zip".
[[nodiscard]] Result<std::string> parse_site_zip(std::string_view text);

// "scope_missing" at the pointer: with a margin in hand, prices would tell the base that the scope hides.
[[nodiscard]] Error margin_hidden(std::string pointer);

}  // namespace switchyard::pricing

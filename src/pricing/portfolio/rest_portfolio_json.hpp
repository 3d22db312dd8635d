// The answer of POST /v1/price-searches: decimals as text, and of the price stack only what the caller's scopes show.
#pragma once

#include <string>

#include "pricing/portfolio/rest_portfolio_query.hpp"
#include "pricing/rest_price_page.hpp"

namespace switchyard::pricing {

[[nodiscard]] std::string write_portfolio(const PortfolioRequest& request, const PortfolioAnswer& answer, const PriceAnswer& shown);

}  // namespace switchyard::pricing

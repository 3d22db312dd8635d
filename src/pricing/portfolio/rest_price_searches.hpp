// POST /v1/price-searches: up to 1,000 sites priced as one customer. It writes nothing and takes no Idempotency-Key.
#pragma once

#include "access/authenticator.hpp"
#include "http/router.hpp"
#include "pricing/rest_prices.hpp"

namespace switchyard::pricing {

// A body of 1,000 sites with every member.
inline constexpr std::size_t kPriceSearchSizeMax = 1u << 20;

void add_price_search_routes(http::Router& router, const access::Authenticator& authenticator, PriceDesks desks);

// The route's work, without its authority.
[[nodiscard]] http::Response answer_price_search(const access::Caller& caller, const http::Request& request, const PriceDesk& desk);

}  // namespace switchyard::pricing

// GET /v1/margin-limits: what margins the caller may add with each supplier, and what it realizes of one. Scope prices:stack. In
// memory from end to end.
//
//   ?commodity ?utility or ?state  ?supplier  ?margin (then also "permitted" and "realized")
#pragma once

#include "pricing/rest_prices.hpp"

namespace switchyard::pricing {

void add_margin_limit_routes(http::Router& router, const access::Authenticator& authenticator, PriceDesks desks);

// The route's work, without its authority.
[[nodiscard]] http::Response answer_margin_limits(const access::Caller& caller, const http::Request& request, const PriceDesk& desk);

}  // namespace switchyard::pricing

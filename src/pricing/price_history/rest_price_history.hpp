// GET /v1/prices/history: what one rate cost over the supplier's sheets. Named by `rateId`, or by the parameters of GET /v1/prices
// where they leave one rate.
#pragma once

#include "pricing/rest_prices.hpp"

namespace switchyard::pricing {

inline constexpr std::int64_t kHistoryLimitMax = 200;

void add_price_history_routes(http::Router& router, const access::Authenticator& authenticator, PriceDesks desks);
// The route's work, without its authority.
[[nodiscard]] http::Response answer_price_history(const access::Caller& caller, const http::Request& request, const PriceDesk& desk);

}  // namespace switchyard::pricing

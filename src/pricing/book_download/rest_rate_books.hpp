// GET /v1/rate-books/current and /v1/rate-books/current/changes: all that a caller may sell, at its own base, and what changed of it.
// Scopes prices:stack, or an operator's, who also see the supplier's price, the house fee and the sheet.
#pragma once

#include "pricing/rest_prices.hpp"

namespace switchyard::pricing {

void add_rate_book_routes(http::Router& router, const access::Authenticator& authenticator, PriceDesks desks);

// The routes' work, without their authority.
[[nodiscard]] http::Response answer_rate_book(const access::Caller& caller, const http::Request& request, const PriceDesk& desk);
[[nodiscard]] http::Response answer_rate_book_changes(const access::Caller& caller, const http::Request& request, const PriceDesk& desk);

// Changes of a page at most.
inline constexpr std::int64_t kBookChangesMax = 1'000;

}  // namespace switchyard::pricing

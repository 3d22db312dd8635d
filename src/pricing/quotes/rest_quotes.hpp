// /v1/quotes: prices frozen for a customer. A partner sees its own quotes alone; operators see all, and change none of a partner's.
//
// Every POST takes an Idempotency-Key and, but for the first, If-Match with the quote's ETag.
//
//   POST /v1/quotes                    quotes:write
//   GET  /v1/quotes                    ?status ?yourReference ?createdFrom ?createdTo ?limit ?cursor    the newest first
//   GET  /v1/quotes/{id}               ?include=canonical
//   POST /v1/quotes/{id}/reprice       {}            quotes:write
//   POST /v1/quotes/{id}/withdraw      {"reason"?}   quotes:write
//   POST /v1/quotes/{id}/select        {"lineIds"}   quotes:write
//   GET  /v1/quotes/{id}/comparison    ?format=xlsx|csv ?include=stack
#pragma once

#include <functional>

#include "access/authenticator.hpp"
#include "http/router.hpp"
#include "pricing/quotes/quote_desk.hpp"

namespace switchyard::pricing {

// The desk of a caller's environment, taken anew for every request.
using QuoteDeskOf = std::function<QuoteDesk(EnvironmentName)>;

// `authenticator` must outlive the router.
void add_quote_routes(http::Router& router, const access::Authenticator& authenticator, QuoteDeskOf desk_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response create_quote_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk);
[[nodiscard]] http::Response list_quotes_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk);
[[nodiscard]] http::Response get_quote_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk);
[[nodiscard]] http::Response reprice_quote_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk);
[[nodiscard]] http::Response withdraw_quote_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk);
[[nodiscard]] http::Response select_quote_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk);
[[nodiscard]] http::Response compare_quote_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk);

}  // namespace switchyard::pricing

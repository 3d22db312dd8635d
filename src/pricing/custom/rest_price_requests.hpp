// /v1/price-requests: prices beyond the sheets. A partner sees its own alone; operators see all and enter what suppliers answer.
// Every POST takes an Idempotency-Key.
//
//   POST /v1/price-requests                                      quotes:write     a draft
//   GET  /v1/price-requests                                      ?status ?yourReference ?supplier ?limit ?cursor    the newest first
//   GET  /v1/price-requests/{id}                                 with sites and offers
//   POST /v1/price-requests/{id}/send                            {}               quotes:write
//   POST /v1/price-requests/{id}/withdraw                        {"reason"?}      quotes:write
//   POST /v1/price-requests/{id}/no-bid                          {"supplier","reason"}    operator:prices
//   POST /v1/price-requests/{id}/offers                          operator:prices
//   GET  /v1/price-requests/{id}/offers/{offerId}                with its prices by site
//   GET  /v1/price-requests/{id}/offers/{offerId}/attachment     operator:prices
//   POST /v1/price-requests/{id}/offers/{offerId}/requote        operator:prices; a whole offer in the place of this one
//   POST /v1/price-requests/{id}/offers/{offerId}/hold|release|withdraw   {"reason"}      operator:prices
#pragma once

#include <functional>

#include "access/authenticator.hpp"
#include "http/router.hpp"
#include "pricing/custom/price_request_desk.hpp"

namespace switchyard::pricing {

// The desk of a caller's environment, taken anew for every request.
using PriceRequestDeskOf = std::function<PriceRequestDesk(EnvironmentName)>;

// `authenticator` must outlive the router.
void add_price_request_routes(http::Router& router, const access::Authenticator& authenticator, PriceRequestDeskOf desk_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response create_price_request_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);
[[nodiscard]] http::Response list_price_requests_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);
[[nodiscard]] http::Response get_price_request_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);
[[nodiscard]] http::Response send_price_request_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);
[[nodiscard]] http::Response withdraw_price_request_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);
[[nodiscard]] http::Response decline_price_request_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);
[[nodiscard]] http::Response add_price_offer_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);
[[nodiscard]] http::Response get_price_offer_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);
[[nodiscard]] http::Response get_offer_attachment_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);
[[nodiscard]] http::Response requote_price_offer_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);
[[nodiscard]] http::Response hold_price_offer_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);
[[nodiscard]] http::Response release_price_offer_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);
[[nodiscard]] http::Response withdraw_price_offer_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk);

}  // namespace switchyard::pricing

// /v1/price-stops: prices off sale at once. Scope operator:prices, in the caller's environment; every POST takes an Idempotency-Key.
//
//   GET  /v1/price-stops             ?supplier ?holding=true ?limit ?cursor    the newest first
//   GET  /v1/price-stops/{id}
//   POST /v1/price-stops             {"supplier"?,"commodity"?,"state"?,"utility"?,"product"?,"from"?,"until"?,"reason"}
//   POST /v1/price-stops/{id}/lift   {"reason"}
#pragma once

#include "pricing/sheets/rest_sheets.hpp"

namespace switchyard::pricing {

// `authenticator` must outlive the router; the desks have a Random (ENSURE).
void add_price_stop_routes(http::Router& router, const access::Authenticator& authenticator, SheetDeskOf desk_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response list_price_stops_route(const SheetDesk& desk, const http::Request& request);
[[nodiscard]] http::Response get_price_stop_route(const SheetDesk& desk, const http::Request& request);
[[nodiscard]] http::Response stop_prices_route(const SheetDesk& desk, const std::string& actor, const http::Request& request);
[[nodiscard]] http::Response lift_price_stop_route(const SheetDesk& desk, const std::string& actor, const http::Request& request);

}  // namespace switchyard::pricing

// /v1/price-terms: what partners may sell and at what. Scope operator:prices, in the caller's environment; every POST takes an
// Idempotency-Key.
//
//   GET  /v1/price-terms             ?kind ?partner ?supplier ?open=true ?limit ?cursor    the newest first
//   GET  /v1/price-terms/{id}
//   POST /v1/price-terms             {"kind","partner"?,"supplier"?,"commodity"?,"state"?,"utility"?,"from"?,"until"?, what the kind says,"reason"}
//   POST /v1/price-terms/{id}/close  {"at"?,"reason"}
#pragma once

#include "pricing/sheets/rest_sheets.hpp"

namespace switchyard::pricing {

// `authenticator` must outlive the router; the desks have a Random (ENSURE).
void add_price_terms_routes(http::Router& router, const access::Authenticator& authenticator, SheetDeskOf desk_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response list_price_terms_route(const SheetDesk& desk, const http::Request& request);
[[nodiscard]] http::Response get_price_terms_route(const SheetDesk& desk, const http::Request& request);
[[nodiscard]] http::Response set_price_terms_route(const SheetDesk& desk, const std::string& actor, const http::Request& request);
[[nodiscard]] http::Response close_price_terms_route(const SheetDesk& desk, const std::string& actor, const http::Request& request);

}  // namespace switchyard::pricing

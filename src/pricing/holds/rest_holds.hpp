// /v1/sheets/{id}/holds: what was stopped of a sheet, and what an operator decides. Scope operator:prices; POSTs take an Idempotency-Key.
//
//   GET  /v1/sheets/{id}/holds                      ?state=held|released|kept ?limit ?cursor
//   POST /v1/sheets/{id}/holds/{holdId}/release     {"reason"}; also /keep
#pragma once

#include "http/json_writer.hpp"
#include "pricing/holds/decide_hold.hpp"
#include "pricing/sheets/rest_sheets.hpp"

namespace switchyard::pricing {

// `authenticator` must outlive the router.
void add_hold_routes(http::Router& router, const access::Authenticator& authenticator, SheetDeskOf desk_of);

void write_hold(http::JsonWriter& json, const SheetHold& hold);
[[nodiscard]] std::string json_of(const DecidedHold& decided);

// The handlers alone, for tests.
[[nodiscard]] http::Response list_holds_route(const SheetDesk& desk, const http::Request& request);
[[nodiscard]] http::Response decide_hold_route(const SheetDesk& desk, HoldState becomes, const std::string& actor, const http::Request& request);

}  // namespace switchyard::pricing

// When a supplier's sheet is awaited. Scope operator:prices.
//
//   POST /v1/suppliers/{code}/calendar   {"cadence":"daily|irregular","expectedBy":"HH:MM"}
#pragma once

#include "access/authenticator.hpp"
#include "http/router.hpp"
#include "pricing/intake/freshness.hpp"
#include "pricing/sheets/rest_sheets.hpp"

namespace switchyard::http {
class JsonWriter;
}

namespace switchyard::pricing {

void add_supplier_calendar_routes(http::Router& router, const access::Authenticator& authenticator, SheetDeskOf desk_of);

// The member "sheets" of a supplier: {"state","receivedAt","nextCutOff","lateSince","cadence","expectedBy"}.
void write_freshness(http::JsonWriter& json, const Freshness& freshness);

// The handler alone, for tests.
[[nodiscard]] http::Response change_calendar_route(const SheetDesk& desk, const std::string& actor, const http::Request& request);

}  // namespace switchyard::pricing

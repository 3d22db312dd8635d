// /v1/suppliers/{code}/settings: what an operator sets of a supplier. Scope operator:prices; the POST takes an Idempotency-Key.
//
//   GET  → {"supplier","quotePolicy","moveLimitPercent","rowMoveLimitPercent"}
//   POST {"quotePolicy"?,"moveLimitPercent"?,"rowMoveLimitPercent"?}: what is absent stays as it is
#pragma once

#include "http/json_writer.hpp"
#include "pricing/sheets/rest_sheets.hpp"
#include "pricing/stops/supplier_settings.hpp"

namespace switchyard::pricing {

void add_supplier_settings_routes(http::Router& router, const access::Authenticator& authenticator, SheetDeskOf desk_of);

void write_supplier_settings(http::JsonWriter& json, std::string_view supplier, const SupplierSettings& settings);

// The handlers alone, for tests.
[[nodiscard]] http::Response get_supplier_settings_route(const SheetDesk& desk, const http::Request& request);
[[nodiscard]] http::Response change_supplier_settings_route(const SheetDesk& desk, const std::string& actor, const http::Request& request);

}  // namespace switchyard::pricing

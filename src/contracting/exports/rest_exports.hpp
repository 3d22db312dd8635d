// A partner's contracts and customers as files.
//
//   GET /v1/contracts/export   ?format=csv|xlsx ?status… ?supplier ?commodity ?state ?utility ?customerId ?number ?yourReference ?ownerAgent ?text
//                              ?createdFrom ?createdUntil ?startFrom ?startUntil ?endFrom ?endUntil     contracts:read    a row an account
//   GET /v1/customers/export   ?format=csv|xlsx ?text ?state ?yourReference ?ownerAgent ?createdAfter   contracts:read    tax ids masked
//
// A CSV is sent as it is read, and may be as long as it likes.
#pragma once

#include <functional>

#include "access/authenticator.hpp"
#include "http/router.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"

namespace switchyard::contracting {

// The database of a caller's environment; it outlives the answer.
using ExportDatabaseOf = std::function<Database&(EnvironmentName)>;

// `authenticator` must outlive the router.
void add_export_routes(http::Router& router, const access::Authenticator& authenticator, ExportDatabaseOf database_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response export_contracts_route(const access::Caller& caller, const http::Request& request, Database& database);
[[nodiscard]] http::Response export_customers_route(const access::Caller& caller, const http::Request& request, Database& database);

}  // namespace switchyard::contracting

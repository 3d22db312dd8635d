// /v1/sheets and /v1/aliases: what came from suppliers and what operators do with it. Scope operator:prices, in the caller's environment.
//
// Every POST takes an Idempotency-Key.
//
//   GET  /v1/sheets                  ?supplier ?status ?limit ?cursor    the newest first
//   GET  /v1/sheets/{id}             with its report and history
//   POST /v1/sheets/{id}/publish     {"reason"}; also /reject, /withdraw, /rollback
//   GET  /v1/aliases                 ?supplier ?status=waiting|mapped ?limit ?cursor
//   POST /v1/aliases                 {"supplier","alias","commodity","state"?,"utility"}
#pragma once

#include <functional>
#include <memory>

#include "access/audit_relay.hpp"
#include "access/authenticator.hpp"
#include "http/router.hpp"
#include "market/market.hpp"
#include "outbox/idempotency.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "pricing/sheets/digest_port.hpp"
#include "pricing/sheets/sheet_status.hpp"
#include "pricing/stops/quote_policy.hpp"

namespace switchyard::pricing {

// What the routes need of one environment. `market` is a snapshot, taken anew for every request.
struct SheetDesk {
  Database& database;
  const Clock& clock;
  std::shared_ptr<const market::Market> market;
  EnvironmentName environment = EnvironmentName::test;
  // Of the same database; with both an Idempotency-Key is obeyed, and without them it is not looked at.
  outbox::IdempotentWrites* writes = nullptr;
  const FileDigest* digest = nullptr;
  access::AuditRelay* audit = nullptr;  // Null: nothing is recorded.
  QuoteReviews* quotes = nullptr;       // Null: no quotes are looked at where prices end.
  Random* random = nullptr;             // Needed where a route makes ids (price stops).
};
using SheetDeskOf = std::function<SheetDesk(EnvironmentName)>;

// `authenticator` must outlive the router.
void add_sheet_routes(http::Router& router, const access::Authenticator& authenticator, SheetDeskOf desk_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response list_sheets_route(const SheetDesk& desk, const http::Request& request);
[[nodiscard]] http::Response get_sheet_route(const SheetDesk& desk, const http::Request& request);
[[nodiscard]] http::Response act_on_sheet_route(const SheetDesk& desk, SheetAction action, const std::string& actor, const http::Request& request);
[[nodiscard]] http::Response list_aliases_route(const SheetDesk& desk, const http::Request& request);
[[nodiscard]] http::Response map_alias_route(const SheetDesk& desk, const std::string& actor, const http::Request& request);

}  // namespace switchyard::pricing

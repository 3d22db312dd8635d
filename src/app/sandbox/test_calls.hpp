// Calls that Test alone has: what time, customers and suppliers would do, done at once for whoever writes a client. In Live none of them exists.
//
// Every POST takes an Idempotency-Key. Each changes what is the caller's own, and nothing else.
//
//   POST /v1/test/quotes/{id}/expire         quotes:write
//   POST /v1/test/sheets/{id}/withdraw       {"reason"?}   quotes:write      {id}: a sheet, or a rate of it
//   POST /v1/test/contracts/{id}/sign        contracts:write
//   POST /v1/test/contracts/{id}/decline     {"reason"?}   contracts:write
//   POST /v1/test/contracts/{id}/sign-late   contracts:write
//   POST /v1/test/contract-accounts/{id}/answer   {"kind","code"?,"text"?,"start"?}   contracts:write
//   POST /v1/test/events/sample              {"type"}      webhooks:write
//   GET  /v1/test/cases                      contracts:read or contracts:write
#pragma once

#include <functional>

#include "access/authenticator.hpp"
#include "http/router.hpp"
#include "app/runtime/api.hpp"

namespace switchyard::app {

// A handler that Live answers 404 test_only.
using TestWork = std::function<http::Response(const access::Caller&, const http::Request&)>;
[[nodiscard]] TestWork in_test_alone(TestWork work);

void add_test_quote_routes(http::Router& router, const ApiParts& parts);
void add_test_contract_routes(http::Router& router, const ApiParts& parts);
void add_test_account_routes(http::Router& router, const ApiParts& parts);
void add_test_event_routes(http::Router& router, const ApiParts& parts);
void add_test_case_routes(http::Router& router, const ApiParts& parts);

// All of them.
void add_test_routes(http::Router& router, const ApiParts& parts);

}  // namespace switchyard::app

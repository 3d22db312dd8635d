// GET /v1/utilities, GET /v1/utilities/{code}, POST /v1/utilities/{code}/account-number-check, POST /v1/utilities/identify, GET /v1/suppliers: for every
// authenticated caller, in its own environment's market. No scope is wanted.
#pragma once

#include <functional>
#include <memory>

#include "access/authenticator.hpp"
#include "http/router.hpp"
#include "market/loaded_market.hpp"

namespace switchyard::http {
class JsonWriter;
}

namespace switchyard::market {

// The market of an environment as it is now; never null. Called from many threads.
using MarketOf = std::function<std::shared_ptr<const LoadedMarket>(EnvironmentName)>;

// Writes further members of a supplier, of one environment at one instant; made anew for each answer, on a worker thread.
using SupplierMembers = std::function<void(http::JsonWriter&, const Supplier&)>;
using SupplierMembersOf = std::function<SupplierMembers(EnvironmentName)>;

// GET /v1/suppliers; `authenticator` must outlive the router.
void add_supplier_route(http::Router& router, const access::Authenticator& authenticator, MarketOf market_of, SupplierMembersOf more_of);
// The others.
void add_market_routes(http::Router& router, const access::Authenticator& authenticator, MarketOf market_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response list_utilities(const LoadedMarket& market, const http::Request& request);
[[nodiscard]] http::Response get_utility(const LoadedMarket& market, const http::Request& request);
[[nodiscard]] http::Response check_account_number_route(const LoadedMarket& market, const http::Request& request);
[[nodiscard]] http::Response identify_utilities(const LoadedMarket& market, const http::Request& request);
[[nodiscard]] http::Response list_suppliers(const LoadedMarket& market, const http::Request& request, const SupplierMembers& more = {});

}  // namespace switchyard::market

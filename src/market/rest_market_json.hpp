// The wire forms of utilities and suppliers.
#pragma once

#include "http/json_writer.hpp"
#include "market/rest_market.hpp"

namespace switchyard::market {

// Without the rate classes, which only one utility's own page has.
void write_utility(http::JsonWriter& json, const LoadedMarket& market, const Utility& utility, bool with_rate_classes);
void write_supplier(http::JsonWriter& json, const Supplier& supplier, const SupplierMembers& more);

}  // namespace switchyard::market

// Suppliers that layouts introduce: what the reference data does not know becomes an environment's own, once.
#pragma once

#include <string>
#include <vector>

#include "market/market_source.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "pricing/layout/layout.hpp"

namespace switchyard::app {

// Of the layouts that have `new_supplier` and no open question, those whose supplier the market does not know are added to the
// environment's reference data: their codes, in order. `market` is refreshed. Refused as market::override_reference does.
Result<std::vector<std::string>> introduce_suppliers(Database& database, market::MarketSource& market, const Clock& clock, const pricing::LayoutLibrary& layouts);

}  // namespace switchyard::app

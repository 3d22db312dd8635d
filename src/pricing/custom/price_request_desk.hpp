// What price requests and offers need of one environment.
#pragma once

#include "access/audit_relay.hpp"
#include "pricing/quotes/quote_desk.hpp"

namespace switchyard::pricing {

struct PriceRequestDesk {
  QuoteDesk quotes;                      // Database, clocks, book, market and keys are the same.
  access::AuditRelay* audit = nullptr;   // Null: nothing is recorded.
};

}  // namespace switchyard::pricing

// What operators do with price stops: make one, lift one. Each raises the book's revision, tells the nodes and is audited, in one
// transaction; every node obeys it with its next book.
#pragma once

#include <string>

#include "access/audit_relay.hpp"
#include "market/market.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"
#include "ports/random.hpp"
#include "pricing/stops/price_stop_store.hpp"
#include "pricing/stops/quote_policy.hpp"

namespace switchyard::pricing {

inline constexpr std::int64_t kHoldingStopsMax = 1'000;

struct PriceStopContext {
  Database& database;
  const Clock& clock;  // The environment's business clock.
  const market::Market& market;
  Random& random;
  EnvironmentName environment = EnvironmentName::test;
  access::AuditRelay* audit = nullptr;   // Null: nothing is recorded.
  QuoteReviews* quotes = nullptr;        // Null: no quotes are looked at.
};

// Empty and absent: every one; at least one of supplier, state and utility is needed.
struct PriceStopRequest {
  std::string supplier = {};
  std::optional<Commodity> commodity = {};
  std::string state = {};                // Two capital letters.
  std::string utility = {};
  std::string product = {};
  std::optional<Instant> from = {};      // Absent, or past: now.
  std::optional<Instant> until = {};
  std::string reason = {};               // 1 to 500 bytes.
  std::string actor = {};
};

// Refused: "stop_too_wide", "unknown_supplier", "unknown_utility", "state_malformed", "stop_over" (until is not after from and now),
// "too_many_stops", "reason_missing", "reason_too_long".
[[nodiscard]] Result<PriceStopRecord> stop_prices_in(SqlTransaction& transaction, const PriceStopContext& context, const PriceStopRequest& request);
[[nodiscard]] Result<PriceStopRecord> stop_prices(const PriceStopContext& context, const PriceStopRequest& request);

struct LiftRequest {
  PriceStopId id;
  std::string reason;
  std::string actor;
};
// Refused: "price_stop_not_found", "price_stop_lifted", "price_stop_over", and for the reason as above.
[[nodiscard]] Result<PriceStopRecord> lift_price_stop_in(SqlTransaction& transaction, const PriceStopContext& context, const LiftRequest& request);
[[nodiscard]] Result<PriceStopRecord> lift_price_stop(const PriceStopContext& context, const LiftRequest& request);

// "scheduled", "holding", "over" or "lifted".
[[nodiscard]] std::string_view state_of(const PriceStopRecord& record, Instant now);

}  // namespace switchyard::pricing

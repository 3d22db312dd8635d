// All SQL about price stops.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/database.hpp"
#include "pricing/stops/price_stops.hpp"

namespace switchyard::pricing {

// A stop with what was done about it.
struct PriceStopRecord {
  PriceStop stop;
  Instant made_at{};
  std::string made_by = {};
  std::optional<Instant> lifted_at = {};
  std::string lifted_by = {};
  std::string lift_reason = {};
};

void insert_price_stop(SqlTransaction& transaction, const PriceStopRecord& record);
// Writes what was lifted.
void update_price_stop(SqlTransaction& transaction, const PriceStopRecord& record);
[[nodiscard]] std::optional<PriceStopRecord> find_price_stop(SqlReader& reader, const PriceStopId& id);

struct PriceStopFilter {
  std::string supplier = {};             // Empty: any.
  std::optional<Instant> holding_at = {};  // Only those neither lifted nor over then; they may begin later.
  std::optional<PriceStopId> before = {};  // Only ids less than it: the newest come first.
  std::int64_t limit = 50;
};
[[nodiscard]] std::vector<PriceStopRecord> list_price_stops(SqlReader& reader, const PriceStopFilter& filter);

// Those that hold at `now` or will: what belongs to a rate book.
[[nodiscard]] PriceStops price_stops_from(SqlReader& reader, Instant now);

}  // namespace switchyard::pricing

// All SQL about arrivals.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/database.hpp"
#include "pricing/intake/arrival.hpp"

namespace switchyard::pricing {

void insert_arrival(SqlTransaction& transaction, const Arrival& arrival);

struct ArrivalFilter {
  std::optional<Channel> channel = {};
  std::string outcome = {};                // Empty: any.
  std::optional<ArrivalId> before = {};    // Only ids less than it: the newest come first.
  std::int64_t limit = 50;
};
[[nodiscard]] std::vector<Arrival> list_arrivals(SqlReader& reader, const ArrivalFilter& filter);

}  // namespace switchyard::pricing

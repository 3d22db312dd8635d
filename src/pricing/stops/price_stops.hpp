// Prices that an operator took off sale at once, whatever their sheets say. A snapshot; it belongs to a rate book.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/energy.hpp"
#include "values/id.hpp"
#include "values/instant.hpp"

namespace switchyard::pricing {

struct PriceStopTag { static constexpr std::string_view kPrefix = "pst"; };
using PriceStopId = Id<PriceStopTag>;

// Empty and absent fields mean every one.
struct PriceStop {
  PriceStopId id;
  std::string supplier = {};                // Code.
  std::optional<Commodity> commodity = {};
  std::string state = {};
  std::string utility = {};                 // Code.
  std::string product = {};                 // The supplier's word.
  Instant from{};
  std::optional<Instant> until = {};        // Exclusive; absent: until it is lifted.
  std::string reason = {};
};

struct StopQuestion {
  std::string_view supplier;
  Commodity commodity = Commodity::electric;
  std::string_view state;
  std::string_view utility;
  std::string_view product;
};

class PriceStops {
 public:
  PriceStops() = default;
  explicit PriceStops(std::vector<PriceStop> stops) : stops_(std::move(stops)) {}

  [[nodiscard]] bool empty() const { return stops_.empty(); }
  [[nodiscard]] const std::vector<PriceStop>& all() const { return stops_; }
  // The first stop that holds there at the instant; null where there is none.
  [[nodiscard]] const PriceStop* find(const StopQuestion& question, Instant at) const;
  // The next instant after `now` at which an answer may change.
  [[nodiscard]] std::optional<Instant> next_change(Instant now) const;

 private:
  std::vector<PriceStop> stops_;
};

}  // namespace switchyard::pricing

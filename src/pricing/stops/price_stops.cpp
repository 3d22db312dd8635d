#include "pricing/stops/price_stops.hpp"

#include <algorithm>

namespace switchyard::pricing {
namespace {

bool covers(const PriceStop& stop, const StopQuestion& question) {
  const auto is_one = [](std::string_view wanted, std::string_view is) { return wanted.empty() || wanted == is; };
  return is_one(stop.supplier, question.supplier) && (!stop.commodity || *stop.commodity == question.commodity) && is_one(stop.state, question.state) &&
         is_one(stop.utility, question.utility) && is_one(stop.product, question.product);
}

}  // namespace

const PriceStop* PriceStops::find(const StopQuestion& question, Instant at) const {
  const auto found = std::ranges::find_if(stops_, [&](const PriceStop& stop) {
    return stop.from <= at && (!stop.until || at < *stop.until) && covers(stop, question);
  });
  return found == stops_.end() ? nullptr : &*found;
}

std::optional<Instant> PriceStops::next_change(Instant now) const {
  std::optional<Instant> next;
  const auto take = [&](Instant at) {
    if (at > now && (!next || at < *next)) next = at;
  };
  for (const PriceStop& stop : stops_) {
    take(stop.from);
    if (stop.until) take(*stop.until);
  }
  return next;
}

}  // namespace switchyard::pricing

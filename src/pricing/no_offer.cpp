#include "pricing/search.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {

std::string_view text_of(NoOffer reason) {
  switch (reason) {
    case NoOffer::none: return "none";
    case NoOffer::start_or_term_not_offered: return "start_or_term_not_offered";
    case NoOffer::usage_above_bands: return "usage_above_bands";
    case NoOffer::usage_outside_bands: return "usage_outside_bands";
    case NoOffer::margin_out_of_policy: return "margin_out_of_policy";
    case NoOffer::price_stopped: return "price_stopped";
    case NoOffer::nothing_matches: return "nothing_matches";
    case NoOffer::not_entitled: return "not_entitled";
    case NoOffer::no_current_price: return "no_current_price";
  }
  ENSURE(false);
  return {};
}

}  // namespace switchyard::pricing

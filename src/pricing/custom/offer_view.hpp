// What an offer's legs cost at a site, as its partner would sell them: the layers of its terms on the supplier's numbers. Pure.
#pragma once

#include <optional>

#include "market/market.hpp"
#include "pricing/book/rate_book.hpp"
#include "pricing/custom/price_offer.hpp"
#include "pricing/terms/price_stack.hpp"

namespace switchyard::pricing {

struct OfferMoment {
  const RateBook& book;
  const market::Market& market;
  Instant now{};
};

// Of the request's partner there.
[[nodiscard]] SellingTerms terms_at(const PriceOffer& offer, const CustomPriceRequest& request, const RequestSite& site, const OfferMoment& moment);

// A price or an adder with the partner's default margin. An adder under a gross-up of the total has none: its tax is on the index too.
[[nodiscard]] StackParts parts_of_price(const LegPrice& price, EnergyUnit unit, const SellingTerms& terms);
[[nodiscard]] std::optional<StackParts> parts_of_adder(const LegPrice& adder, EnergyUnit unit, const SellingTerms& terms);

// The leg's price there: the site's own where it has one.
[[nodiscard]] std::optional<LegPrice> leg_price_at(const PriceOffer& offer, const ScheduleLeg& leg, const OfferSite& site);

}  // namespace switchyard::pricing

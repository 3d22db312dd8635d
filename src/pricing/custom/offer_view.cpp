#include "pricing/custom/offer_view.hpp"

#include <algorithm>

namespace switchyard::pricing {
namespace {

constexpr std::int32_t kDecimalsMin = 5;

}  // namespace

SellingTerms terms_at(const PriceOffer& offer, const CustomPriceRequest& request, const RequestSite& site, const OfferMoment& moment) {
  const market::Utility* utility = moment.market.utility(site.utility);
  return moment.book.rules().terms->of({.partner = request.partner, .supplier = offer.supplier, .commodity = request.commodity,
                                        .state = utility == nullptr ? std::string_view() : std::string_view(utility->state), .utility = site.utility},
                                       moment.now);
}

StackParts parts_of_price(const LegPrice& price, EnergyUnit unit, const SellingTerms& terms) {
  const std::int64_t base_units = base_units_in(unit);
  return {.transfer_micros = price.micros,
          .house_fee_micros = terms.house_fee_micros * base_units,
          .partner_margin_micros = terms.margin.default_micros * base_units,
          .gross_up = terms.gross_up,
          .price_decimals = std::max(price.decimals, kDecimalsMin)};
}

std::optional<StackParts> parts_of_adder(const LegPrice& adder, EnergyUnit unit, const SellingTerms& terms) {
  if (terms.gross_up.form == GrossUpForm::on_total) return std::nullopt;
  return parts_of_price(adder, unit, terms);
}

std::optional<LegPrice> leg_price_at(const PriceOffer& offer, const ScheduleLeg& leg, const OfferSite& site) {
  return site.price && offer.schedule.legs.size() == 1 ? site.price : leg.price;
}

}  // namespace switchyard::pricing

#include "pricing/portfolio/site_offers.hpp"

#include <set>

#include "pricing/book/rate_index.hpp"
#include "pricing/book/word_fold.hpp"

namespace switchyard::pricing {
namespace {

// Any number of base units to a price unit: where the margin is the supplier's default.
constexpr std::int64_t kAnyScale = 0;

// The scales of price units of one kind that a shelf has.
std::set<std::int64_t> scales_of(const UtilityShelf* shelf, EnergyUnit kind) {
  std::set<std::int64_t> scales;
  for (unsigned number = 0; shelf != nullptr && number < 6; ++number) {
    const auto unit = static_cast<EnergyUnit>(number);
    if ((shelf->unit_bits >> number & 1U) != 0 && base_of(unit) == kind) scales.insert(base_units_in(unit));
  }
  return scales;
}

using BestOffers = std::map<OfferKey, Offer>;

void take(BestOffers& best, const OfferKey& key, const Offer& offer) {
  const auto [place, is_new] = best.emplace(key, offer);
  if (!is_new && offer.price_micros * base_units_in(place->second.price_unit) < place->second.price_micros * base_units_in(offer.price_unit)) place->second = offer;
}

// Whether a rate is of the zone asked for itself; else it is of a part of it ("NEMA/CAMB" of "NEMA"), and may not be the site's.
bool is_of_zone(const Offer& offer, const PriceQuery& question) {
  if (question.zone.empty() || offer.zone.empty()) return true;
  const std::string zone = folded(offer.zone);
  return zone == folded(question.zone) || (!question.zone_code.empty() && zone == folded(question.zone_code));
}

// The words that a site must choose from; none where it named one or there is no choice.
std::vector<std::string> choices_of(const std::set<std::string_view>& words, bool is_named) {
  if (is_named || words.size() < 2) return {};
  return {words.begin(), words.end()};
}

}  // namespace

PriceQuery SiteOfferDesk::question_of(const PortfolioSite& site, std::string_view supplier, std::int64_t aggregate_base_milli) const {
  PriceQuery question{.partner = query_.partner,
                      .commodity = site.commodity,
                      .utility_code = site.utility_code,
                      .state = site.state,
                      .annual_usage = Energy::from_milli(aggregate_base_milli, base_of(site.annual_usage.unit())),
                      .rate_class = site.rate_class,
                      .rate_class_code = site.rate_class_code,
                      .zone = site.zone,
                      .zone_code = site.zone_code,
                      .start_months = {site.start},
                      .term_months = query_.term_months,
                      .suppliers = {std::string(supplier)},
                      .product = query_.product,
                      .green_percent_hundredths_min = query_.green_percent_hundredths_min,
                      .customer_class = site.customer_class};
  if (query_.end) question.term_months = {static_cast<std::int16_t>(query_.end->index() - site.start.index())};
  return question;
}

Result<void> SiteOfferDesk::collect(const PriceQuery& question, std::int64_t price_units, SiteOffers& out) const {
  std::set<std::string_view> classes;
  std::set<std::string_view> zones;
  std::set<std::string_view> part_zones;
  BestOffers of_parts;
  PageRequest page{.limit = PageRequest::kLimitMax};
  while (true) {
    const auto found = search(book_, question, at_, mode_, page);
    if (!found) return found.error();
    if (!page.after) out.reason = found->reason;
    for (const Offer& offer : found->offers) {
      if (price_units != kAnyScale && base_units_in(offer.price_unit) != price_units) continue;
      if (!offer.rate_class.empty()) classes.insert(offer.rate_class);
      const bool is_own = is_of_zone(offer, question);
      if (!offer.zone.empty()) (is_own ? zones : part_zones).insert(offer.zone);
      const OfferKey key{offer.product, query_.end ? std::int16_t{0} : offer.term_months};
      take(is_own ? out.best : of_parts, key, offer);
    }
    if (!found->has_more) break;
    page.after = found->offers.back().place;
  }
  if (!question.zone.empty() && !zones.empty()) part_zones.clear();
  if (part_zones.size() == 1) {
    for (const auto& [key, offer] : of_parts) take(out.best, key, offer);
  }
  for (const auto& [gap, words, is_named] : {std::tuple(SiteGap::rate_class_needed, &classes, !question.rate_class.empty()),
                                             std::tuple(SiteGap::zone_needed, &zones, !question.zone.empty()), std::tuple(SiteGap::zone_needed, &part_zones, false)}) {
    std::vector<std::string> choices = choices_of(*words, is_named);
    if (choices.empty()) continue;
    out = {.best = {}, .gap = gap, .reason = NoOffer::none, .choices = std::move(choices)};
    break;
  }
  return {};
}

Result<const SiteOffers*> SiteOfferDesk::ask(const PortfolioSite& site, std::string_view supplier, std::int64_t aggregate_base_milli) {
  const EnergyUnit kind = base_of(site.annual_usage.unit());
  const Shape shape(site.utility_code, site.rate_class, site.zone, site.customer_class, site.start, kind, supplier, aggregate_base_milli);
  if (const auto known = known_.find(shape); known != known_.end()) return &known->second;
  PriceQuery question = question_of(site, supplier, aggregate_base_milli);
  const auto& margin = site.commodity == Commodity::electric ? query_.electric_margin_micros : query_.gas_margin_micros;
  SiteOffers offers;
  if (!margin) {
    if (auto done = collect(question, kAnyScale, offers); !done) return done.error();
  } else {
    for (const std::int64_t scale : scales_of(book_.index().shelf(site.commodity, site.utility_code), kind)) {
      question.margin_micros = *margin * scale;
      if (auto done = collect(question, scale, offers); !done) return done.error();
    }
  }
  return &known_.emplace(shape, std::move(offers)).first->second;
}

}  // namespace switchyard::pricing

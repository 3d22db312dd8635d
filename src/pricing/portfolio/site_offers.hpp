// What one supplier offers one site at one aggregate, by product and term; asked once for all sites of the same shape.
#pragma once

#include <compare>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "pricing/portfolio/portfolio.hpp"

namespace switchyard::pricing {

// What makes an offer of one site comparable with another's. `term_months` is 0 where all sites end together.
struct OfferKey {
  std::string_view product;
  std::int16_t term_months = 0;
  auto operator<=>(const OfferKey&) const = default;
};

struct SiteOffers {
  std::map<OfferKey, Offer> best;         // The lowest price of each key.
  SiteGap gap = SiteGap::no_offer;        // Why there is none, where best is empty.
  NoOffer reason = NoOffer::none;
  std::vector<std::string> choices = {};
};

// Remembers answers; for one question and one thread.
class SiteOfferDesk {
 public:
  SiteOfferDesk(const RateBook& book, const PortfolioQuery& query, Instant at, SearchMode mode) : book_(book), query_(query), at_(at), mode_(mode) {}

  // `aggregate_base_milli` is in the base unit of the site's usage. Valid as long as the desk. Refused as search() is.
  Result<const SiteOffers*> ask(const PortfolioSite& site, std::string_view supplier, std::int64_t aggregate_base_milli);

 private:
  using Shape = std::tuple<std::string_view, std::string_view, std::string_view, CustomerClass, Month, EnergyUnit, std::string_view, std::int64_t>;

  [[nodiscard]] PriceQuery question_of(const PortfolioSite& site, std::string_view supplier, std::int64_t aggregate_base_milli) const;
  Result<void> collect(const PriceQuery& question, std::int64_t price_units, SiteOffers& out) const;

  const RateBook& book_;
  const PortfolioQuery& query_;
  const Instant at_;
  const SearchMode mode_;
  std::map<Shape, SiteOffers> known_;
};

}  // namespace switchyard::pricing

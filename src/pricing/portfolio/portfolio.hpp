// Many sites priced together, as one customer contracts them: usage bands on the aggregate by each supplier's own rule, a price a
// site, and one blended price. A pure function of book, market, question and instant.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "market/market.hpp"
#include "pricing/search.hpp"

namespace switchyard::pricing {

struct PortfolioSite {
  std::string id = {};                    // The caller's; unique in a question.
  Commodity commodity = Commodity::electric;
  std::string utility_code = {};
  std::string state = {};                 // Of the utility.
  std::string rate_class = {};            // As in PriceQuery.
  std::string rate_class_code = {};
  std::string zone = {};
  std::string zone_code = {};
  CustomerClass customer_class = CustomerClass::commercial;
  Energy annual_usage{};
  Month start = Month::from_index(0);     // Of the read that begins supply.
};

struct PortfolioQuery {
  static constexpr std::size_t kSitesMax = 1'000;
  static constexpr std::size_t kOffersMax = 50;

  access::PartnerId partner = no_partner();
  std::vector<PortfolioSite> sites = {};
  // Either terms (none: every one that is offered), or the month in which all sites end together: then each has a term of its own.
  std::vector<std::int16_t> term_months = {};
  std::optional<Month> end = {};
  std::vector<std::string> suppliers = {};
  std::string product = {};
  std::optional<std::int32_t> green_percent_hundredths_min = {};
  // A base unit (kWh, therm, Ccf): a larger price unit takes as many times more. Absent: each supplier's default.
  std::optional<std::int64_t> electric_margin_micros = {};
  std::optional<std::int64_t> gas_margin_micros = {};
  std::size_t offers_max = 10;
};

// Why a site has no price in an offer.
enum class SiteGap : std::uint8_t {
  no_offer,           // `reason` of the search says which.
  rate_class_needed,  // Rates differ by class, and the site names none.
  zone_needed,        // Likewise by zone.
};

struct PortfolioSitePrice {
  std::size_t site = 0;                   // Index in the question.
  Offer offer;                            // Looks into the book. Its annual_cost_cents is the site's.
  Energy banded_usage{};                  // The aggregate that chose the band, in the base unit.
  std::int64_t term_cost_cents = 0;       // Usage x term / 12 x price, half-up: an estimate without a profile.
};

struct PortfolioSiteGap {
  std::size_t site = 0;
  SiteGap gap = SiteGap::no_offer;
  NoOffer reason = NoOffer::none;
  std::vector<std::string> choices = {};  // Classes or zones to choose from.
};

// What one supplier would contract at once: sites of one commodity and unit, one product, one term or one end.
struct PortfolioOffer {
  std::string supplier;
  Commodity commodity = Commodity::electric;
  EnergyUnit unit = EnergyUnit::kwh;      // Base unit of usage and of the blended price.
  std::string product;
  std::int16_t term_months = 0;           // 0 where they end together.
  std::vector<PortfolioSitePrice> prices; // In the order of the question.
  std::vector<PortfolioSiteGap> gaps;     // Sites of this commodity and unit without a price.
  Energy annual_usage = {};               // Of the priced sites.
  std::int64_t blended_micros = 0;        // A base unit, five decimals: sum(usage x price) / sum(usage), rounded once, half-up.
  std::int64_t annual_cost_cents = 0;     // The sum of the sites' rounded costs.
  std::int64_t blended_cost_cents = 0;    // Usage x blended price, half-up: differs by rounding alone.
  std::int64_t term_cost_cents = 0;
  Instant expires_at = {};                // The earliest.

  [[nodiscard]] bool is_complete() const { return gaps.empty(); }
};

// The best of one supplier for each commodity and unit, taken together.
struct SupplierTotal {
  std::string supplier;
  std::size_t sites_priced = 0;
  std::int64_t annual_cost_cents = 0;
  std::vector<std::size_t> offers;        // Indices of PortfolioAnswer::offers.
};

struct PortfolioAnswer {
  // Those that price most sites first, then by annual cost, then by supplier, product and term; at most offers_max of each commodity and unit.
  std::vector<PortfolioOffer> offers;
  std::size_t offers_left_out = 0;
  std::vector<SupplierTotal> suppliers;   // Most sites first, then by annual cost.
  std::vector<PortfolioSiteGap> unpriced; // Sites that no offer has a price for, with the nearest reason.
};

// Refused with "overflow" where costs or usage leave all bounds. Sites are checked by the caller: utilities known, ids unique.
[[nodiscard]] Result<PortfolioAnswer> price_portfolio(const RateBook& book, const market::Market& market, const PortfolioQuery& query, Instant at,
                                                      SearchMode mode);

}  // namespace switchyard::pricing

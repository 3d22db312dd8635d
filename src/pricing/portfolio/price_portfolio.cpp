#include <algorithm>
#include <set>
#include <utility>

#include "pricing/book/rate_index.hpp"
#include "pricing/portfolio/blend.hpp"
#include "pricing/portfolio/portfolio.hpp"
#include "pricing/portfolio/site_offers.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

// Sites that may stand in one contract: electricity and gas never, nor gas by heat and gas by volume.
struct Kind {
  Commodity commodity = Commodity::electric;
  EnergyUnit unit = EnergyUnit::kwh;
  auto operator<=>(const Kind&) const = default;
};

Kind kind_of(const PortfolioSite& site) { return {site.commodity, base_of(site.annual_usage.unit())}; }

using Members = std::vector<std::size_t>;  // Indices of sites.

Error at_site(Error error, std::size_t site) {
  for (FieldError& field : error.fields) field.pointer = "/sites/" + std::to_string(site) + "/" + field.pointer;
  return error;
}

class Portfolio {
 public:
  Portfolio(const RateBook& book, const market::Market& market, const PortfolioQuery& query, Instant at, SearchMode mode)
      : book_(book), market_(market), query_(query), at_(at), mode_(mode), desk_(book, query, at, mode), nearest_(query.sites.size()), is_priced_(query.sites.size()) {}

  Result<PortfolioAnswer> run() {
    for (const PortfolioSite& site : query_.sites) {
      const auto base = site.annual_usage.in_base();
      if (!base) return at_site(at_field(base.error(), "annualUsage"), usages_.size());
      usages_.push_back(base->milli_units());
    }
    for (const auto& [kind, members] : members_by_kind()) {
      for (const std::string& supplier : suppliers_of(members)) {
        if (auto done = price(kind, members, supplier); !done) return done.error();
      }
    }
    return finish();
  }

 private:
  [[nodiscard]] std::map<Kind, Members> members_by_kind() const {
    std::map<Kind, Members> members;
    for (std::size_t site = 0; site < query_.sites.size(); ++site) members[kind_of(query_.sites[site])].push_back(site);
    return members;
  }

  // Those with a price of today at any of the sites' utilities.
  [[nodiscard]] std::set<std::string> suppliers_of(const Members& members) {
    std::set<std::string> all;
    for (const std::size_t site : members) {
      for (const std::string& supplier : suppliers_at(query_.sites[site])) {
        if (query_.suppliers.empty() || std::ranges::find(query_.suppliers, supplier) != query_.suppliers.end()) all.insert(supplier);
      }
    }
    return all;
  }

  const std::set<std::string>& suppliers_at(const PortfolioSite& site) {
    const auto [place, is_new] = suppliers_at_.try_emplace({site.commodity, site.utility_code});
    const UtilityShelf* shelf = is_new ? book_.index().shelf(site.commodity, site.utility_code) : nullptr;
    if (shelf == nullptr) return place->second;
    for (const CurveGroup& group : mode_ == SearchMode::sell ? shelf->on_sale : shelf->every) {
      if (is_live(*shelf, group, at_.unix_ms(), mode_ == SearchMode::sell)) place->second.emplace(group.tables->text(group.tables->head->supplier));
    }
    return place->second;
  }

  // What a band counts together, by the supplier's rule; sites with the same text are summed.
  [[nodiscard]] std::string aggregate_key(std::string_view rule, std::size_t site) const {
    const PortfolioSite& at = query_.sites[site];
    if (rule == "account") return std::to_string(site);
    if (rule == "contract+utility") return at.utility_code;
    if (rule == "contract+utility+rate_class") return at.utility_code + '|' + (at.rate_class_code.empty() ? at.rate_class : at.rate_class_code);
    return {};
  }

  // By member: the aggregate that chooses its band.
  [[nodiscard]] Result<std::vector<std::int64_t>> aggregates_of(const Members& members, std::string_view rule) const {
    std::map<std::string, std::int64_t> sums;
    std::vector<std::int64_t*> sum_of;
    for (const std::size_t site : members) {
      std::int64_t& sum = sums[aggregate_key(rule, site)];
      if (__builtin_add_overflow(sum, usages_[site], &sum)) return Error{.code = "overflow", .message = "The usage of all sites together is out of all bounds."};
      sum_of.push_back(&sum);
    }
    std::vector<std::int64_t> aggregates;
    for (const std::int64_t* sum : sum_of) aggregates.push_back(*sum);
    return aggregates;
  }

  // What each member is offered where exactly these are contracted together.
  struct Round {
    Members members;
    std::vector<std::int64_t> aggregates;
    std::vector<const SiteOffers*> offers;
  };

  Result<Round> ask(Members members, const std::string& supplier, std::string_view rule) {
    Round round{.members = std::move(members), .aggregates = {}, .offers = {}};
    auto aggregates = aggregates_of(round.members, rule);
    if (!aggregates) return aggregates.error();
    round.aggregates = std::move(*aggregates);
    for (std::size_t i = 0; i < round.members.size(); ++i) {
      const auto offers = desk_.ask(query_.sites[round.members[i]], supplier, round.aggregates[i]);
      if (!offers) return at_site(offers.error(), round.members[i]);
      round.offers.push_back(*offers);
    }
    return round;
  }

  Result<void> price(const Kind& kind, const Members& all, const std::string& supplier) {
    Members members;
    for (const std::size_t site : all) {
      if (suppliers_at(query_.sites[site]).contains(supplier)) members.push_back(site);
    }
    const market::Supplier* const known = market_.supplier(supplier);
    const std::string rule = known != nullptr ? known->aggregate_by : std::string();
    const auto first = ask(members, supplier, rule);
    if (!first) return first.error();
    std::set<OfferKey> keys;
    for (const SiteOffers* offers : first->offers) {
      for (const auto& [key, offer] : offers->best) keys.insert(key);
    }
    note_reasons(*first);
    for (const OfferKey& key : keys) {
      if (auto done = price_key(kind, all, *first, supplier, rule, key); !done) return done.error();
    }
    return {};
  }

  // Sites without a price leave, and with them their usage: until those who stay are all priced in the band of their own sum.
  Result<void> price_key(const Kind& kind, const Members& all, const Round& first, const std::string& supplier, std::string_view rule, const OfferKey& key) {
    Round kept;
    const Round* round = &first;
    while (true) {
      Members stay;
      for (std::size_t i = 0; i < round->members.size(); ++i) {
        if (round->offers[i]->best.contains(key)) stay.push_back(round->members[i]);
      }
      if (stay.empty()) return {};
      if (stay.size() == round->members.size()) break;
      auto next = ask(std::move(stay), supplier, rule);
      if (!next) return next.error();
      kept = std::move(*next);
      round = &kept;
    }
    return offer_of(kind, all, first, *round, supplier, key);
  }

  Result<void> offer_of(const Kind& kind, const Members& all, const Round& first, const Round& round, const std::string& supplier, const OfferKey& key) {
    PortfolioOffer out{.supplier = supplier, .commodity = kind.commodity, .unit = kind.unit, .product = std::string(key.product), .term_months = key.term_months,
                       .prices = {}, .gaps = {}};
    std::vector<BlendPart> parts;
    for (std::size_t i = 0; i < round.members.size(); ++i) {
      auto priced = site_price(round, i, kind, round.offers[i]->best.at(key));
      if (!priced) return at_site(priced.error(), round.members[i]);
      parts.push_back({.usage_base_milli = usages_[round.members[i]], .price_micros = priced->offer.price_micros, .price_unit = priced->offer.price_unit});
      out.expires_at = i == 0 ? priced->offer.expires_at : std::min(out.expires_at, priced->offer.expires_at);
      if (__builtin_add_overflow(out.annual_cost_cents, priced->offer.annual_cost_cents, &out.annual_cost_cents) ||
          __builtin_add_overflow(out.term_cost_cents, priced->term_cost_cents, &out.term_cost_cents)) {
        return Error{.code = "overflow", .message = "The cost of all sites together is out of all bounds."};
      }
      is_priced_[round.members[i]] = true;
      out.prices.push_back(std::move(*priced));
    }
    const auto blend = blend_of(parts);
    if (!blend) return blend.error();
    out.annual_usage = Energy::from_milli(blend->usage_base_milli, kind.unit);
    out.blended_micros = blend->price_micros;
    out.blended_cost_cents = blend->blended_cost_cents;
    out.gaps = gaps_of(all, first, round, key);
    offers_.push_back(std::move(out));
    return {};
  }

  [[nodiscard]] Result<PortfolioSitePrice> site_price(const Round& round, std::size_t i, const Kind& kind, const Offer& offer) const {
    const std::int64_t usage = usages_[round.members[i]];
    PortfolioSitePrice out{.site = round.members[i], .offer = offer, .banded_usage = Energy::from_milli(round.aggregates[i], kind.unit)};
    const auto annual = annual_cost_cents(usage, offer.price_micros, offer.price_unit);
    if (!annual) return annual.error();
    const auto term = term_cost_cents(usage, offer.price_micros, offer.price_unit, offer.term_months);
    if (!term) return term.error();
    out.offer.annual_cost_cents = *annual;
    out.term_cost_cents = *term;
    return out;
  }

  [[nodiscard]] std::vector<PortfolioSiteGap> gaps_of(const Members& all, const Round& first, const Round& round, const OfferKey& key) const {
    std::vector<PortfolioSiteGap> gaps;
    for (const std::size_t site : all) {
      if (std::ranges::binary_search(round.members, site)) continue;
      const auto at = std::ranges::lower_bound(first.members, site);
      if (at == first.members.end() || *at != site) {
        gaps.push_back({.site = site, .reason = NoOffer::no_current_price});
        continue;
      }
      const SiteOffers& offers = *first.offers[static_cast<std::size_t>(at - first.members.begin())];
      // It was offered something else, or this with an aggregate that those who left were a part of.
      if (!offers.best.empty()) gaps.push_back({.site = site, .reason = offers.best.contains(key) ? NoOffer::usage_outside_bands : NoOffer::start_or_term_not_offered});
      if (offers.best.empty()) gaps.push_back({.site = site, .gap = offers.gap, .reason = offers.reason, .choices = offers.choices});
    }
    return gaps;
  }

  void note_reasons(const Round& round) {
    for (std::size_t i = 0; i < round.members.size(); ++i) {
      const SiteOffers& offers = *round.offers[i];
      if (!offers.best.empty()) continue;
      PortfolioSiteGap found{.site = round.members[i], .gap = offers.gap, .reason = offers.reason, .choices = offers.choices};
      auto& nearest = nearest_[round.members[i]];
      if (!nearest || found.reason < nearest->reason) nearest = std::move(found);
    }
  }

  [[nodiscard]] static auto rank_of(const PortfolioOffer& offer) {
    return std::tuple(offer.commodity, offer.unit, -static_cast<std::int64_t>(offer.prices.size()), offer.annual_cost_cents, std::string_view(offer.supplier),
                      std::string_view(offer.product), offer.term_months);
  }

  Result<PortfolioAnswer> finish() {
    std::ranges::sort(offers_, [](const PortfolioOffer& a, const PortfolioOffer& b) { return rank_of(a) < rank_of(b); });
    PortfolioAnswer answer;
    std::map<Kind, std::size_t> counts;
    std::map<std::string, SupplierTotal> totals;
    std::set<std::pair<std::string, Kind>> taken;
    for (PortfolioOffer& offer : offers_) {
      const Kind kind{offer.commodity, offer.unit};
      // The best of each supplier stays whatever the limit: its total rests on it.
      const bool is_best = taken.emplace(offer.supplier, kind).second;
      if (counts[kind] >= query_.offers_max && !is_best) {
        ++answer.offers_left_out;
        continue;
      }
      ++counts[kind];
      if (is_best) {
        SupplierTotal& total = totals[offer.supplier];
        total.supplier = offer.supplier;
        total.sites_priced += offer.prices.size();
        if (__builtin_add_overflow(total.annual_cost_cents, offer.annual_cost_cents, &total.annual_cost_cents)) {
          return Error{.code = "overflow", .message = "The cost of all sites together is out of all bounds."};
        }
        total.offers.push_back(answer.offers.size());
      }
      answer.offers.push_back(std::move(offer));
    }
    for (auto& [supplier, total] : totals) answer.suppliers.push_back(std::move(total));
    std::ranges::stable_sort(answer.suppliers, [](const SupplierTotal& a, const SupplierTotal& b) {
      return a.sites_priced != b.sites_priced ? a.sites_priced > b.sites_priced : a.annual_cost_cents < b.annual_cost_cents;
    });
    for (std::size_t site = 0; site < query_.sites.size(); ++site) {
      if (is_priced_[site]) continue;
      answer.unpriced.push_back(nearest_[site].value_or(PortfolioSiteGap{.site = site, .reason = NoOffer::no_current_price}));
    }
    return answer;
  }

  const RateBook& book_;
  const market::Market& market_;
  const PortfolioQuery& query_;
  const Instant at_;
  const SearchMode mode_;
  SiteOfferDesk desk_;
  std::vector<std::int64_t> usages_;  // By site, milli-units of the base unit.
  std::map<std::pair<Commodity, std::string>, std::set<std::string>> suppliers_at_;
  std::vector<PortfolioOffer> offers_;
  std::vector<std::optional<PortfolioSiteGap>> nearest_;
  std::vector<bool> is_priced_;
};

}  // namespace

Result<PortfolioAnswer> price_portfolio(const RateBook& book, const market::Market& market, const PortfolioQuery& query, Instant at, SearchMode mode) {
  ENSURE(!query.sites.empty() && query.sites.size() <= PortfolioQuery::kSitesMax);
  return Portfolio(book, market, query, at, mode).run();
}

}  // namespace switchyard::pricing

#include "pricing/portfolio/rest_portfolio_json.hpp"

#include "http/json_writer.hpp"
#include "pricing/portfolio/blend.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kSiteSizeExpected = 700;

std::string_view code_of(const PortfolioSiteGap& gap) {
  switch (gap.gap) {
    case SiteGap::rate_class_needed: return "rate_class_needed";
    case SiteGap::zone_needed: return "zone_needed";
    case SiteGap::no_offer: break;
  }
  return text_of(gap.reason);
}

class PortfolioWriter {
 public:
  PortfolioWriter(http::JsonWriter& json, const PortfolioRequest& request, const PriceAnswer& shown) : json_(json), request_(request), shown_(shown) {}

  void write(const PortfolioAnswer& answer) {
    json_.begin_object().member("asOf", request_.at).plain_member("environment", text_of(shown_.environment));
    json_.member("sites", request_.query.sites.size() + request_.open.size());
    write_open();
    json_.key("offers").begin_array();
    for (const PortfolioOffer& offer : answer.offers) write(offer);
    json_.end_array().member("offersLeftOut", answer.offers_left_out);
    write_suppliers(answer);
    json_.key("unpriced").begin_array();
    for (const PortfolioSiteGap& gap : answer.unpriced) write(gap);
    json_.end_array().end_object();
  }

 private:
  [[nodiscard]] const PortfolioSite& site(std::size_t number) const { return request_.query.sites[number]; }

  void cents(std::string_view name, std::int64_t amount) { json_.scaled_member(name, amount, 2); }

  void write_open() {
    json_.key("open").begin_array();
    for (const OpenSite& open : request_.open) {
      json_.begin_object().member("siteId", open.id).key("utilityCandidates").begin_array();
      for (const market::Utility* utility : open.candidates) {
        json_.begin_object().member("code", utility->code).member("name", utility->name).member("state", utility->state).end_object();
      }
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  void write(const PortfolioOffer& offer) {
    json_.begin_object().member("supplier", offer.supplier).plain_member("commodity", text_of(offer.commodity));
    json_.member_or_null("product", offer.product);
    offer.term_months == 0 ? json_.key("termMonths").null() : json_.member("termMonths", offer.term_months);
    json_.member("endMonth", request_.query.end).member("complete", offer.is_complete()).member("sitesPriced", offer.prices.size());
    json_.key("annualUsage").begin_object().member("amount", offer.annual_usage.amount_text()).plain_member("unit", text_of(offer.unit)).end_object();
    json_.key("blended").begin_object();
    json_.scaled_member("price", offer.blended_micros / 10, Blend::kDecimals).plain_member("priceUnit", UnitPrice::from_micros(0, offer.unit).unit_text());
    cents("estimatedAnnualCost", offer.blended_cost_cents);
    cents("difference", offer.blended_cost_cents - offer.annual_cost_cents);
    json_.end_object();
    cents("estimatedAnnualCost", offer.annual_cost_cents);
    cents("estimatedTermCost", offer.term_cost_cents);
    json_.member("expiresAt", offer.expires_at).key("sites").begin_array();
    for (const PortfolioSitePrice& price : offer.prices) write(price);
    json_.end_array().key("gaps").begin_array();
    for (const PortfolioSiteGap& gap : offer.gaps) write(gap);
    json_.end_array().end_object();
  }

  void write(const PortfolioSitePrice& price) {
    json_.begin_object().member("siteId", site(price.site).id).member("bandedUsage", price.banded_usage.amount_text());
    cents("estimatedTermCost", price.term_cost_cents);
    json_.key("rate");
    write_price_item(json_, price.offer, shown_);
    json_.end_object();
  }

  void write(const PortfolioSiteGap& gap) {
    json_.begin_object().member("siteId", site(gap.site).id).plain_member("reason", code_of(gap));
    if (!gap.choices.empty()) {
      json_.key("choices").begin_array();
      for (const std::string& choice : gap.choices) json_.value(choice);
      json_.end_array();
    }
    json_.end_object();
  }

  void write_suppliers(const PortfolioAnswer& answer) {
    json_.key("suppliers").begin_array();
    for (const SupplierTotal& total : answer.suppliers) {
      json_.begin_object().member("supplier", total.supplier).member("sitesPriced", total.sites_priced);
      cents("estimatedAnnualCost", total.annual_cost_cents);
      json_.key("offers").begin_array();
      for (const std::size_t offer : total.offers) json_.value(offer);
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  http::JsonWriter& json_;
  const PortfolioRequest& request_;
  const PriceAnswer& shown_;
};

}  // namespace

std::string write_portfolio(const PortfolioRequest& request, const PortfolioAnswer& answer, const PriceAnswer& shown) {
  std::size_t items = 0;
  for (const PortfolioOffer& offer : answer.offers) items += offer.prices.size();
  http::JsonWriter json(2048 + items * kSiteSizeExpected);
  PortfolioWriter(json, request, shown).write(answer);
  return std::move(json).text();
}

}  // namespace switchyard::pricing

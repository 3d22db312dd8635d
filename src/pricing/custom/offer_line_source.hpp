// Lines sold from suppliers' executable offers: one site of an offer with one fixed price for the whole term.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "market/market.hpp"
#include "pricing/custom/price_offer.hpp"
#include "pricing/quotes/line_source.hpp"

namespace switchyard::pricing {

// "pof_…/site": a quote's line is of one site. The site may be left out where the offer has but one.
[[nodiscard]] std::string offer_source_id(std::string_view offer_id, std::string_view site_id);
struct OfferSourceParts {
  std::string_view offer_id;
  std::string_view site_id;
};
[[nodiscard]] OfferSourceParts offer_source_parts(std::string_view source_id);

// As the stored offer has them, without what only the market knows (supplier_name, state). The offer has one fixed price and the site.
[[nodiscard]] LineFacts line_facts_of(const PriceOffer& offer, const CustomPriceRequest& request, const RequestSite& site);

// Refusals of find: "offer_not_found", "offer_indicative", "offer_held", "offer_withdrawn", "offer_superseded", "offer_expired",
// "offer_not_begun", "offer_schedule_not_quotable", "offer_site_needed", "site_unknown", "price_request_withdrawn", "price_stopped",
// "not_entitled"; of find_again also "rate_gone". An offer of another partner's request is not found. Used by one thread.
class OfferLineSource final : public LineSource {
 public:
  // `database` must outlive it.
  OfferLineSource(Database& database, SourceMoment moment, std::shared_ptr<const market::Market> market)
      : database_(database), moment_(std::move(moment)), market_(std::move(market)) {}

  [[nodiscard]] Result<SourcedLine> find(std::string_view id) const override;
  // The same offer while it can be quoted, else the one that superseded it, for the same site, start and term.
  [[nodiscard]] Result<SourcedLine> find_again(const LineFacts& former, std::optional<Month> start) const override;
  // Nothing that was found was changed since.
  [[nodiscard]] bool still_stands(SqlReader& reader) const override;

 private:
  struct Found {
    PriceOffer offer;
    std::shared_ptr<const CustomPriceRequest> request;
  };
  [[nodiscard]] const Found* look_up(const PriceOfferId& id) const;
  [[nodiscard]] Result<SourcedLine> judged(const Found& found, const RequestSite& site) const;

  Database& database_;
  const SourceMoment moment_;
  const std::shared_ptr<const market::Market> market_;
  mutable std::map<PriceOfferId, std::optional<Found>> found_;  // A thousand lines of one offer read it once.
  mutable std::map<PriceRequestId, std::shared_ptr<const CustomPriceRequest>> requests_;
};

}  // namespace switchyard::pricing

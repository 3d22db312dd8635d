#include "pricing/custom/offer_line_source.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "pricing/custom/price_offer_store.hpp"
#include "pricing/custom/price_request_store.hpp"
#include "pricing/quotes/quote_form.hpp"

namespace switchyard::pricing {
namespace {

// A contract price has at least this many decimals, however few the supplier wrote: margins are finer than cents.
constexpr std::int32_t kDecimalsMin = 5;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr int kSuccessorsMax = 500;

Error refused(std::string code, std::string message) { return {ErrorKind::unprocessable, std::move(code), std::move(message)}; }

Date utc_day(Instant at) { return Date::from_days(static_cast<std::int32_t>(at.unix_ms() / kDayMs)); }

const LegPrice& price_at(const PriceOffer& offer, const RequestSite& site) {
  const OfferSite* own = offer.site(site.site_id);
  ENSURE(own != nullptr && is_one_fixed_price(offer.schedule));
  return own->price ? *own->price : *offer.schedule.legs.front().price;
}

Result<void> check_quotable(const PriceOffer& offer, const CustomPriceRequest& request, Instant now) {
  if (request.state == RequestState::withdrawn) return refused("price_request_withdrawn", "The price request was withdrawn, and its offers with it.");
  if (offer.kind == OfferKind::indicative) return refused("offer_indicative", "The offer is indicative: it can be shown, not quoted.");
  switch (offer.state) {
    case OfferState::held: return refused("offer_held", "The offer is on hold.");
    case OfferState::withdrawn: return refused("offer_withdrawn", "The offer was withdrawn.");
    case OfferState::superseded: return refused("offer_superseded", fmt::format("The offer gave way to {}.", offer.superseded_by ? offer.superseded_by->text() : "another"));
    case OfferState::open: break;
  }
  if (now < offer.valid_from) return refused("offer_not_begun", fmt::format("The offer is valid from {} on.", offer.valid_from.text()));
  if (now >= offer.valid_until) return refused("offer_expired", fmt::format("The offer was valid until {}.", offer.valid_until.text()));
  if (is_one_fixed_price(offer.schedule)) return {};
  return refused("offer_schedule_not_quotable", "A quote's line has one fixed price for the whole term and no monthly fee; the offer's schedule has more.");
}

// The site that a line is of.
Result<const RequestSite*> site_of(const PriceOffer& offer, const CustomPriceRequest& request, std::string_view site_id) {
  if (site_id.empty() && offer.sites.size() == 1) site_id = offer.sites.front().site_id;
  if (site_id.empty()) {
    Error error = invalid_field("siteId", "offer_site_needed", fmt::format("the offer is for {} sites; a line is of one", offer.sites.size()));
    error.kind = ErrorKind::unprocessable;
    return error;
  }
  const RequestSite* site = request.site(site_id);
  if (site != nullptr && offer.site(site_id) != nullptr) return site;
  Error error = invalid_field("siteId", "site_unknown", "the offer is for no such site");
  error.kind = ErrorKind::unprocessable;
  return error;
}

}  // namespace

std::string offer_source_id(std::string_view offer_id, std::string_view site_id) {
  return site_id.empty() ? std::string(offer_id) : fmt::format("{}/{}", offer_id, site_id);
}

OfferSourceParts offer_source_parts(std::string_view source_id) {
  const std::size_t end = source_id.find('/');
  if (end == std::string_view::npos) return {source_id, {}};
  return {source_id.substr(0, end), source_id.substr(end + 1)};
}

LineFacts line_facts_of(const PriceOffer& offer, const CustomPriceRequest& request, const RequestSite& site) {
  const LegPrice& price = price_at(offer, site);
  return {.kind = SourceKind::offer,
          .source_id = offer_source_id(offer.id.text(), site.site_id),
          .supplier = offer.supplier,
          .commodity = request.commodity,
          .utility_code = site.utility,
          .rate_class = site.rate_class,
          .zone = site.zone,
          .product = offer.product,
          .start_from = offer.schedule.start_month,
          .start_until = offer.schedule.start_month + Months{1},
          .term_months = offer.schedule.term_months,
          .price_unit = offer.price_unit,
          .price_decimals = std::max(price.decimals, kDecimalsMin),
          .basis_micros = price.micros,
          .stored_micros = price.micros,
          .price_text = price_text(price.micros, price.decimals),
          .valid_from = utc_day(offer.valid_from),
          .valid_until = utc_day(offer.valid_until),
          .sellable_from = offer.valid_from,
          .sellable_until = offer.valid_until,
          .file_name = offer.attachment.file_name,
          .file_sha256 = offer.attachment.sha256,
          .layout = std::string(kOfferForm),
          .layout_sha256 = offer.sha256};
}

const OfferLineSource::Found* OfferLineSource::look_up(const PriceOfferId& id) const {
  const bool is_new = !found_.contains(id);
  std::optional<Found>& place = found_[id];
  if (is_new) {
    database_.read([&](SqlReader& reader) {
      auto offer = find_price_offer(reader, id);
      if (!offer) return;
      auto& request = requests_[offer->request];
      if (request == nullptr) {
        auto own = find_price_request(reader, moment_.partner, offer->request);
        if (!own) return;
        request = std::make_shared<const CustomPriceRequest>(std::move(*own));
      }
      place = Found{std::move(*offer), request};
    });
  }
  return place ? &*place : nullptr;
}

Result<SourcedLine> OfferLineSource::judged(const Found& found, const RequestSite& site) const {
  SourcedLine line{line_facts_of(found.offer, *found.request, site), {}, site.annual_usage};
  if (const market::Supplier* supplier = market_->supplier(line.facts.supplier); supplier != nullptr) line.facts.supplier_name = supplier->name;
  if (const market::Utility* utility = market_->utility(site.utility); utility != nullptr) line.facts.state = utility->state;
  const StopQuestion stop{.supplier = line.facts.supplier, .commodity = line.facts.commodity, .state = line.facts.state, .utility = site.utility,
                          .product = line.facts.product};
  const BookRules& rules = moment_.book->rules();
  if (rules.stops.find(stop, moment_.now) != nullptr) return refused("price_stopped", "The price was taken off sale by an operator.");
  line.terms = rules.terms->of({.partner = moment_.partner, .supplier = line.facts.supplier, .commodity = line.facts.commodity, .state = line.facts.state,
                                .utility = site.utility},
                               moment_.now);
  if (line.terms.is_entitled) return line;
  return refused("not_entitled", fmt::format("You are not entitled to sell {} of {} here.", text_of(line.facts.commodity), line.facts.supplier_name));
}

Result<SourcedLine> OfferLineSource::find(std::string_view id) const {
  const OfferSourceParts parts = offer_source_parts(id);
  const auto offer_id = PriceOfferId::parse(parts.offer_id);
  const Found* found = offer_id ? look_up(*offer_id) : nullptr;
  if (found == nullptr) return refused("offer_not_found", "No supplier offer to you has this id.");
  if (auto quotable = check_quotable(found->offer, *found->request, moment_.now); !quotable) return std::move(quotable).error();
  const auto site = site_of(found->offer, *found->request, parts.site_id);
  if (!site) return site.error();
  return judged(*found, **site);
}

Result<SourcedLine> OfferLineSource::find_again(const LineFacts& former, std::optional<Month> start) const {
  const OfferSourceParts parts = offer_source_parts(former.source_id);
  auto id = PriceOfferId::parse(parts.offer_id);
  const Found* found = id ? look_up(*id) : nullptr;
  for (int i = 0; i < kSuccessorsMax && found != nullptr && found->offer.superseded_by; ++i) found = look_up(*found->offer.superseded_by);
  if (found == nullptr) return refused("rate_gone", "The offer is gone.");
  auto line = find(offer_source_id(found->offer.id.text(), parts.site_id));
  if (!line) return refused("rate_gone", fmt::format("Nothing stands in the offer's place: {}", line.error().message));
  const bool is_alike = line->facts.term_months == former.term_months && (!start || line->facts.start_from == start) && line->facts.price_unit == former.price_unit;
  if (is_alike) return line;
  return refused("rate_gone", "The supplier's later offer has another term, start or unit.");
}

bool OfferLineSource::still_stands(SqlReader& reader) const {
  for (const auto& [id, found] : found_) {
    if (!found) continue;
    if (version_of_offer(reader, id) != found->offer.version) return false;
    if (version_of_price_request(reader, found->request->id) != found->request->version) return false;
  }
  return true;
}

}  // namespace switchyard::pricing

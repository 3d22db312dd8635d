#include "pricing/custom/price_offer.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "pricing/quotes/canonical_json.hpp"
#include "pricing/quotes/quote_form.hpp"
#include "values/money.hpp"

namespace switchyard::pricing {
namespace {

Error unsound(std::string pointer, std::string code, std::string detail) {
  Error error = invalid_field(std::move(pointer), std::move(code), std::move(detail));
  error.kind = ErrorKind::unprocessable;
  return error;
}

std::string price_word(const std::optional<LegPrice>& price) { return price ? price_text(price->micros, price->decimals) : std::string(); }

std::string canonical_leg(const ScheduleLeg& leg) {
  std::vector<std::string> components;
  for (const PriceComponent& component : leg.components) {
    CanonicalObject json;
    json.text("name", component.name).text("treatment", component.is_passed_through ? "passed_through" : "fixed");
    components.push_back(json.json());
  }
  CanonicalObject json;
  json.text("kind", text_of(leg.kind)).integer("fromMonth", leg.from_month).integer("months", leg.months);
  json.word("price", price_word(leg.price)).word("adder", price_word(leg.adder)).word("index", leg.index);
  return json.raw("components", canonical_array(components)).json();
}

std::string canonical_schedule(const PriceSchedule& schedule) {
  std::vector<std::string> legs;
  for (const ScheduleLeg& leg : schedule.legs) legs.push_back(canonical_leg(leg));
  CanonicalObject json;
  json.integer("termMonths", schedule.term_months).text("startMonth", schedule.start_month.text()).raw("legs", canonical_array(legs));
  json.word("monthlyFee", schedule.monthly_fee_cents ? cents_text(*schedule.monthly_fee_cents) : std::string());
  const auto bandwidth = schedule.bandwidth_millionths;
  json.word("bandwidthPercent", bandwidth ? Percent::from_millionths(*bandwidth).text() : std::string());
  return json.json();
}

Result<void> check_sites(const PriceOffer& offer, const CustomPriceRequest& request, bool is_confirmed) {
  std::set<std::string_view> seen;
  std::size_t priced = 0;
  for (std::size_t i = 0; i < offer.sites.size(); ++i) {
    const OfferSite& site = offer.sites[i];
    const std::string at = fmt::format("/sites/{}", i);
    if (request.site(site.site_id) == nullptr) return unsound(at + "/siteId", "site_unknown", "the request has no such site");
    if (!seen.insert(site.site_id).second) return unsound(at + "/siteId", "repeated", "is priced already");
    if (!site.price) continue;
    ++priced;
    auto sane = check_sane_price(*site.price, offer.price_unit);
    if (!sane && !is_confirmed) return at_field(std::move(sane).error(), at + "/price");
  }
  if (priced == 0 || priced == offer.sites.size()) return {};
  return unsound("/sites", "leg_price_missing", "all sites named have prices of their own, or none");
}

Result<void> check_validity(const PriceOffer& offer, Instant now) {
  if (offer.valid_until <= offer.valid_from) return unsound("/validUntil", "offer_validity", "must be after validFrom");
  if (offer.valid_until <= now) return unsound("/validUntil", "offer_validity", fmt::format("must be after now, {}", now.text()));
  return {};
}

}  // namespace

std::string_view text_of(OfferKind kind) { return kind == OfferKind::executable ? "executable" : "indicative"; }

Result<OfferKind> parse_offer_kind(std::string_view text) {
  if (text == "executable") return OfferKind::executable;
  if (text == "indicative") return OfferKind::indicative;
  return Error{ErrorKind::invalid, "not_one_of", "must be indicative or executable"};
}

const OfferSite* PriceOffer::site(std::string_view site_id) const {
  const auto found = std::ranges::find(sites, site_id, &OfferSite::site_id);
  return found == sites.end() ? nullptr : &*found;
}

std::string_view offer_status_at(const PriceOffer& offer, Instant now) {
  const bool may_expire = offer.state == OfferState::open || offer.state == OfferState::held;
  return may_expire && offer.valid_until <= now ? "expired" : text_of(offer.state);
}

std::string canonical_offer(const PriceOffer& offer) {
  std::vector<std::string> sites;
  for (const OfferSite& site : offer.sites) {
    CanonicalObject json;
    sites.push_back(json.text("siteId", site.site_id).word("price", price_word(site.price)).json());
  }
  CanonicalObject json;
  json.text("form", kOfferForm).text("offerId", offer.id.text()).text("requestId", offer.request.text()).text("supplier", offer.supplier);
  json.text("kind", text_of(offer.kind)).text("createdAt", offer.created_at.text()).text("priceUnit", price_unit_text_of(offer.price_unit));
  json.word("product", offer.product).raw("schedule", canonical_schedule(offer.schedule)).raw("sites", canonical_array(sites));
  json.text("validFrom", offer.valid_from.text()).text("validUntil", offer.valid_until.text()).word("conditions", offer.conditions);
  json.word("attachmentName", offer.attachment.file_name).word("attachmentSha256", offer.attachment.sha256);
  json.word("supersedes", offer.supersedes ? offer.supersedes->text() : std::string());
  return json.json();
}

Result<void> check_offer(const PriceOffer& offer, const CustomPriceRequest& request, bool is_confirmed, Instant now) {
  if (request.supplier(offer.supplier) == nullptr) return unsound("/supplier", "supplier_not_asked", fmt::format("the request did not ask '{}'", offer.supplier));
  if (auto valid = check_validity(offer, now); !valid) return valid;
  const EnergyUnit usage_base = base_of(request.sites.front().annual_usage.unit());
  for (const RequestSite& site : request.sites) {
    if (base_of(site.annual_usage.unit()) == usage_base && base_of(offer.price_unit) == usage_base) continue;
    return unsound("/priceUnit", "unit_mismatch", fmt::format("site {} uses {}", site.site_id, text_of(site.annual_usage.unit())));
  }
  if (auto sites = check_sites(offer, request, is_confirmed); !sites) return sites;
  const bool is_of_sites = !offer.sites.empty() && offer.sites.front().price.has_value();
  return check_schedule(offer.schedule, {.price_unit = offer.price_unit, .prices_are_of_sites = is_of_sites, .is_confirmed = is_confirmed});
}

}  // namespace switchyard::pricing

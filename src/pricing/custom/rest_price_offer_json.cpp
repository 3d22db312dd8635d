#include "pricing/custom/rest_price_offer_json.hpp"

#include <map>

#include "pricing/quotes/quote_form.hpp"
#include "values/money.hpp"

namespace switchyard::pricing {
namespace {

std::string price_word(const std::optional<LegPrice>& price) { return price ? price_text(price->micros, price->decimals) : std::string(); }

void write_leg(http::JsonWriter& json, const ScheduleLeg& leg, const PriceRequestView& view) {
  json.begin_object().plain_member("kind", text_of(leg.kind)).member("fromMonth", leg.from_month).member("months", leg.months);
  json.member_or_null("index", leg.index);
  if (view.is_operator) {
    json.member_or_null("transferPrice", price_word(leg.price));
    json.member_or_null("transferAdder", price_word(leg.adder));
  }
  json.key("components").begin_array();
  for (const PriceComponent& component : leg.components) {
    json.begin_object().member("name", component.name).plain_member("treatment", component.is_passed_through ? "passed_through" : "fixed").end_object();
  }
  json.end_array().end_object();
}

void write_schedule(http::JsonWriter& json, const PriceSchedule& schedule, const PriceRequestView& view) {
  json.key("schedule").begin_object().member("termMonths", schedule.term_months).member("startMonth", schedule.start_month);
  json.key("legs").begin_array();
  for (const ScheduleLeg& leg : schedule.legs) write_leg(json, leg, view);
  json.end_array();
  json.member_or_null("monthlyFee", schedule.monthly_fee_cents ? cents_text(*schedule.monthly_fee_cents) : std::string());
  const auto bandwidth = schedule.bandwidth_millionths;
  json.member_or_null("bandwidthPercent", bandwidth ? Percent::from_millionths(*bandwidth).text() : std::string());
  json.end_object();
}

void write_attachment(http::JsonWriter& json, const OfferAttachment& attachment, const PriceRequestView& view) {
  json.key("attachment");
  if (attachment.file_name.empty()) return void(json.null());
  json.begin_object().member("fileName", attachment.file_name).member("sizeBytes", attachment.size_bytes);
  if (view.is_operator) json.member("sha256", attachment.sha256);
  json.end_object();
}

// What the scopes show of one price. Without the stack, the price alone.
void write_amount(http::JsonWriter& json, std::string_view name, const std::optional<StackParts>& parts, const PriceRequestView& view) {
  json.key(name);
  if (!parts) return void(json.null());
  const int decimals = parts->price_decimals;
  const PartnerView stack = partner_view(*parts);
  json.begin_object().member("amount", price_text(stack.price_micros, decimals));
  if (view.visibility.stack) {
    json.member("basePrice", price_text(stack.base_micros, decimals)).member("margin", price_text(stack.margin_micros, decimals));
    json.member("grossUp", price_text(stack.gross_up_micros, decimals));
  }
  if (view.is_operator) {
    json.member("transferPrice", price_text(parts->transfer_micros, decimals)).member("houseFee", price_text(parts->house_fee_micros, decimals));
  }
  json.end_object();
}

void write_site(http::JsonWriter& json, const PriceOffer& offer, const OfferSite& site, const SellingTerms& terms, const PriceRequestView& view) {
  json.begin_object().member("siteId", site.site_id).member("entitled", terms.is_entitled).key("prices").begin_array();
  if (terms.is_entitled || view.is_operator) {
    for (const ScheduleLeg& leg : offer.schedule.legs) {
      const auto price = leg_price_at(offer, leg, site);
      json.begin_object();
      write_amount(json, "price", price ? std::optional(parts_of_price(*price, offer.price_unit, terms)) : std::nullopt, view);
      write_amount(json, "adder", leg.adder ? parts_of_adder(*leg.adder, offer.price_unit, terms) : std::nullopt, view);
      json.end_object();
    }
  }
  json.end_array().end_object();
}

}  // namespace

void add_price_offer_head(http::JsonWriter& json, const PriceOffer& offer, const PriceRequestView& view) {
  json.member("id", offer.id.text()).member("priceRequestId", offer.request.text()).member("supplier", offer.supplier);
  json.plain_member("kind", text_of(offer.kind)).plain_member("status", offer_status_at(offer, view.now)).member("version", offer.version);
  json.member("createdAt", offer.created_at).member("changedAt", offer.changed_at).member("priceUnit", price_unit_text_of(offer.price_unit));
  json.member_or_null("product", offer.product);
  write_schedule(json, offer.schedule, view);
  json.member("validFrom", offer.valid_from).member("validUntil", offer.valid_until);
  json.member_or_null("conditions", offer.conditions);
  write_attachment(json, offer.attachment, view);
  json.member_or_null("supersedes", offer.supersedes ? offer.supersedes->text() : std::string());
  json.member_or_null("supersededBy", offer.superseded_by ? offer.superseded_by->text() : std::string());
  json.member_or_null("reason", offer.reason);
  // The hash is over the transfer price: with it, who knows the rest could find that price by trying.
  if (view.is_operator) json.member("sha256", offer.sha256).member("enteredBy", offer.actor.id).member("enteredAs", offer.actor.role);
}

std::string price_offer_json(const PriceOffer& offer, const CustomPriceRequest& request, const OfferMoment& moment, const PriceRequestView& view) {
  http::JsonWriter json(1024 + offer.sites.size() * 256);
  json.begin_object();
  add_price_offer_head(json, offer, view);
  json.key("sites").begin_array();
  std::map<std::string_view, SellingTerms> terms;  // By utility: within one request nothing else of a site decides.
  for (const OfferSite& each : offer.sites) {
    const RequestSite* site = request.site(each.site_id);
    ENSURE(site != nullptr);
    const auto [place, is_new] = terms.try_emplace(site->utility);
    if (is_new) place->second = terms_at(offer, request, *site, moment);
    write_site(json, offer, each, place->second, view);
  }
  json.end_array().end_object();
  return std::move(json).text();
}

}  // namespace switchyard::pricing

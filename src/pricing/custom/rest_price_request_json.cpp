#include "pricing/custom/rest_price_request_json.hpp"

#include "pricing/custom/rest_price_offer_json.hpp"

namespace switchyard::pricing {
namespace {

std::string tag_text(const std::optional<std::int64_t>& milli) {
  return milli ? Decimal::from_parts(*milli, 3).value().shortest_text() : std::string();
}

// Its last characters tell accounts apart and enroll nothing.
std::string ending_of(const std::string& account_number) { return account_number.size() > 4 ? account_number.substr(account_number.size() - 4) : std::string(); }

void write_site(http::JsonWriter& json, const RequestSite& site, const PriceRequestView& view) {
  json.begin_object().member("siteId", site.site_id).member("utility", site.utility);
  json.member_or_null("accountNumberVerdict", site.account_verdict);
  json.member_or_null("accountNumberEnding", ending_of(site.account_number));
  if (view.shows_account_numbers) json.member_or_null("accountNumber", site.account_number);
  json.member_or_null("rateClass", site.rate_class);
  json.member_or_null("zone", site.zone);
  json.member("annualUsage", site.annual_usage.amount_text()).plain_member("usageUnit", text_of(site.annual_usage.unit()));
  json.member_or_null("capacityTag", tag_text(site.capacity_tag_milli_kw));
  json.member_or_null("transmissionTag", tag_text(site.transmission_tag_milli_kw));
  json.member("startMonth", site.start_month).end_object();
}

void add_head(http::JsonWriter& json, const CustomPriceRequest& request, const PriceRequestView& view) {
  json.member("id", request.id.text()).plain_member("status", text_of(state_at(request, view.now))).member("version", request.version);
  if (view.is_operator) json.member("partnerId", request.partner.text());
  json.member("createdAt", request.created_at).member("changedAt", request.changed_at).member("due", request.due);
  json.member("customerName", request.customer_name);
  json.member_or_null("yourReference", request.your_reference);
  json.plain_member("commodity", text_of(request.commodity)).key("products").begin_array();
  for (const std::string& product : request.products) json.value(product);
  json.end_array().key("termMonths").begin_array();
  for (const std::int32_t term : request.term_months) json.value(term);
  json.end_array();
  json.member_or_null("notes", request.notes);
  json.member_or_null("reason", request.reason);
  json.member("siteCount", request.site_count).key("suppliers").begin_array();
  for (const AskedSupplier& supplier : request.suppliers) {
    json.begin_object().member("supplier", supplier.code).plain_member("answer", text_of(supplier.answer));
    json.member_or_null("reason", supplier.reason);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void write_price_request_head(http::JsonWriter& json, const CustomPriceRequest& request, const PriceRequestView& view) {
  json.begin_object();
  add_head(json, request, view);
  json.end_object();
}

std::string price_request_json(const CustomPriceRequest& request, const std::vector<PriceOffer>& offers, const PriceRequestView& view) {
  http::JsonWriter json(1024 + request.sites.size() * 256 + offers.size() * 1024);
  json.begin_object();
  add_head(json, request, view);
  json.key("sites").begin_array();
  for (const RequestSite& site : request.sites) write_site(json, site, view);
  json.end_array().key("offers").begin_array();
  for (const PriceOffer& offer : offers) {
    json.begin_object();
    add_price_offer_head(json, offer, view);
    json.end_object();
  }
  json.end_array().end_object();
  return std::move(json).text();
}

}  // namespace switchyard::pricing

#include "pricing/custom/rest_price_request_body.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "http/json_body.hpp"
#include "pricing/quotes/quote.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kAccountTextSizeMax = 64;
constexpr std::size_t kCodeSizeMax = 64;
// A gigawatt in milli-kW: no site has a tag near it.
constexpr std::int64_t kTagMilliKwMax = 1'000'000'000;

std::optional<std::int64_t> tag(http::JsonObject& in, std::string_view name) {
  const auto amount = in.optional_decimal(name);
  if (!amount) return std::nullopt;
  const auto exact = amount->exactly_at(3);
  if (exact && exact->coefficient() >= 0 && exact->coefficient() <= kTagMilliKwMax) return exact->coefficient();
  in.refuse(name, "out_of_range", "must be kW from 0 to 1000000 with at most three decimals");
  return std::nullopt;
}

// A usage that is no energy is refused here; what it must be beside the utility, check_request knows.
Energy usage(http::JsonObject& in, Commodity commodity) {
  const Decimal amount = in.decimal("annualUsage");
  const auto unit = in.optional("usageUnit", parse_energy_unit).value_or(commodity == Commodity::gas ? EnergyUnit::therm : EnergyUnit::kwh);
  const auto energy = Energy::from_decimal(amount, unit);
  if (!energy) in.refuse("annualUsage", energy.error().code, energy.error().message);
  return energy.value_or(Energy{});
}

RequestSite site_of(http::JsonObject& in, Commodity commodity) {
  RequestSite site{.site_id = in.text("siteId", {.size_max = kSiteIdSizeMax})};
  site.utility = in.text("utility", {.size_max = kCodeSizeMax});
  site.account_number = in.optional_text("accountNumber", {.size_max = kAccountTextSizeMax}).value_or("");
  site.rate_class = in.optional_text("rateClass", {.size_max = kWordSizeMax}).value_or("");
  site.zone = in.optional_text("zone", {.size_max = kWordSizeMax}).value_or("");
  site.annual_usage = usage(in, commodity);
  site.capacity_tag_milli_kw = tag(in, "capacityTag");
  site.transmission_tag_milli_kw = tag(in, "transmissionTag");
  site.start_month = in.required("startMonth", Month::parse).value_or(Month{});
  return site;
}

std::optional<std::int32_t> term_of(const http::JsonValue& item) {
  std::int32_t months = 0;
  const char* const end = item.text.data() + item.text.size();
  const auto [at, failure] = std::from_chars(item.text.data(), end, months);
  const bool is_number = item.kind == http::JsonValue::Kind::number && failure == std::errc() && at == end;
  if (!is_number || months < 1 || months > kTermMonthsMax) return std::nullopt;
  return months;
}

std::vector<std::int32_t> terms(http::JsonObject& in) {
  std::vector<std::int32_t> months;
  const http::JsonValue* value = in.value("termMonths");
  const bool is_list = value != nullptr && value->kind == http::JsonValue::Kind::array && !value->items.empty() && value->items.size() <= kRequestTermsMax;
  if (!is_list) {
    in.refuse("termMonths", value == nullptr ? "missing" : "invalid_list", fmt::format("must be a list of 1 to {} terms in months", kRequestTermsMax));
    return months;
  }
  for (const http::JsonValue& item : value->items) {
    const auto term = term_of(item);
    if (!term) in.refuse("termMonths", "out_of_range", fmt::format("terms are whole months from 1 to {}", kTermMonthsMax));
    if (term && std::ranges::find(months, *term) != months.end()) in.refuse("termMonths", "repeated", fmt::format("{} is named twice", *term));
    if (term) months.push_back(*term);
  }
  return months;
}

std::string_view or_object(std::string_view body) { return body.empty() ? std::string_view("{}") : body; }

}  // namespace

Result<CustomPriceRequest> parse_new_price_request(std::string_view text, const access::Caller& caller) {
  auto body = http::JsonBody::parse(text);
  if (!body) return body.error();
  http::JsonObject in = body->object();
  CustomPriceRequest request{.id = PriceRequestId(Uuid{}), .partner = caller.partner_id, .application = caller.application_id};
  request.customer_name = in.text("customerName", {.size_max = kCustomerNameSizeMax});
  request.your_reference = in.optional_text("yourReference", {.size_max = kYourReferenceSizeMax}).value_or("");
  request.commodity = in.one_of("commodity", {"electric", "gas"}) == 1 ? Commodity::gas : Commodity::electric;
  for (http::JsonObject& site : in.objects("sites", {.count_max = kRequestSitesMax})) request.sites.push_back(site_of(site, request.commodity));
  request.products = in.texts("products", {.count_max = kRequestProductsMax}, {.size_max = kWordSizeMax});
  request.term_months = terms(in);
  for (std::string& code : in.texts("suppliers", {.count_max = kRequestSuppliersMax}, {.size_max = kCodeSizeMax})) {
    request.suppliers.push_back({.code = std::move(code)});
  }
  request.due = in.required("due", Instant::parse).value_or(Instant{});
  request.notes = in.optional_text("notes", {.size_max = kRequestNotesSizeMax, .multiline = true}).value_or("");
  if (auto done = body->finish(); !done) return std::move(done).error();
  return request;
}

Result<Declination> parse_declination(std::string_view text) {
  auto body = http::JsonBody::parse(text);
  if (!body) return body.error();
  http::JsonObject in = body->object();
  Declination declination{.supplier = in.text("supplier", {.size_max = kCodeSizeMax}),
                          .reason = in.text("reason", {.size_max = kQuoteReasonSizeMax, .multiline = true}),
                          .actor = {}};
  if (auto done = body->finish(); !done) return std::move(done).error();
  return declination;
}

Result<std::string> parse_request_reason(std::string_view text, bool is_needed) {
  auto body = http::JsonBody::parse(or_object(text));
  if (!body) return body.error();
  http::JsonObject in = body->object();
  const http::TextRule rule{.size_max = kQuoteReasonSizeMax, .multiline = true};
  std::string reason = is_needed ? in.text("reason", rule) : in.optional_text("reason", rule).value_or("");
  if (auto done = body->finish(); !done) return std::move(done).error();
  return reason;
}

}  // namespace switchyard::pricing

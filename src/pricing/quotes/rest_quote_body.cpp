#include "pricing/quotes/rest_quote_body.hpp"

#include "http/json_body.hpp"
#include "pricing/custom/offer_line_source.hpp"
#include "values/money.hpp"

namespace switchyard::pricing {
namespace {

// A thousand dollars a unit: no margin is near it, and sums stay far from overflow.
constexpr std::int64_t kMarginMicrosMax = 1'000'000'000;
constexpr std::size_t kSourceIdSizeMax = 64;

std::optional<std::int64_t> margin(http::JsonObject& line, std::string_view name) {
  const auto amount = line.optional_decimal(name);
  if (!amount) return std::nullopt;
  const auto exact = amount->exactly_at(UnitPrice::kScale);
  if (!exact) {
    line.refuse(name, "invalid_decimal", "must be dollars a price unit with at most six decimals");
    return std::nullopt;
  }
  if (exact->coefficient() > kMarginMicrosMax || exact->coefficient() < -kMarginMicrosMax) {
    line.refuse(name, "out_of_range", "must be within 1000 dollars a unit");
    return std::nullopt;
  }
  return exact->coefficient();
}

NewLine line_of(http::JsonObject& in) {
  NewLine line;
  const auto rate = in.optional_text("rateId", {.size_max = kSourceIdSizeMax});
  const auto offer = in.optional_text("offerId", {.size_max = kSourceIdSizeMax});
  if (rate && offer) in.refuse("offerId", "conflict", "a line is of a rate or of an offer, not of both");
  if (!rate && !offer) in.refuse("rateId", "missing", "is needed (or offerId)");
  line.kind = offer && !rate ? SourceKind::offer : SourceKind::rate;
  const auto site = in.optional_text("siteId", {.size_max = kSiteIdSizeMax});
  if (rate && site) in.refuse("siteId", "conflict", "names the site of an offer; a rate's line has siteReference");
  line.source_id = rate ? *rate : offer_source_id(offer.value_or(""), site.value_or(""));
  line.annual_usage = in.decimal("annualUsage");
  line.usage_unit = in.optional("usageUnit", parse_energy_unit);
  line.margins.partner_micros = margin(in, "margin");
  line.margins.agent_micros = margin(in, "agentMargin").value_or(0);
  line.site_reference = in.optional_text("siteReference", {.size_max = kYourReferenceSizeMax}).value_or(rate ? "" : site.value_or(""));
  line.service_address = in.optional_text("serviceAddress", {.size_max = kServiceAddressSizeMax}).value_or("");
  line.start_month = in.optional("startMonth", Month::parse);
  return line;
}

std::string_view or_object(std::string_view body) { return body.empty() ? std::string_view("{}") : body; }

}  // namespace

Result<NewQuote> parse_new_quote(std::string_view text) {
  auto body = http::JsonBody::parse(text);
  if (!body) return body.error();
  http::JsonObject in = body->object();
  NewQuote quote;
  quote.customer_name = in.optional_text("customerName", {.size_max = kCustomerNameSizeMax}).value_or("");
  quote.your_reference = in.optional_text("yourReference", {.size_max = kYourReferenceSizeMax}).value_or("");
  for (http::JsonObject& line : in.objects("lines", {.count_min = 1, .count_max = kQuoteLinesMax})) quote.lines.push_back(line_of(line));
  quote.aggregate_usage = in.optional_decimal("aggregateUsage");
  quote.aggregate_unit = in.optional("aggregateUnit", parse_energy_unit);
  if (quote.aggregate_unit && !quote.aggregate_usage) in.refuse("aggregateUsage", "missing", "is needed beside aggregateUnit");
  if (auto done = body->finish(); !done) return std::move(done).error();
  return quote;
}

Result<std::vector<QuoteLineId>> parse_selection(std::string_view text) {
  auto body = http::JsonBody::parse(text);
  if (!body) return body.error();
  http::JsonObject in = body->object();
  std::vector<QuoteLineId> ids;
  for (const std::string& id : in.texts("lineIds", {.count_min = 1, .count_max = kQuoteLinesMax}, {.size_max = kSourceIdSizeMax})) {
    const auto parsed = QuoteLineId::parse(id);
    if (!parsed) in.refuse("lineIds", parsed.error().code, parsed.error().message);
    if (parsed) ids.push_back(*parsed);
  }
  if (auto done = body->finish(); !done) return std::move(done).error();
  return ids;
}

Result<std::string> parse_withdrawal(std::string_view text) {
  auto body = http::JsonBody::parse(or_object(text));
  if (!body) return body.error();
  std::string reason = body->object().optional_text("reason", {.size_max = kQuoteReasonSizeMax}).value_or("");
  if (auto done = body->finish(); !done) return std::move(done).error();
  return reason;
}

Result<void> parse_nothing(std::string_view text) {
  auto body = http::JsonBody::parse(or_object(text));
  if (!body) return body.error();
  (void)body->object();
  return body->finish();
}

}  // namespace switchyard::pricing

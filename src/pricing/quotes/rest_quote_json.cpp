#include "pricing/quotes/rest_quote_json.hpp"

#include <fmt/format.h>

#include "pricing/custom/offer_line_source.hpp"
#include "pricing/quotes/quote_form.hpp"

namespace switchyard::pricing {
namespace {

std::string id_text(const auto& id) { return id ? id->text() : std::string(); }

void write_band(http::JsonWriter& json, const UsageBand& band) {
  json.key("usageBand");
  if (!band.present) return void(json.null());
  const bool is_open = band.max_milli_exclusive == UsageBand::kOpen;
  json.begin_object().member("min", Energy::from_milli(band.min_milli, band.unit).amount_text());
  json.member_or_null("maxExclusive", is_open ? std::string() : Energy::from_milli(band.max_milli_exclusive, band.unit).amount_text());
  json.member("maxIncluded", band.max_printed_inclusive).plain_member("unit", text_of(band.unit)).end_object();
}

void write_product(http::JsonWriter& json, const QuoteLine& line) {
  const LineFacts& facts = line.facts;
  json.member_or_null("rateId", facts.kind == SourceKind::rate ? facts.source_id : std::string());
  const OfferSourceParts offer = facts.kind == SourceKind::offer ? offer_source_parts(facts.source_id) : OfferSourceParts{};
  json.member_or_null("offerId", offer.offer_id);
  json.member_or_null("siteId", offer.site_id);
  json.member("supplier", facts.supplier).member("supplierName", facts.supplier_name).plain_member("commodity", text_of(facts.commodity));
  json.member("utility", facts.utility_code).plain_member("customerClass", text_of(facts.customer_class));
  json.member_or_null("state", facts.state);
  json.member_or_null("rateClass", facts.rate_class);
  json.member_or_null("zone", facts.zone);
  json.member_or_null("product", facts.product);
  json.member_or_null("billing", facts.billing);
  json.member_or_null("greenPercent", green_text(facts.green_percent_hundredths));
  json.member_or_null("startMonth", id_text(line.start_month));
  json.member("termMonths", facts.term_months);
  write_band(json, facts.band);
}

void write_usage(http::JsonWriter& json, const QuoteLine& line) {
  json.member_or_null("siteReference", line.site_reference);
  json.member_or_null("serviceAddress", line.service_address);
  json.member("annualUsage", line.annual_usage.amount_text()).plain_member("usageUnit", text_of(line.annual_usage.unit()));
  json.member("aggregateUsage", line.aggregate.amount_text()).plain_member("aggregateUnit", text_of(line.aggregate.unit()));
  json.member("aggregateStated", line.aggregate_was_stated);
}

void write_stack(http::JsonWriter& json, const QuoteLine& line) {
  const int decimals = line.facts.price_decimals;
  const PartnerView stack = partner_view(parts_of(line));
  json.member("basePrice", price_text(stack.base_micros, decimals)).member("margin", price_text(stack.margin_micros, decimals));
  json.member("agentMargin", price_text(line.stack.agent_margin_micros, decimals)).member("grossUp", price_text(stack.gross_up_micros, decimals));
}

void write_price(http::JsonWriter& json, const QuoteLine& line, const QuoteView& view) {
  const LineFacts& facts = line.facts;
  if (view.visibility.stack) write_stack(json, line);
  json.member("price", price_text(line.stack.price_micros, facts.price_decimals)).member("priceUnit", price_unit_text_of(facts.price_unit));
  json.member("estimatedAnnualCost", cents_text(line.annual_cost_cents)).member("estimatedTermCost", cents_text(line.term_cost_cents));
  json.member("expiresAt", facts.sellable_until).member("selected", line.selected);
  json.member_or_null("formerLineId", id_text(line.former));
  const bool is_repriced = line.former_price_micros.has_value();
  const int former_decimals = static_cast<int>(line.former_price_decimals.value_or(facts.price_decimals));
  json.member_or_null("formerPrice", is_repriced ? price_text(*line.former_price_micros, former_decimals) : std::string());
  const std::int64_t difference = line.stack.price_micros - line.former_price_micros.value_or(0);
  json.member_or_null("priceDifference", is_repriced ? price_text(difference, facts.price_decimals) : std::string());
}

void write_lineage(http::JsonWriter& json, const QuoteLine& line) {
  const LineFacts& facts = line.facts;
  json.key("source").begin_object();
  json.member_or_null("sheetId", facts.sheet_id);
  json.member_or_null("file", facts.file_name);
  json.member_or_null("sha256", facts.file_sha256);
  json.member_or_null("layout", facts.layout);
  json.member_or_null("sheet", facts.worksheet);
  json.member_or_null("cell", facts.cell);
  json.member("transferPrice", price_text(facts.basis_micros, facts.price_decimals));
  json.member("houseFee", price_text(line.stack.house_fee_micros, facts.price_decimals)).end_object();
  json.key("sealed").raw(canonical_sealed(line));
}

void write_line(http::JsonWriter& json, const QuoteLine& line, const QuoteView& view) {
  json.begin_object().member("id", line.id.text());
  write_product(json, line);
  write_usage(json, line);
  write_price(json, line, view);
  json.member("sealedSha256", line.sealed_sha256);
  if (view.visibility.lineage) write_lineage(json, line);
  json.end_object();
}

void add_head(http::JsonWriter& json, const Quote& quote, const QuoteView& view) {
  json.member("id", quote.id.text()).plain_member("status", text_of(state_at(quote, view.now))).member("version", quote.version);
  if (view.with_partner) json.member("partnerId", quote.partner.text());
  json.member("createdAt", quote.created_at).member("expiresAt", quote.expires_at).member("changedAt", quote.changed_at);
  json.member_or_null("customerName", quote.customer_name);
  json.member_or_null("yourReference", quote.your_reference);
  json.member_or_null("reason", quote.reason);
  json.member("hash", quote.hash);
  json.member_or_null("supersedes", id_text(quote.supersedes));
  json.member_or_null("supersededBy", id_text(quote.superseded_by));
  json.member("lineCount", quote.line_count);
}

void write_whole(http::JsonWriter& json, const Quote& quote, const QuoteView& view, const Quote* former) {
  json.begin_object();
  add_head(json, quote, view);
  json.key("lines").begin_array();
  for (const QuoteLine& line : quote.lines) write_line(json, line, view);
  json.end_array();
  if (view.with_canonical) json.member("canonical", canonical_quote(quote));
  if (former != nullptr) {
    json.key("former");
    write_whole(json, *former, view, nullptr);
  }
  json.end_object();
}

}  // namespace

void write_quote_head(http::JsonWriter& json, const Quote& quote, const QuoteView& view) {
  json.begin_object();
  add_head(json, quote, view);
  json.end_object();
}

std::string quote_json(const Quote& quote, const QuoteView& view) {
  http::JsonWriter json(1024 + quote.lines.size() * 1024);
  write_whole(json, quote, view, nullptr);
  return std::move(json).text();
}

std::string repriced_json(const Quote& quote, const Quote& former, const QuoteView& view) {
  http::JsonWriter json(1024 + quote.lines.size() * 2048);
  write_whole(json, quote, view, &former);
  return std::move(json).text();
}

std::string quote_etag(const Quote& quote, const QuoteView& view) {
  return fmt::format("\"{}-{}-{}{}{}{}\"", quote.version, text_of(state_at(quote, view.now)), view.visibility.stack ? "s" : "t",
                     view.visibility.lineage ? "l" : "", view.with_partner ? "p" : "", view.with_canonical ? "c" : "");
}

}  // namespace switchyard::pricing

#include "pricing/quotes/quote_form.hpp"

#include <fmt/format.h>

#include "pricing/quotes/canonical_json.hpp"
#include "values/money.hpp"

namespace switchyard::pricing {
namespace {

std::string month_text(const std::optional<Month>& month) { return month ? month->text() : std::string(); }

std::string band_json(const UsageBand& band) {
  if (!band.present) return "null";
  CanonicalObject json;
  json.text("min", Energy::from_milli(band.min_milli, band.unit).amount_text()).text("unit", text_of(band.unit));
  const bool is_open = band.max_milli_exclusive == UsageBand::kOpen;
  json.word("maxExclusive", is_open ? std::string() : Energy::from_milli(band.max_milli_exclusive, band.unit).amount_text());
  json.truth("maxIncluded", band.max_printed_inclusive);
  return json.json();
}

std::string canonical_line(const QuoteLine& line) {
  const LineFacts& facts = line.facts;
  CanonicalObject json;
  json.text("lineId", line.id.text()).text("source", text_of(facts.kind)).text("sourceId", facts.source_id);
  json.text("supplier", facts.supplier).text("commodity", text_of(facts.commodity)).text("utility", facts.utility_code);
  json.text("customerClass", text_of(facts.customer_class)).word("rateClass", facts.rate_class).word("zone", facts.zone);
  json.word("state", facts.state).word("product", facts.product).word("billing", facts.billing);
  json.word("greenPercent", green_text(facts.green_percent_hundredths)).word("startMonth", month_text(line.start_month));
  json.integer("termMonths", facts.term_months).raw("usageBand", band_json(facts.band));
  json.text("annualUsage", line.annual_usage.amount_text()).text("usageUnit", text_of(line.annual_usage.unit()));
  json.text("aggregateUsage", line.aggregate.amount_text()).text("aggregateUnit", text_of(line.aggregate.unit()));
  json.truth("aggregateStated", line.aggregate_was_stated);
  json.text("price", price_text(line.stack.price_micros, facts.price_decimals)).text("priceUnit", price_unit_text_of(facts.price_unit));
  json.text("estimatedAnnualCost", cents_text(line.annual_cost_cents)).text("estimatedTermCost", cents_text(line.term_cost_cents));
  json.text("expiresAt", facts.sellable_until.text());
  json.word("siteReference", line.site_reference).word("serviceAddress", line.service_address);
  json.text("sealedSha256", line.sealed_sha256);
  return json.json();
}

}  // namespace

std::string price_text(std::int64_t micros, int decimals) {
  int scale = 6;
  while (scale > decimals && micros % 10 == 0) {
    micros /= 10;
    --scale;
  }
  return Decimal::from_parts(micros, scale).value().text();
}

std::string cents_text(std::int64_t cents) { return Money::from_cents(cents).text(); }

std::string green_text(std::int32_t hundredths) {
  return hundredths < 0 ? std::string() : Decimal::from_parts(hundredths, 2).value().shortest_text();
}

std::string price_unit_text_of(EnergyUnit unit) { return UnitPrice::from_micros(0, unit).unit_text(); }

std::string canonical_sealed(const QuoteLine& line) {
  const LineFacts& facts = line.facts;
  const SellingTerms& terms = line.terms;
  const auto micros = [](std::int64_t value) { return price_text(value, 6); };
  CanonicalObject json;
  json.text("form", kSealedForm).text("nonce", line.nonce).text("lineId", line.id.text());
  json.text("transferPrice", micros(facts.basis_micros)).text("houseFee", micros(line.stack.house_fee_micros));
  json.text("partnerMargin", micros(line.stack.partner_margin_micros)).text("agentMargin", micros(line.stack.agent_margin_micros));
  json.text("grossUp", micros(line.stack.gross_up_micros)).text("grossUpForm", text_of(terms.gross_up.form));
  json.text("grossUpFactor", micros(terms.gross_up.factor_millionths)).text("price", micros(line.stack.price_micros));
  json.integer("priceDecimals", facts.price_decimals).text("storedPrice", micros(facts.stored_micros)).text("priceText", facts.price_text);
  json.text("marginMin", micros(terms.margin.min_micros)).text("marginMax", micros(terms.margin.max_micros));
  json.text("marginStep", micros(terms.margin.step_micros)).word("agentCode", terms.agent_code).word("license", terms.license);
  json.text("supplierName", facts.supplier_name).word("utilityWord", facts.utility_word).word("rateClassWord", facts.rate_class_word);
  json.word("zoneWord", facts.zone_word).word("startFrom", month_text(facts.start_from)).word("startUntil", month_text(facts.start_until));
  json.truth("bandMinIsOfLowerBand", facts.band_min_is_of_lower_band);
  json.text("validFrom", facts.valid_from.text()).text("validUntil", facts.valid_until.text());
  json.text("sellableFrom", facts.sellable_from.text()).text("sellableUntil", facts.sellable_until.text());
  json.word("sheetId", facts.sheet_id).word("file", facts.file_name).word("fileSha256", facts.file_sha256).word("layout", facts.layout);
  json.word("layoutSha256", facts.layout_sha256).word("sheet", facts.worksheet).word("cell", facts.cell);
  return json.json();
}

std::string canonical_quote(const Quote& quote) {
  std::vector<std::string> lines;
  for (const QuoteLine& line : quote.lines) lines.push_back(canonical_line(line));
  CanonicalObject json;
  json.text("form", kQuoteForm).text("quoteId", quote.id.text()).text("partnerId", quote.partner.text());
  json.text("createdAt", quote.created_at.text()).text("expiresAt", quote.expires_at.text());
  json.word("customerName", quote.customer_name).word("yourReference", quote.your_reference);
  json.word("supersedes", quote.supersedes ? quote.supersedes->text() : std::string());
  json.raw("lines", canonical_array(lines));
  return json.json();
}

void seal_quote(Quote& quote, const FileDigest& digest) {
  for (QuoteLine& line : quote.lines) line.sealed_sha256 = digest.sha256_hex(canonical_sealed(line));
  quote.hash = digest.sha256_hex(canonical_quote(quote));
}

}  // namespace switchyard::pricing

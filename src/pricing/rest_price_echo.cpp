#include "pricing/rest_price_echo.hpp"

#include "http/json_writer.hpp"

namespace switchyard::pricing {
namespace {

std::string_view sort_text(SortKey key, bool descending) {
  switch (key) {
    case SortKey::price: return descending ? "-price" : "price";
    case SortKey::annual_cost: return descending ? "-annualCost" : "annualCost";
    case SortKey::term_months: return descending ? "-termMonths" : "termMonths";
    case SortKey::expires_at: return descending ? "-expiresAt" : "expiresAt";
  }
  return {};
}

// Without trailing zeros.
void write_usage(const Energy& usage, http::JsonWriter& json) {
  std::int64_t units = usage.milli_units();
  int scale = 3;
  for (; scale > 0 && units % 10 == 0; --scale) units /= 10;
  json.scaled_member("annualUsage", units, scale);
}

void write_lists(const PriceQuery& query, http::JsonWriter& json) {
  if (!query.start_months.empty()) {
    json.key("startMonth").begin_array();
    for (const Month month : query.start_months) json.value(month);
    json.end_array();
  }
  if (!query.term_months.empty()) {
    json.key("termMonths").begin_array();
    for (const std::int16_t term : query.term_months) json.value(term);
    json.end_array();
  }
  if (!query.suppliers.empty()) {
    json.key("supplier").begin_array();
    for (const std::string& supplier : query.suppliers) json.value(supplier);
    json.end_array();
  }
}

}  // namespace

std::string price_query_echo(const PriceRequest& request) {
  const PriceQuery& query = request.query;
  http::JsonWriter json(384);
  json.begin_object().plain_member("commodity", text_of(query.commodity));
  if (!request.zip.empty()) json.member("zip", request.zip);
  if (!query.utility_code.empty()) json.member("utility", query.utility_code);
  if (!query.rate_class.empty()) json.member("rateClass", query.rate_class);
  if (!query.zone.empty()) json.member("zone", query.zone);
  write_usage(query.annual_usage, json);
  json.plain_member("usageUnit", text_of(query.annual_usage.unit()));
  write_lists(query, json);
  if (!query.product.empty()) json.member("product", query.product);
  if (query.green_percent_hundredths_min) json.scaled_member("greenPercentMin", *query.green_percent_hundredths_min, 2);
  if (!query.billing.empty()) json.member("billing", query.billing);
  if (query.purchase_of_receivables) json.member("purchaseOfReceivables", *query.purchase_of_receivables);
  json.plain_member("customerClass", text_of(query.customer_class));
  if (query.margin_micros) json.scaled_member("margin", *query.margin_micros, UnitPrice::kScale);
  json.plain_member("sort", sort_text(query.sort, query.descending));
  if (request.mode == SearchMode::as_of) json.member("asOf", request.at);
  if (request.known_at) json.member("knownAt", *request.known_at);
  if (request.explain) json.member("explain", true);
  json.end_object();
  return std::move(json).text();
}

}  // namespace switchyard::pricing

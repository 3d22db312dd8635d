#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_trade.hpp"
#include "contracting/api/graphql_words.hpp"
#include "pricing/quotes/quote_store.hpp"
#include "pricing/terms/price_stack.hpp"

namespace switchyard::contracting {
namespace {

using graphql::EnumWord;
using graphql::FieldCall;
using pricing::Quote;
using pricing::QuoteLine;

std::optional<Quote> one_quote(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  const auto id = pricing::QuoteId::parse(call.arguments().text("id"));
  if (!id) return {};
  return request.read([&](SqlReader& reader) { return pricing::find_quote(reader, request.partner(), *id); });
}

EnumWord status_of(const Quote& quote, const FieldCall& call) { return {text_of(pricing::state_at(quote, call.app<ApiRequest>().desk.now()))}; }

std::string price_of(const QuoteLine& line, std::int64_t micros) { return price_text(micros, line.facts.price_unit, line.facts.price_decimals); }

void bind_line(graphql::Resolvers& resolvers) {
  resolvers.object<QuoteLine>("QuoteLine")
      .field("id", &QuoteLine::id)
      .field("sourceId", [](const QuoteLine& l) -> const std::string& { return l.facts.source_id; })
      .child("supplier", [](const QuoteLine& l, const FieldCall& call) { return supplier_of(call, l.facts.supplier); })
      .child("utility", [](const QuoteLine& l, const FieldCall& call) { return utility_of(call, l.facts.utility_code); })
      .field("commodity", [](const QuoteLine& l) { return EnumWord{text_of(l.facts.commodity)}; })
      .field("rateClass", [](const QuoteLine& l) { return or_null(l.facts.rate_class); })
      .field("zone", [](const QuoteLine& l) { return or_null(l.facts.zone); })
      .field("state", [](const QuoteLine& l) { return or_null(l.facts.state); })
      .field("product", [](const QuoteLine& l) -> const std::string& { return l.facts.product; })
      .field("startMonth", &QuoteLine::start_month)
      .field("termMonths", [](const QuoteLine& l) { return l.facts.term_months; })
      .field("price", [](const QuoteLine& l) { return price_of(l, l.stack.price_micros); })
      .field("priceUnit", [](const QuoteLine& l) { return enum_name_of(l.facts.price_unit); })
      .field("basePrice", [](const QuoteLine& l) { return price_of(l, pricing::partner_view(pricing::parts_of(l)).base_micros); })
      .field("margin", [](const QuoteLine& l) { return price_of(l, pricing::partner_view(pricing::parts_of(l)).margin_micros); })
      .field("annualUsage", [](const QuoteLine& l) { return l.annual_usage.amount_text(); })
      .field("usageUnit", [](const QuoteLine& l) { return enum_name_of(l.annual_usage.unit()); })
      .field("estimatedAnnualCost", [](const QuoteLine& l) { return money_text(l.annual_cost_cents); })
      .field("siteReference", [](const QuoteLine& l) { return or_null(l.site_reference); })
      .field("expiresAt", [](const QuoteLine& l) { return l.facts.sellable_until; })
      .field("selected", &QuoteLine::selected);
}

}  // namespace

void bind_quotes(graphql::Resolvers& resolvers, QueryResolvers& query) {
  resolvers.object<Quote>("Quote")
      .field("id", &Quote::id)
      .field("version", &Quote::version)
      .field("status", status_of)
      .field("customerName", [](const Quote& q) { return or_null(q.customer_name); })
      .field("yourReference", [](const Quote& q) { return or_null(q.your_reference); })
      .field("expiresAt", &Quote::expires_at)
      .field("hash", &Quote::hash)
      .children("lines", [](const Quote& q) -> const std::vector<QuoteLine>& { return q.lines; })
      .field("createdAt", &Quote::created_at);
  bind_line(resolvers);
  query.child("quote", one_quote);
}

}  // namespace switchyard::contracting

#include "pricing/price_history/rest_price_history.hpp"

#include <algorithm>

#include "http/json_writer.hpp"
#include "pricing/book_download/rest_book_fragments.hpp"
#include "pricing/price_history/price_history.hpp"
#include "pricing/rest_price_page.hpp"
#include "pricing/rest_price_words.hpp"

namespace switchyard::pricing {
namespace {

struct Asked {
  std::string rate_id;  // Empty: by the other parameters.
  HistoryQuestion question;
  std::size_t limit = 0;
  std::optional<RateId> after;
};

Error refusal(ErrorKind kind, std::string code, std::string message) { return {.kind = kind, .code = std::move(code), .message = std::move(message)}; }

bool is_of_history(const http::Parameter& parameter) {
  return parameter.name == "from" || parameter.name == "to" || parameter.name == "limit" || parameter.name == "cursor";
}

// The parameters of GET /v1/prices among those sent.
http::QueryReader search_parameters(const std::vector<http::Parameter>& all) {
  std::vector<http::Parameter> own;
  std::ranges::remove_copy_if(all, std::back_inserter(own), is_of_history);
  return http::QueryReader(std::move(own));
}

// What is of the history alone; the rest stays for the search.
Result<Asked> parse_asked(const std::vector<http::Parameter>& all, const PriceDesk& desk) {
  std::vector<http::Parameter> own;
  const bool is_by_id = std::ranges::any_of(all, [](const http::Parameter& parameter) { return parameter.name == "rateId"; });
  for (const http::Parameter& parameter : all) {
    if (is_by_id || is_of_history(parameter)) own.push_back(parameter);
  }
  http::QueryReader reader(std::move(own));
  Asked asked;
  asked.rate_id = reader.optional_text("rateId").value_or("");
  asked.question.from = reader.optional("from", Instant::parse).value_or(Instant::from_unix_ms(0));
  asked.question.until = reader.optional("to", Instant::parse).value_or(desk.clock.now());
  asked.limit = static_cast<std::size_t>(reader.optional_integer("limit", 1, kHistoryLimitMax).value_or(50));
  asked.after = reader.optional("cursor", RateId::parse);
  if (auto done = reader.finish(); !done) return done.error();
  return asked;
}

// The one rate that the question's parameters leave.
Result<std::string> narrowed(const std::vector<http::Parameter>& all, const PriceContext& context, Asked& asked) {
  const auto request = parse_price_request(search_parameters(all), context);
  if (!request) return request.error();
  if (request->is_open()) return refusal(ErrorKind::unprocessable, "rate_not_narrowed", "Several utilities serve the ZIP code; send utility.");
  const auto page = search(context.book, request->query, request->at, request->mode, {.limit = 1}, request->view.get());
  if (!page) return page.error();
  if (page->offers.empty()) return refusal(ErrorKind::not_found, "rate_not_found", "No current rate is as the parameters say; send asOf of a time when there was one.");
  if (page->has_more) return refusal(ErrorKind::unprocessable, "rate_not_narrowed", "Several rates are as the parameters say; add supplier, product, rateClass, zone, startMonth or termMonths, or send rateId.");
  asked.question.margin_micros = request->query.margin_micros;
  return RateId{context.book.entries()[page->offers.front().place.entry].sheet->facts().id, page->offers.front().place.ordinal}.text();
}

bool is_entitled(const RateBook& book, const RateFacts& rate, const HistoryQuestion& question, Instant now) {
  return book.rules().terms->of({.partner = question.partner, .supplier = rate.supplier, .commodity = rate.commodity, .state = question.state, .utility = rate.utility_code}, now).is_entitled;
}

void write_price(http::JsonWriter& json, std::string_view name, std::int64_t micros, int decimals) {
  std::string text;
  append_price(text, micros, decimals);
  json.plain_member(name, text);
}

void write_point(http::JsonWriter& json, const PricePoint& point, const PriceVisibility& visibility) {
  const int decimals = point.stack.price_decimals;
  json.begin_object().member("from", point.from).member("until", point.until).plain_member("rateId", point.id.text());
  if (visibility.stack) {
    write_price(json, "basePrice", partner_base_micros(point.stack), decimals);
    write_price(json, "margin", point.stack.partner_margin_micros, decimals);
  }
  write_price(json, "price", point.price_micros, decimals);
  if (visibility.lineage) {
    write_price(json, "transferPrice", point.stack.transfer_micros, decimals);
    json.plain_member("sheetId", point.id.sheet.text());
  }
  json.end_object();
}

std::string write_history(const RateFacts& rate, const std::vector<PricePoint>& points, const Asked& asked, const PriceVisibility& visibility) {
  auto first = points.begin();
  if (asked.after) {
    const auto last = std::ranges::find(points, *asked.after, &PricePoint::id);
    first = last == points.end() ? last : last + 1;
  }
  const auto count = std::min<std::ptrdiff_t>(points.end() - first, static_cast<std::ptrdiff_t>(asked.limit));
  http::JsonWriter json(1024 + static_cast<std::size_t>(count) * 256);
  json.begin_object().key("rate").begin_object().member("supplier", rate.supplier).member("utility", rate.utility_code).plain_member("commodity", text_of(rate.commodity));
  json.plain_member("priceUnit", "$/" + std::string(text_of(rate.price_unit))).member("termMonths", rate.term_months).member("startMonth", rate.start_from).end_object();
  json.key("items").begin_array();
  for (auto point = first; point != first + count; ++point) write_point(json, *point, visibility);
  json.end_array().key("nextCursor");
  first + count == points.end() ? json.null() : json.plain((first + count - 1)->id.text());
  json.end_object();
  return std::move(json).text();
}

}  // namespace

http::Response answer_price_history(const access::Caller& caller, const http::Request& request, const PriceDesk& desk) {
  const auto parameters = http::parse_parameters(request.query);
  if (!parameters) return http::problem(parameters.error(), request);
  auto asked = parse_asked(*parameters, desk);
  if (!asked) return http::problem(asked.error(), request);
  const PriceVisibility visibility = PriceVisibility::of(caller.scopes);
  const bool has_margin = std::ranges::any_of(*parameters, [](const http::Parameter& parameter) { return parameter.name == "margin"; });
  if (has_margin && !visibility.stack) return http::problem(margin_hidden("margin"), request);
  const auto book = desk.books.current();
  const auto market = desk.market();
  asked->question.partner = caller.is_operator ? no_partner() : caller.partner_id;
  if (asked->rate_id.empty()) {
    auto id = narrowed(*parameters, {.book = *book, .market = *market, .refs = desk.refs, .now = desk.clock.now(), .partner = asked->question.partner}, *asked);
    if (!id) return http::problem(id.error(), request);
    asked->rate_id = std::move(*id);
  }
  const auto rate = resolve_rate(*book, asked->rate_id);
  if (!rate) return http::problem(rate.error().kind == ErrorKind::invalid ? at_field(rate.error(), "rateId") : rate.error(), request);
  const market::Utility* utility = market->utility(rate->utility_code);
  if (utility != nullptr) asked->question.state = utility->state;
  if (!is_entitled(*book, *rate, asked->question, desk.clock.now())) {
    return http::problem(refusal(ErrorKind::not_found, "rate_not_found", "No rate has this id; its sheet may have been withdrawn."), request);
  }
  http::Response response = http::json(200, write_history(*rate, price_history(*book, *rate, asked->question), *asked, visibility));
  response.set_header("cache-control", "private, no-cache");
  response.etag_from_body = true;
  return response;
}

void add_price_history_routes(http::Router& router, const access::Authenticator& authenticator, PriceDesks desks) {
  router.add({.method = http::Method::get,
              .pattern = "/v1/prices/history",
              .handler = authenticator.require_any(price_scopes(),
                                                   [desks = std::move(desks)](const access::Caller& caller, const http::Request& request) {
                                                     return answer_price_history(caller, request, desks(caller.environment));
                                                   }),
              .cors = http::Cors::by_credential});
}

}  // namespace switchyard::pricing

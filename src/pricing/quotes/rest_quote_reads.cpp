#include "pricing/quotes/rest_quote_reads.hpp"

#include <fmt/format.h>

#include "http/query_reader.hpp"
#include "pricing/quotes/quote_comparison.hpp"
#include "pricing/quotes/quote_store.hpp"
#include "pricing/quotes/rest_quotes.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kPageSizeMax = 200;
constexpr std::int64_t kPageSizeDefault = 50;

bool sees_all_partners(const access::Caller& caller) { return caller.scopes.has(access::Scope::operator_prices); }

Result<Quote> visible_quote(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk) {
  const auto id = quote_id_of(request);
  if (!id) return id.error();
  std::optional<Quote> quote;
  desk.database.read([&](SqlReader& reader) {
    quote = sees_all_partners(caller) ? find_quote_of_any_partner(reader, *id) : find_quote(reader, caller.partner_id, *id);
  });
  if (!quote) return quote_not_found(*id);
  return std::move(*quote);
}

Result<QuoteFilter> filter_of(const http::Request& request, Instant now) {
  auto query = http::QueryReader::of(request);
  if (!query) return query.error();
  QuoteFilter filter{.now = now};
  filter.state = query->optional("status", parse_quote_state);
  filter.your_reference = query->optional_text("yourReference", {.size_max = kYourReferenceSizeMax}).value_or("");
  filter.created_from = query->optional("createdFrom", Instant::parse);
  filter.created_to = query->optional("createdTo", Instant::parse);
  filter.before = query->optional("cursor", [](std::string_view text) -> Result<QuoteId> {
    auto id = QuoteId::parse(text);
    if (!id) return Error{ErrorKind::invalid, "cursor_invalid", "is not one that this list gave"};
    return id;
  });
  filter.limit = query->optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeDefault);
  if (auto done = query->finish(); !done) return std::move(done).error();
  return filter;
}

struct ComparisonRequest {
  bool is_csv = false;
  bool with_stack = false;
};

Result<ComparisonRequest> comparison_of(const access::Caller& caller, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return query.error();
  const bool is_csv = query->optional_one_of("format", {"xlsx", "csv"}).value_or(0) == 1;
  const bool with_stack = query->optional_one_of("include", {"stack"}).has_value();
  if (auto done = query->finish(); !done) return std::move(done).error();
  if (!with_stack || PriceVisibility::of(caller.scopes).stack) return ComparisonRequest{is_csv, with_stack};
  return Error{.kind = ErrorKind::forbidden,
               .code = "scope_missing",
               .message = "The parameter include names the stack, which the scope prices:stack shows.",
               .fields = {{"include", "scope_missing", "names the stack, which the scope prices:stack shows"}}};
}

}  // namespace

QuoteView quote_view(const access::Caller& caller, Instant now) {
  return {.now = now, .visibility = PriceVisibility::of(caller.scopes), .with_partner = sees_all_partners(caller)};
}

Result<QuoteId> quote_id_of(const http::Request& request) {
  ENSURE(!request.path_captures.empty());
  const auto id = QuoteId::parse(request.path_captures.front());
  if (!id) return Error{ErrorKind::not_found, "quote_not_found", id.error().message};
  return *id;
}

Error quote_not_found(const QuoteId& id) { return {ErrorKind::not_found, "quote_not_found", fmt::format("There is no quote {}.", id.text())}; }

http::Response list_quotes_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk) {
  const Instant now = desk.clock.now();
  auto filter = filter_of(request, now);
  if (!filter) return http::problem(filter.error(), request);
  const auto limit = static_cast<std::size_t>(filter->limit++);  // One more tells whether there is a next page.
  std::vector<Quote> quotes;
  desk.database.read([&](SqlReader& reader) {
    quotes = sees_all_partners(caller) ? list_quotes_of_all_partners(reader, *filter) : list_quotes(reader, caller.partner_id, *filter);
  });
  const bool is_more = quotes.size() > limit;
  if (is_more) quotes.pop_back();
  http::JsonWriter json(4096);
  json.begin_object().key("items").begin_array();
  for (const Quote& quote : quotes) write_quote_head(json, quote, quote_view(caller, now));
  json.end_array().key("nextCursor");
  if (is_more) json.plain(quotes.back().id.text());
  if (!is_more) json.null();
  json.end_object();
  return http::json(200, std::move(json).text());
}

http::Response get_quote_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  QuoteView view = quote_view(caller, desk.clock.now());
  view.with_canonical = query->optional_one_of("include", {"canonical"}).has_value();
  if (auto done = query->finish(); !done) return http::problem(done.error(), request);
  const auto quote = visible_quote(caller, request, desk);
  if (!quote) return http::problem(quote.error(), request);
  http::Response response = http::json(200, quote_json(*quote, view));
  response.set_header("etag", quote_etag(*quote, view));
  response.set_header("cache-control", "private, no-cache");
  return response;
}

http::Response compare_quote_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk) {
  const auto asked = comparison_of(caller, request);
  if (!asked) return http::problem(asked.error(), request);
  const auto quote = visible_quote(caller, request, desk);
  if (!quote) return http::problem(quote.error(), request);
  const ComparisonView view{.now = desk.clock.now(), .with_stack = asked->with_stack};
  http::Response response;
  response.content_type = asked->is_csv ? "text/csv; charset=utf-8" : std::string(kXlsxMediaType);
  response.body = asked->is_csv ? comparison_csv(*quote, view) : comparison_xlsx(*quote, view);
  response.compressible = asked->is_csv;
  response.set_header("content-disposition", fmt::format("attachment; filename=\"{}.{}\"", quote->id.text(), asked->is_csv ? "csv" : "xlsx"));
  response.set_header("cache-control", "private, no-store");
  return response;
}

}  // namespace switchyard::pricing

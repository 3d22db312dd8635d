#include "pricing/rest_prices.hpp"

#include <fmt/format.h>

#include "http/quality_list.hpp"
#include "pricing/price_export/price_export.hpp"
#include "pricing/rest_price_page.hpp"
#include "pricing/rest_price_query.hpp"
#include "pricing/rest_price_words.hpp"

namespace switchyard::pricing {
namespace {

using access::Scope;

http::Response answer_of(std::string body, std::string etag) {
  http::Response response = http::json(200, std::move(body));
  response.set_header("etag", std::move(etag));
  response.set_header("cache-control", "private, no-cache");
  return response;
}

// Every field that was named must be shown; without `fields` what cannot be shown is left out.
Result<PriceFieldSet> fields_of(const PriceRequest& request, access::ScopeSet scopes) {
  const PriceFieldSet shown = fields_shown(PriceVisibility::of(scopes));
  if (request.fields == kUsualPriceFields || (request.fields & ~shown) == 0) return request.fields & shown;
  std::string names;
  for (unsigned field = 0; field < static_cast<unsigned>(PriceField::count_of_fields); ++field) {
    if (((request.fields & ~shown) >> field & 1U) != 0) names.append(names.empty() ? "" : ", ").append(text_of(static_cast<PriceField>(field)));
  }
  const bool is_source = (request.fields & ~shown & (bit(PriceField::source) | bit(PriceField::stack))) != 0;
  const std::string detail = fmt::format("names {}, which the scope {} shows", names, access::text_of(is_source ? Scope::prices_lineage : Scope::prices_stack));
  return Error{.kind = ErrorKind::forbidden,
               .code = "scope_missing",
               .message = fmt::format("The parameter fields {}.", detail),
               .fields = {{.pointer = "fields", .code = "scope_missing", .detail = detail}}};
}

constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// JSON where the client takes it as well.
PriceFormat accepted_format(const http::Request& request) {
  const auto accept = request.header("accept");
  if (!accept || http::accepts(*accept, "application/json")) return PriceFormat::json;
  return http::accepts(*accept, "text/csv") ? PriceFormat::csv : PriceFormat::xlsx;
}

// The current book, or that of the instant of `knownAt`. What is wrong with the parameters is left to who parses them.
Result<std::shared_ptr<const RateBook>> book_for(const http::QueryReader& reader, const PriceDesk& desk) {
  if (!reader.has("knownAt") || desk.known_books == nullptr) return desk.books.current();
  http::QueryReader looked_into = reader;
  const auto known_at = looked_into.optional("knownAt", Instant::parse);
  if (!known_at || *known_at > desk.clock.now()) return desk.books.current();
  const auto as_of = looked_into.optional("asOf", Instant::parse);
  return desk.known_books({.known_at = *known_at, .at = as_of.value_or(*known_at)});
}

http::Response file_of(const PriceRequest& asked, const PricePage& page, const PriceAnswer& answer, const http::Request& request) {
  if (page.has_more && !asked.is_limited) {
    return http::problem({.kind = ErrorKind::unprocessable,
                          .code = "export_too_large",
                          .message = fmt::format("There are more than {} prices; narrow the query, or send limit for the first of them.", PageRequest::kExportLimitMax)},
                         request);
  }
  const bool is_csv = asked.format == PriceFormat::csv;
  http::Response response;
  response.body = is_csv ? write_prices_csv(page, answer) : write_prices_xlsx(page, answer);
  response.content_type = is_csv ? "text/csv; charset=utf-8" : std::string(kXlsxType);
  response.set_header("content-disposition", fmt::format("attachment; filename=\"prices.{}\"", is_csv ? "csv" : "xlsx"));
  response.set_header("cache-control", "private, no-cache");
  response.etag_from_body = true;
  return response;
}

}  // namespace

http::Response answer_prices(const access::Caller& caller, const http::Request& request, const PriceDesk& desk) {
  auto reader = http::QueryReader::of(request);
  if (!reader) return http::problem(reader.error(), request);
  const auto book = book_for(*reader, desk);
  if (!book) return http::problem(book.error(), request);
  const std::shared_ptr<const market::Market> market = desk.market();
  if (reader->has("margin") && !PriceVisibility::of(caller.scopes).stack) return http::problem(margin_hidden("margin"), request);
  const PriceContext context{.book = **book,
                             .market = *market,
                             .refs = desk.refs,
                             .now = desk.clock.now(),
                             .partner = caller.is_operator ? no_partner() : caller.partner_id,
                             .format = accepted_format(request)};
  PriceRequest asked;
  if (const auto done = read_price_request(std::move(reader).value(), context, asked); !done) return http::problem(done.error(), request);
  const auto fields = fields_of(asked, caller.scopes);
  if (!fields) return http::problem(fields.error(), request);
  PriceAnswer answer{.book = **book, .refs = desk.refs, .environment = caller.environment, .fields = *fields};
  if (asked.is_open()) return answer_of(write_utility_candidates(asked, caller.environment), price_page_etag(asked, {}, answer));
  const auto page = search(**book, asked.query, asked.at, asked.mode, asked.page, asked.view.get());
  if (!page) return http::problem(page.error(), request);
  if (const auto& refusal = page->margin_refusal; refusal && !asked.explain) {
    return http::problem(margin_out_of_policy(refusal->limits, *asked.query.margin_micros, refusal->price_unit), request);
  }
  if (asked.format != PriceFormat::json) return file_of(asked, *page, answer, request);
  if (!asked.explain) return answer_of(write_price_page(asked, *page, answer), price_page_etag(asked, *page, answer));
  const std::vector<Explanation> explanations = explain(**book, asked.query, asked.at, asked.mode, *asked.view);
  answer.explanations = &explanations;
  answer.shows_sheets = PriceVisibility::of(caller.scopes).lineage;
  return answer_of(write_price_page(asked, *page, answer), price_page_etag(asked, *page, answer));
}

bool price_request_blocks(const http::Request& request) {
  if (request.query.find("knownAt=") != std::string::npos || request.query.find("format=") != std::string::npos) return true;
  return accepted_format(request) != PriceFormat::json;
}

void add_price_routes(http::Router& router, const access::Authenticator& authenticator, PriceDesks desks) {
  router.add({.method = http::Method::get,
              .pattern = "/v1/prices",
              .handler = authenticator.require_any(
                  price_scopes(),
                  [desks = std::move(desks)](const access::Caller& caller, const http::Request& request) {
                    return answer_prices(caller, request, desks(caller.environment));
                  }),
              .run_on = http::RunOn::io_thread,
              .blocks = price_request_blocks,
              .answers = {"application/json", "text/csv", std::string(kXlsxType)},
              .cors = http::Cors::by_credential});
}

}  // namespace switchyard::pricing

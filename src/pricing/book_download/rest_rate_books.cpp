#include "pricing/book_download/rest_rate_books.hpp"

#include <fmt/format.h>

#include "http/quality_list.hpp"
#include "pricing/book_download/rest_book_question.hpp"

namespace switchyard::pricing {
namespace {

using access::Scope;

constexpr const char* kNdjson = "application/x-ndjson";
constexpr const char* kCsv = "text/csv";

BookFormat accepted(const http::Request& request) {
  const auto accept = request.header("accept");
  return !accept || http::accepts(*accept, kNdjson) ? BookFormat::ndjson : BookFormat::csv;
}

}  // namespace

http::Response answer_rate_book(const access::Caller& caller, const http::Request& request, const PriceDesk& desk) {
  auto reader = http::QueryReader::of(request);
  if (!reader) return http::problem(reader.error(), request);
  const std::shared_ptr<const market::Market> market = desk.market();
  BookQuestion question{.book = desk.books.current(), .market = *market, .partner = caller.is_operator ? no_partner() : caller.partner_id, .at = desk.clock.now()};
  question.filter = parse_book_filter(*reader, *market);
  const auto named = reader->optional_one_of("format", {"ndjson", "csv"});
  if (auto done = reader->finish(); !done) return http::problem(done.error(), request);
  const BookView view = book_view_of(caller, named ? static_cast<BookFormat>(*named) : accepted(request));
  std::vector<SoldGroup> groups = sold_groups(question);
  const std::uint64_t tag = state_tag(desk.refs, *question.book, groups, fmt::format("{}{}{}", text_of(caller.environment), static_cast<int>(view.format), view.shows_stack));
  const auto lines = std::make_shared<BookLines>(question.book, std::move(groups), view);
  http::Response response;
  response.content_type = view.format == BookFormat::csv ? "text/csv; charset=utf-8" : kNdjson;
  response.set_header("etag", fmt::format("\"{:016x}\"", tag));
  response.set_header("cache-control", "private, no-cache");
  response.set_header("vary", "accept");
  response.stream = [lines](std::string& piece) { return lines->append(piece); };
  return response;
}

void add_rate_book_routes(http::Router& router, const access::Authenticator& authenticator, PriceDesks desks) {
  using Answer = http::Response (*)(const access::Caller&, const http::Request&, const PriceDesk&);
  const auto add = [&](std::string pattern, Answer answer, std::vector<std::string> answers) {
    router.add({.method = http::Method::get,
                .pattern = std::move(pattern),
                .handler = authenticator.require_any({Scope::prices_stack, Scope::prices_lineage, Scope::operator_prices},
                                                     [desks, answer](const access::Caller& caller, const http::Request& request) {
                                                       return answer(caller, request, desks(caller.environment));
                                                     }),
                .answers = std::move(answers),
                .cors = http::Cors::by_credential});
  };
  add("/v1/rate-books/current", answer_rate_book, {kNdjson, kCsv});
  add("/v1/rate-books/current/changes", answer_rate_book_changes, {"application/json"});
}

}  // namespace switchyard::pricing

#include "pricing/quotes/rest_quotes.hpp"

#include <fmt/format.h>

#include "http/entity_tag.hpp"
#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"
#include "pricing/quotes/quote_actions.hpp"
#include "pricing/quotes/rest_judged_write.hpp"
#include "pricing/quotes/rest_quote_body.hpp"
#include "pricing/quotes/rest_quote_json.hpp"
#include "pricing/quotes/rest_quote_reads.hpp"

namespace switchyard::pricing {
namespace {

using access::Scope;

constexpr std::size_t kNewQuoteSizeMax = 1024 * 1024;

DraftContext draft_context(const access::Caller& caller, const QuoteDesk& desk, const LineSources& sources, Instant now) {
  return {.sources = sources, .market = *desk.market, .random = desk.random, .now = now, .partner = caller.partner_id, .application = caller.application_id};
}

// The caller's own quote in this transaction, as the caller last saw it.
Result<Quote> quote_to_change(SqlReader& reader, const access::Caller& caller, const http::Request& request, const QuoteId& id, Instant now) {
  auto quote = find_quote(reader, caller.partner_id, id);
  if (!quote) return quote_not_found(id);
  if (http::if_match_holds(request, quote_etag(*quote, quote_view(caller, now)))) return std::move(*quote);
  return Error{ErrorKind::conflict, "precondition_failed", "If-Match does not list the quote's present entity tag."};
}

http::Response refused(const Error& error, const http::Request& request) {
  if (error.code == "precondition_failed") return http::problem_with_status(412, error, request.request_id);
  return http::problem(error, request);
}

// With a margin in hand, prices would tell the base that the scope hides: as in GET /v1/prices.
Result<void> may_name_margins(const access::Caller& caller, const NewQuote& asked) {
  if (PriceVisibility::of(caller.scopes).stack) return {};
  Error error{ErrorKind::forbidden, "scope_missing", "Margins are for callers with the scope prices:stack; without them those of the partner's terms hold."};
  for (std::size_t i = 0; i < asked.lines.size(); ++i) {
    const AskedMargins& margins = asked.lines[i].margins;
    if (!margins.partner_micros && margins.agent_micros == 0) continue;
    error.fields.push_back({fmt::format("/lines/{}/{}", i, margins.partner_micros ? "margin" : "agentMargin"), error.code, "is for callers with the scope prices:stack"});
  }
  if (error.fields.empty()) return {};
  return error;
}

SourceMoment moment_of(const access::Caller& caller, std::shared_ptr<const RateBook> book, Instant now) {
  return {std::move(book), now, caller.is_operator ? no_partner() : caller.partner_id};
}

// What judging and writing a quote share while the book may move.
struct Judgement {
  LineSources sources;
  Result<Quote> draft;
};

std::shared_ptr<const Judgement> judge_new(const NewQuote& asked, const access::Caller& caller, const QuoteDesk& desk, std::shared_ptr<const RateBook> book) {
  const Instant now = desk.clock.now();
  LineSources sources = line_sources(desk, moment_of(caller, std::move(book), now));
  auto draft = draft_quote(asked, draft_context(caller, desk, sources, now));
  return std::make_shared<Judgement>(Judgement{std::move(sources), std::move(draft)});
}

std::shared_ptr<const Judgement> judge_again(const Quote& former, const access::Caller& caller, const QuoteDesk& desk, std::shared_ptr<const RateBook> book) {
  const Instant now = desk.clock.now();
  LineSources sources = line_sources(desk, moment_of(caller, std::move(book), now));
  auto moved = moved_quote(former, QuoteAction::reprice, now);
  auto draft = moved ? draft_again(former, draft_context(caller, desk, sources, now)) : Result<Quote>(std::move(moved).error());
  return std::make_shared<Judgement>(Judgement{std::move(sources), std::move(draft)});
}

// One change of one quote that needs no book.
http::Response change_quote(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk,
                            const std::function<Result<Quote>(SqlTransaction&, const Quote&)>& change) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto id = quote_id_of(request);
  if (!id) return http::problem(id.error(), request);
  return write_once_keyed(desk, caller.application_id.text(), request, [&](SqlTransaction& transaction) {
    const Instant now = desk.clock.now();
    const auto quote = quote_to_change(transaction, caller, request, *id, now);
    if (!quote) return refused(quote.error(), request);
    const auto changed = change(transaction, *quote);
    if (!changed) return http::problem(changed.error(), request);
    return http::json(200, quote_json(*changed, quote_view(caller, now)));
  });
}

}  // namespace

http::Response create_quote_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto asked = parse_new_quote(request.body);
  if (!asked) return http::problem(asked.error(), request);
  if (auto may = may_name_margins(caller, *asked); !may) return http::problem(may.error(), request);
  return write_judged(desk, caller.application_id.text(), request, [&](std::shared_ptr<const RateBook> book) -> JudgedWrite {
    const auto judged = judge_new(*asked, caller, desk, std::move(book));
    return [&caller, &request, &desk, judged](SqlTransaction& transaction) -> std::optional<http::Response> {
      if (!judged->sources.still_stand(transaction)) return std::nullopt;
      if (!judged->draft) return http::problem(judged->draft.error(), request);
      const auto quote = write_quote(transaction, desk, *judged->draft);
      if (!quote) return http::problem(quote.error(), request);
      return http::json(201, quote_json(*quote, quote_view(caller, quote->created_at)));
    };
  });
}

http::Response reprice_quote_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto id = quote_id_of(request);
  if (!id) return http::problem(id.error(), request);
  if (auto nothing = parse_nothing(request.body); !nothing) return http::problem(nothing.error(), request);
  return write_judged(desk, caller.application_id.text(), request, [&](std::shared_ptr<const RateBook> book) -> JudgedWrite {
    std::optional<Quote> former;
    desk.database.read([&](SqlReader& reader) { former = find_quote(reader, caller.partner_id, *id); });
    if (!former) return [&request, id](SqlTransaction&) { return std::optional(http::problem(quote_not_found(*id), request)); };
    const auto judged = judge_again(*former, caller, desk, std::move(book));
    return [&caller, &request, &desk, id, judged, version = former->version](SqlTransaction& transaction) -> std::optional<http::Response> {
      const auto quote = quote_to_change(transaction, caller, request, *id, desk.clock.now());
      if (!quote) return refused(quote.error(), request);
      if (quote->version != version || !judged->sources.still_stand(transaction)) return std::nullopt;
      if (!judged->draft) return http::problem(judged->draft.error(), request);
      const auto done = write_repriced(transaction, desk, *quote, *judged->draft);
      if (!done) return http::problem(done.error(), request);
      return http::json(201, repriced_json(done->quote, done->former, quote_view(caller, done->quote.created_at)));
    };
  });
}

http::Response withdraw_quote_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk) {
  const auto reason = parse_withdrawal(request.body);
  if (!reason) return http::problem(reason.error(), request);
  return change_quote(caller, request, desk,
                      [&](SqlTransaction& transaction, const Quote& quote) { return withdraw_quote(transaction, desk, quote, *reason); });
}

http::Response select_quote_route(const access::Caller& caller, const http::Request& request, const QuoteDesk& desk) {
  const auto lines = parse_selection(request.body);
  if (!lines) return http::problem(lines.error(), request);
  return change_quote(caller, request, desk,
                      [&](SqlTransaction& transaction, const Quote& quote) { return select_quote(transaction, desk, quote, *lines); });
}

void add_quote_routes(http::Router& router, const access::Authenticator& authenticator, QuoteDeskOf desk_of) {
  using Work = http::Response (*)(const access::Caller&, const http::Request&, const QuoteDesk&);
  const auto with_desk = [&desk_of](Work work) {
    return [desk_of, work](const access::Caller& caller, const http::Request& request) { return work(caller, request, desk_of(caller.environment)); };
  };
  const auto write = [&](std::string pattern, Work work, std::size_t body_size_max) {
    router.add({.method = http::Method::post,
                .pattern = std::move(pattern),
                .handler = authenticator.require({Scope::quotes_write}, with_desk(work)),
                .body_size_max = body_size_max,
                .cors = http::Cors::by_credential});
  };
  const auto read = [&](std::string pattern, Work work, std::vector<std::string> answers) {
    router.add({.method = http::Method::get,
                .pattern = std::move(pattern),
                .handler = authenticator.require_any(
                    {Scope::prices_total, Scope::prices_stack, Scope::prices_lineage, Scope::quotes_write, Scope::operator_prices}, with_desk(work)),
                .answers = std::move(answers),
                .cors = http::Cors::by_credential});
  };
  constexpr std::size_t kSmall = 64 * 1024;
  write("/v1/quotes", create_quote_route, kNewQuoteSizeMax);
  read("/v1/quotes", list_quotes_route, {"application/json"});
  read("/v1/quotes/{id}", get_quote_route, {"application/json"});
  write("/v1/quotes/{id}/reprice", reprice_quote_route, kSmall);
  write("/v1/quotes/{id}/withdraw", withdraw_quote_route, kSmall);
  write("/v1/quotes/{id}/select", select_quote_route, kSmall);
  read("/v1/quotes/{id}/comparison", compare_quote_route, {std::string(kXlsxMediaType), "text/csv"});
}

}  // namespace switchyard::pricing

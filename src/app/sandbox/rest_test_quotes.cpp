#include <algorithm>

#include "app/sandbox/test_calls.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "pricing/quotes/quote_actions.hpp"
#include "pricing/quotes/quote_events.hpp"
#include "pricing/quotes/quote_store.hpp"
#include "pricing/quotes/rest_judged_write.hpp"
#include "pricing/quotes/rest_quote_body.hpp"
#include "pricing/quotes/rest_quote_json.hpp"
#include "pricing/quotes/rest_quote_reads.hpp"

namespace switchyard::app {
namespace {

using access::Caller;
using pricing::Quote;
using pricing::QuoteDesk;

constexpr std::int64_t kQuotesAtOnceMax = 1'000;

Result<Quote> expire_quote(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& quote) {
  auto moved = pricing::moved_quote(quote, pricing::QuoteAction::expire, desk.clock.now());
  if (!moved) return moved;
  if (!pricing::update_quote(transaction, *moved)) return Error{ErrorKind::conflict, "quote_state_conflict", "The quote changed meanwhile; try again."};
  pricing::publish_quote_event(transaction, desk.outbox, pricing::kQuoteExpired, *moved, desk.clock.now());
  return moved;
}

http::Response expire_route(const Caller& caller, const http::Request& request, const QuoteDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto id = pricing::quote_id_of(request);
  if (!id) return http::problem(id.error(), request);
  if (auto nothing = pricing::parse_nothing(request.body); !nothing) return http::problem(nothing.error(), request);
  return pricing::write_once_keyed(desk, caller.application_id.text(), request, [&](SqlTransaction& transaction) {
    const auto quote = pricing::find_quote(transaction, caller.partner_id, *id);
    if (!quote) return http::problem(pricing::quote_not_found(*id), request);
    const auto expired = expire_quote(transaction, desk, *quote);
    if (!expired) return http::problem(expired.error(), request);
    return http::json(200, pricing::quote_json(*expired, pricing::quote_view(caller, desk.clock.now())));
  });
}

bool is_sold_from(const Quote& quote, std::string_view sheet_or_rate) {
  return std::ranges::any_of(quote.lines, [&](const pricing::QuoteLine& line) { return line.facts.sheet_id == sheet_or_rate || line.facts.source_id == sheet_or_rate; });
}

// What a withdrawal does to this partner: its quotes of the sheet end. The sheet itself is everybody's and stays.
http::Response withdraw_sheet_route(const Caller& caller, const http::Request& request, const QuoteDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto reason = pricing::parse_withdrawal(request.body);
  if (!reason) return http::problem(reason.error(), request);
  const std::string& sheet = request.path_captures.front();
  if (!sheet.starts_with("sht_") && !sheet.starts_with("rat_")) {
    return http::problem({ErrorKind::not_found, "sheet_not_found", "That is the id of no sheet (sht_…) and no rate (rat_…)."}, request);
  }
  return pricing::write_once_keyed(desk, caller.application_id.text(), request, [&](SqlTransaction& transaction) {
    http::JsonWriter json;
    json.begin_object().member("sheet", sheet).key("withdrawnQuotes").begin_array();
    for (const Quote& quote : pricing::list_live_quotes_of_supplier(transaction, {}, {}, kQuotesAtOnceMax)) {
      if (quote.partner != caller.partner_id || !is_sold_from(quote, sheet)) continue;
      const auto withdrawn = pricing::withdraw_quote(transaction, desk, quote, "The supplier's prices ended: " + (reason->empty() ? "the sheet was withdrawn" : *reason));
      if (withdrawn) json.value(quote.id.text());
    }
    json.end_array().end_object();
    return http::json(200, std::move(json).text());
  });
}

}  // namespace

void add_test_quote_routes(http::Router& router, const ApiParts& parts) {
  using Work = http::Response (*)(const Caller&, const http::Request&, const QuoteDesk&);
  const auto add = [&](std::string pattern, Work work) {
    router.add({.method = http::Method::post,
                .pattern = std::move(pattern),
                .handler = parts.access.authenticator.require({access::Scope::quotes_write}, in_test_alone([&environment = parts.test, work](const Caller& caller, const http::Request& request) {
                                                                return work(caller, request, environment.quote_desk());
                                                              })),
                .cors = http::Cors::by_credential});
  };
  add("/v1/test/quotes/{id}/expire", expire_route);
  add("/v1/test/sheets/{id}/withdraw", withdraw_sheet_route);
}

}  // namespace switchyard::app

#include "pricing/custom/rest_price_requests.hpp"

#include <fmt/format.h>

#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"
#include "pricing/custom/price_offer_store.hpp"
#include "pricing/custom/price_request_store.hpp"
#include "pricing/custom/rest_price_request_body.hpp"
#include "pricing/custom/rest_price_request_parts.hpp"
#include "pricing/quotes/quote.hpp"
#include "pricing/quotes/rest_judged_write.hpp"
#include "pricing/quotes/rest_quote_body.hpp"

namespace switchyard::pricing {
namespace {

using access::Scope;

constexpr std::int64_t kPageSizeMax = 200;
constexpr std::int64_t kPageSizeDefault = 50;
constexpr std::size_t kSmallBodySizeMax = 64 * 1024;

bool sees_all_partners(const access::Caller& caller) { return caller.scopes.has(Scope::operator_prices); }

Error not_found(const PriceRequestId& id) { return {ErrorKind::not_found, "price_request_not_found", fmt::format("There is no price request {}.", id.text())}; }

Result<PriceRequestFilter> filter_of(const http::Request& request, Instant now) {
  auto query = http::QueryReader::of(request);
  if (!query) return query.error();
  PriceRequestFilter filter{.now = now};
  filter.state = query->optional("status", parse_request_state);
  filter.your_reference = query->optional_text("yourReference", {.size_max = kYourReferenceSizeMax}).value_or("");
  filter.supplier = query->optional_text("supplier", {.size_max = kWordSizeMax}).value_or("");
  filter.before = query->optional("cursor", [](std::string_view text) -> Result<PriceRequestId> {
    auto id = PriceRequestId::parse(text);
    if (!id) return Error{ErrorKind::invalid, "cursor_invalid", "is not one that this list gave"};
    return id;
  });
  filter.limit = query->optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeDefault);
  if (auto done = query->finish(); !done) return std::move(done).error();
  return filter;
}

// Account numbers are not in answers of writes: those are kept for their Idempotency-Key.
http::Response answer(const Result<CustomPriceRequest>& changed, int status, SqlReader& reader, const access::Caller& caller, const http::Request& request,
                      const PriceRequestDesk& desk) {
  if (!changed) return http::problem(changed.error(), request);
  PriceRequestView view = price_request_view(caller, desk.quotes.clock.now());
  view.shows_account_numbers = false;
  return http::json(status, price_request_json(*changed, list_price_offers(reader, changed->id), view));
}

// One change of one request.
http::Response change_request(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk,
                              const std::function<Result<CustomPriceRequest>(SqlTransaction&, const CustomPriceRequest&)>& change) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  return write_once_keyed(desk.quotes, caller.application_id.text(), request, [&](SqlTransaction& transaction) {
    const auto found = visible_price_request(transaction, caller, request);
    if (!found) return http::problem(found.error(), request);
    return answer(change(transaction, *found), 200, transaction, caller, request, desk);
  });
}

// What is a partner's to do, an operator cannot do for it.
Result<void> is_own(const access::Caller& caller, const CustomPriceRequest& request) {
  if (request.partner == caller.partner_id) return {};
  return not_found(request.id);
}

}  // namespace

PriceRequestView price_request_view(const access::Caller& caller, Instant now) {
  return {.now = now,
          .visibility = PriceVisibility::of(caller.scopes),
          .is_operator = sees_all_partners(caller),
          .shows_account_numbers = caller.scopes.has(Scope::pii_read)};
}

Result<PriceRequestId> price_request_id_of(const http::Request& request) {
  ENSURE(!request.path_captures.empty());
  const auto id = PriceRequestId::parse(request.path_captures.front());
  if (!id) return Error{ErrorKind::not_found, "price_request_not_found", id.error().message};
  return *id;
}

Result<CustomPriceRequest> visible_price_request(SqlReader& reader, const access::Caller& caller, const http::Request& request) {
  const auto id = price_request_id_of(request);
  if (!id) return id.error();
  auto found = sees_all_partners(caller) ? find_price_request_of_any_partner(reader, *id) : find_price_request(reader, caller.partner_id, *id);
  if (!found) return not_found(*id);
  return std::move(*found);
}

http::Response create_price_request_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto asked = parse_new_price_request(request.body, caller);
  if (!asked) return http::problem(asked.error(), request);
  return write_once_keyed(desk.quotes, caller.application_id.text(), request, [&](SqlTransaction& transaction) {
    return answer(create_price_request(transaction, desk, *asked), 201, transaction, caller, request, desk);
  });
}

http::Response list_price_requests_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  const Instant now = desk.quotes.clock.now();
  auto filter = filter_of(request, now);
  if (!filter) return http::problem(filter.error(), request);
  const auto limit = static_cast<std::size_t>(filter->limit++);  // One more tells whether there is a next page.
  std::vector<CustomPriceRequest> requests;
  desk.quotes.database.read([&](SqlReader& reader) {
    requests = sees_all_partners(caller) ? list_price_requests_of_all_partners(reader, *filter) : list_price_requests(reader, caller.partner_id, *filter);
  });
  const bool is_more = requests.size() > limit;
  if (is_more) requests.pop_back();
  http::JsonWriter json(4096);
  json.begin_object().key("items").begin_array();
  for (const CustomPriceRequest& each : requests) write_price_request_head(json, each, price_request_view(caller, now));
  json.end_array().key("nextCursor");
  if (is_more) json.plain(requests.back().id.text());
  if (!is_more) json.null();
  json.end_object();
  return http::json(200, std::move(json).text());
}

http::Response get_price_request_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  std::optional<http::Response> response;
  desk.quotes.database.read([&](SqlReader& reader) {
    const auto found = visible_price_request(reader, caller, request);
    if (!found) return void(response = http::problem(found.error(), request));
    response = http::json(200, price_request_json(*found, list_price_offers(reader, found->id), price_request_view(caller, desk.quotes.clock.now())));
  });
  response->set_header("cache-control", "private, no-store");
  return std::move(*response);
}

http::Response send_price_request_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  if (auto nothing = parse_nothing(request.body); !nothing) return http::problem(nothing.error(), request);
  return change_request(caller, request, desk, [&](SqlTransaction& transaction, const CustomPriceRequest& found) -> Result<CustomPriceRequest> {
    if (auto own = is_own(caller, found); !own) return std::move(own).error();
    return send_price_request(transaction, desk, found);
  });
}

http::Response withdraw_price_request_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  const auto reason = parse_request_reason(request.body, false);
  if (!reason) return http::problem(reason.error(), request);
  return change_request(caller, request, desk, [&](SqlTransaction& transaction, const CustomPriceRequest& found) -> Result<CustomPriceRequest> {
    if (auto own = is_own(caller, found); !own) return std::move(own).error();
    return withdraw_price_request(transaction, desk, found, *reason);
  });
}

http::Response decline_price_request_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  auto declination = parse_declination(request.body);
  if (!declination) return http::problem(declination.error(), request);
  declination->actor = {.id = caller.application_id.text()};
  return change_request(caller, request, desk, [&](SqlTransaction& transaction, const CustomPriceRequest& found) {
    return decline_price_request(transaction, desk, found, *declination);
  });
}

void add_price_request_routes(http::Router& router, const access::Authenticator& authenticator, PriceRequestDeskOf desk_of) {
  using Work = http::Response (*)(const access::Caller&, const http::Request&, const PriceRequestDesk&);
  const auto with_desk = [&desk_of](Work work) {
    return [desk_of, work](const access::Caller& caller, const http::Request& request) { return work(caller, request, desk_of(caller.environment)); };
  };
  const std::string one = "/v1/price-requests/{id}";
  const std::string offer = one + "/offers/{offerId}";
  const auto write = [&](std::string pattern, Scope scope, Work work, std::size_t body_size_max = kSmallBodySizeMax) {
    router.add({.method = http::Method::post,
                .pattern = std::move(pattern),
                .handler = authenticator.require({scope}, with_desk(work)),
                .body_size_max = body_size_max,
                .cors = scope == Scope::quotes_write ? http::Cors::by_credential : http::Cors::none});
  };
  const auto read = [&](std::string pattern, Work work) {
    router.add({.method = http::Method::get,
                .pattern = std::move(pattern),
                .handler = authenticator.require_any(
                    {Scope::prices_total, Scope::prices_stack, Scope::prices_lineage, Scope::quotes_write, Scope::operator_prices}, with_desk(work)),
                .cors = http::Cors::by_credential});
  };
  write("/v1/price-requests", Scope::quotes_write, create_price_request_route, kNewRequestSizeMax);
  read("/v1/price-requests", list_price_requests_route);
  read(one, get_price_request_route);
  write(one + "/send", Scope::quotes_write, send_price_request_route);
  write(one + "/withdraw", Scope::quotes_write, withdraw_price_request_route);
  write(one + "/no-bid", Scope::operator_prices, decline_price_request_route);
  write(one + "/offers", Scope::operator_prices, add_price_offer_route, kOfferBodySizeMax);
  read(offer, get_price_offer_route);
  write(offer + "/requote", Scope::operator_prices, requote_price_offer_route, kOfferBodySizeMax);
  write(offer + "/hold", Scope::operator_prices, hold_price_offer_route);
  write(offer + "/release", Scope::operator_prices, release_price_offer_route);
  write(offer + "/withdraw", Scope::operator_prices, withdraw_price_offer_route);
  router.add({.method = http::Method::get,
              .pattern = offer + "/attachment",
              .handler = authenticator.require({Scope::operator_prices}, with_desk(get_offer_attachment_route)),
              .answers = {"application/octet-stream"}});
}

}  // namespace switchyard::pricing

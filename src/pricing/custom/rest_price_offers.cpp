#include <fmt/format.h>

#include "http/no_parameters.hpp"
#include "pricing/custom/price_offer_store.hpp"
#include "pricing/custom/rest_price_request_body.hpp"
#include "pricing/custom/rest_price_request_parts.hpp"
#include "pricing/custom/rest_price_requests.hpp"
#include "pricing/quotes/rest_judged_write.hpp"

namespace switchyard::pricing {
namespace {

// The offer that the path names, of the request that it names.
Result<AnsweredRequest> visible_offer(SqlReader& reader, const access::Caller& caller, const http::Request& request) {
  auto found = visible_price_request(reader, caller, request);
  if (!found) return std::move(found).error();
  ENSURE(request.path_captures.size() == 2);
  const auto id = PriceOfferId::parse(request.path_captures[1]);
  auto offer = id ? find_price_offer_of(reader, found->id, *id) : std::nullopt;
  if (!offer) return Error{ErrorKind::not_found, "price_offer_not_found", fmt::format("The price request has no offer {}.", request.path_captures[1])};
  return AnsweredRequest{std::move(*found), std::move(*offer)};
}

http::Response answer(const Result<AnsweredRequest>& answered, int status, const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  if (!answered) return http::problem(answered.error(), request);
  const Instant now = desk.quotes.clock.now();
  const auto book = desk.quotes.book();
  const OfferMoment moment{.book = *book, .market = *desk.quotes.market, .now = now};
  return http::json(status, price_offer_json(answered->offer, answered->request, moment, price_request_view(caller, now)));
}

http::Response act(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk, OfferAction action) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto reason = parse_request_reason(request.body, true);
  if (!reason) return http::problem(reason.error(), request);
  const OfferAct asked{.action = action, .reason = std::move(*reason), .actor = {.id = caller.application_id.text()}};
  return write_once_keyed(desk.quotes, caller.application_id.text(), request, [&](SqlTransaction& transaction) {
    auto found = visible_offer(transaction, caller, request);
    if (!found) return http::problem(found.error(), request);
    auto changed = act_on_price_offer(transaction, desk, found->request, found->offer, asked);
    if (!changed) return http::problem(changed.error(), request);
    found->offer = std::move(*changed);
    return answer(found, 200, caller, request, desk);
  });
}

Result<OfferedPrice> offered_of(const access::Caller& caller, const http::Request& request) {
  if (auto none = http::takes_no_parameters(request); !none) return none.error();
  auto offered = parse_offered_price(request.body);
  if (offered) offered->offer.actor = {.id = caller.application_id.text()};
  return offered;
}

}  // namespace

http::Response add_price_offer_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  const auto offered = offered_of(caller, request);
  if (!offered) return http::problem(offered.error(), request);
  return write_once_keyed(desk.quotes, caller.application_id.text(), request, [&](SqlTransaction& transaction) {
    const auto found = visible_price_request(transaction, caller, request);
    if (!found) return http::problem(found.error(), request);
    return answer(add_price_offer(transaction, desk, *found, *offered), 201, caller, request, desk);
  });
}

http::Response requote_price_offer_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  const auto offered = offered_of(caller, request);
  if (!offered) return http::problem(offered.error(), request);
  return write_once_keyed(desk.quotes, caller.application_id.text(), request, [&](SqlTransaction& transaction) {
    const auto found = visible_offer(transaction, caller, request);
    if (!found) return http::problem(found.error(), request);
    return answer(requote_price_offer(transaction, desk, found->request, found->offer, *offered), 201, caller, request, desk);
  });
}

http::Response get_price_offer_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  std::optional<Result<AnsweredRequest>> found;
  desk.quotes.database.read([&](SqlReader& reader) { found.emplace(visible_offer(reader, caller, request)); });
  http::Response response = answer(*found, 200, caller, request, desk);
  response.set_header("cache-control", "private, no-store");
  return response;
}

http::Response get_offer_attachment_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  std::optional<Result<AnsweredRequest>> found;
  std::optional<std::string> bytes;
  desk.quotes.database.read([&](SqlReader& reader) {
    found.emplace(visible_offer(reader, caller, request));
    if (*found && (*found)->offer.attachment.size_bytes > 0) bytes = read_attachment(reader, (*found)->offer.attachment.sha256);
  });
  if (!*found) return http::problem(found->error(), request);
  if (!bytes) return http::problem({ErrorKind::not_found, "attachment_not_found", "The offer has no attachment whose bytes are kept here."}, request);
  http::Response response;
  response.content_type = "application/octet-stream";
  response.body = std::move(*bytes);
  response.set_header("content-disposition", fmt::format("attachment; filename=\"{}\"", (*found)->offer.id.text()));
  response.set_header("cache-control", "private, no-store");
  return response;
}

http::Response hold_price_offer_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  return act(caller, request, desk, OfferAction::hold);
}

http::Response release_price_offer_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  return act(caller, request, desk, OfferAction::release);
}

http::Response withdraw_price_offer_route(const access::Caller& caller, const http::Request& request, const PriceRequestDesk& desk) {
  return act(caller, request, desk, OfferAction::withdraw);
}

}  // namespace switchyard::pricing

#include "pricing/holds/rest_holds.hpp"

#include <algorithm>

#include "http/json_body.hpp"
#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"
#include "pricing/holds/sheet_hold_store.hpp"
#include "pricing/sheets/operator_reason.hpp"
#include "pricing/sheets/rest_keyed_write.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kPageSizeMax = 200;
constexpr std::int64_t kPageSizeDefault = 50;
constexpr std::int64_t kNumberMax = 1'000'000'000;

Result<SheetId> sheet_id_of(const http::Request& request) {
  ENSURE(!request.path_captures.empty());
  const auto id = SheetId::parse(request.path_captures.front());
  if (!id) return Error{ErrorKind::not_found, "sheet_not_found", id.error().message};
  return *id;
}

Result<std::int64_t> parse_number(std::string_view text) {
  const auto number = Decimal::parse(text);
  if (number && number->scale() == 0 && !number->is_negative() && number->coefficient() <= kNumberMax) return number->coefficient();
  return Error{ErrorKind::invalid, "cursor_invalid", "the cursor is not one that this list gave"};
}

Result<HoldDecision> decision_of(const http::Request& request, HoldState becomes, const std::string& actor) {
  const auto id = sheet_id_of(request);
  if (!id) return id.error();
  const auto number = request.path_captures.size() > 1 ? parse_number(request.path_captures[1]) : parse_number("");
  if (!number) return Error{ErrorKind::not_found, "hold_not_found", "a hold's id is a number within its sheet"};
  return HoldDecision{.sheet = *id, .number = *number, .becomes = becomes, .reason = {}, .actor = actor};
}

}  // namespace

void write_hold(http::JsonWriter& json, const SheetHold& hold) {
  json.begin_object().plain_member("id", std::to_string(hold.number)).plain_member("grain", text_of(hold.grain)).member("code", hold.code);
  json.member("message", hold.message).key("cells").begin_array();
  for (const std::string& cell : hold.cells) json.value(cell);
  json.end_array().member("rows", hold.row_count).member("releasable", hold.releasable).plain_member("state", text_of(hold.state));
  json.member("decidedAt", hold.decided_at).member_or_null("decidedBy", hold.decided_by).member_or_null("reason", hold.reason);
  json.end_object();
}

std::string json_of(const DecidedHold& decided) {
  http::JsonWriter json;
  json.begin_object().key("hold");
  write_hold(json, decided.hold);
  json.member("ratesBefore", decided.rates_before).member("ratesAfter", decided.rates_after).end_object();
  return std::move(json).text();
}

http::Response list_holds_route(const SheetDesk& desk, const http::Request& request) {
  const auto id = sheet_id_of(request);
  if (!id) return http::problem(id.error(), request);
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const auto state = query->optional("state", parse_hold_state);
  const std::int64_t after = query->optional("cursor", parse_number).value_or(0);
  const std::int64_t limit = query->optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeDefault);
  if (const auto done = query->finish(); !done) return http::problem(done.error(), request);
  std::vector<SheetHold> holds;
  bool known = false;
  desk.database.read([&](SqlReader& reader) {
    known = find_sheet(reader, *id).has_value();
    holds = list_holds(reader, *id);
  });
  if (!known) return http::problem({ErrorKind::not_found, "sheet_not_found", "there is no sheet " + id->text()}, request);
  std::erase_if(holds, [&](const SheetHold& hold) { return hold.number <= after || (state && hold.state != *state); });
  const bool is_more = holds.size() > static_cast<std::size_t>(limit);
  if (is_more) holds.resize(static_cast<std::size_t>(limit));
  http::JsonWriter json(2048);
  json.begin_object().key("items").begin_array();
  for (const SheetHold& hold : holds) write_hold(json, hold);
  json.end_array().key("nextCursor");
  if (is_more) json.value(std::to_string(holds.back().number));
  if (!is_more) json.null();
  json.end_object();
  return http::json(200, std::move(json).text());
}

http::Response decide_hold_route(const SheetDesk& desk, HoldState becomes, const std::string& actor, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  std::string reason = body->object().text("reason", {.size_max = kReasonSizeMax, .multiline = true});
  if (const auto done = body->finish(); !done) return http::problem(done.error(), request);
  auto decision = decision_of(request, becomes, actor);
  if (!decision) return http::problem(decision.error(), request);
  decision->reason = std::move(reason);
  for (int attempt = 1;; ++attempt) {
    const auto prepared = prepare_decision(desk.database, *desk.market, *decision);
    auto response = write_keyed(desk, actor, request, [&](SqlTransaction& transaction) {
      if (!prepared) return http::problem(prepared.error(), request);
      const auto decided = write_decision(transaction, {desk.database, desk.clock, desk.environment, desk.audit}, *prepared);
      return decided ? http::json(200, json_of(*decided)) : http::problem(decided.error(), request);
    });
    if (response.status != http::status_of(ErrorKind::unavailable) || attempt == kMappingAttemptsMax) return response;
  }
}

void add_hold_routes(http::Router& router, const access::Authenticator& authenticator, SheetDeskOf desk_of) {
  const auto add = [&](http::Method method, std::string pattern, access::CallerHandler handler) {
    router.add({.method = method, .pattern = std::move(pattern),
                .handler = authenticator.require({access::Scope::operator_prices}, std::move(handler))});
  };
  const auto deciding = [desk_of](HoldState becomes) {
    return [desk_of, becomes](const access::Caller& caller, const http::Request& request) {
      return decide_hold_route(desk_of(caller.environment), becomes, caller.application_id.text(), request);
    };
  };
  add(http::Method::get, "/v1/sheets/{id}/holds", [desk_of](const access::Caller& caller, const http::Request& request) {
    return list_holds_route(desk_of(caller.environment), request);
  });
  add(http::Method::post, "/v1/sheets/{id}/holds/{holdId}/release", deciding(HoldState::released));
  add(http::Method::post, "/v1/sheets/{id}/holds/{holdId}/keep", deciding(HoldState::kept));
}

}  // namespace switchyard::pricing

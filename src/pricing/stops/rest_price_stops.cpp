#include "pricing/stops/rest_price_stops.hpp"

#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"
#include "pricing/sheets/operator_reason.hpp"
#include "pricing/sheets/rest_keyed_write.hpp"
#include "pricing/stops/price_stop_actions.hpp"
#include "pricing/stops/rest_price_stop_json.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kPageSizeMax = 200;
constexpr std::int64_t kPageSizeDefault = 50;

Result<PriceStopId> id_of(const http::Request& request) {
  ENSURE(!request.path_captures.empty());
  const auto id = PriceStopId::parse(request.path_captures.front());
  if (!id) return Error{ErrorKind::not_found, "price_stop_not_found", id.error().message};
  return *id;
}

PriceStopContext context_of(const SheetDesk& desk) {
  ENSURE(desk.random != nullptr);
  return {.database = desk.database, .clock = desk.clock, .market = *desk.market, .random = *desk.random, .environment = desk.environment, .audit = desk.audit,
          .quotes = desk.quotes};
}

http::Response answer(const Result<PriceStopRecord>& record, const SheetDesk& desk, int status, const http::Request& request) {
  if (!record) return http::problem(record.error(), request);
  http::JsonWriter json;
  write_price_stop(json, *record, desk.clock.now());
  return http::json(status, std::move(json).text());
}

}  // namespace

http::Response list_price_stops_route(const SheetDesk& desk, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  PriceStopFilter filter;
  filter.supplier = query->optional_text("supplier", {.size_max = 64}).value_or("");
  if (query->optional_boolean("holding").value_or(false)) filter.holding_at = desk.clock.now();
  filter.before = query->optional("cursor", PriceStopId::parse);
  const std::int64_t limit = query->optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeDefault);
  if (const auto done = query->finish(); !done) return http::problem(done.error(), request);
  filter.limit = limit + 1;  // One more tells whether there is a next page.
  std::vector<PriceStopRecord> records;
  desk.database.read([&](SqlReader& reader) { records = list_price_stops(reader, filter); });
  const bool is_more = records.size() > static_cast<std::size_t>(limit);
  if (is_more) records.pop_back();
  http::JsonWriter json(2048);
  json.begin_object().key("items").begin_array();
  for (const PriceStopRecord& record : records) write_price_stop(json, record, desk.clock.now());
  json.end_array().key("nextCursor");
  if (is_more) json.plain(records.back().stop.id.text());
  if (!is_more) json.null();
  json.end_object();
  return http::json(200, std::move(json).text());
}

http::Response get_price_stop_route(const SheetDesk& desk, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  std::optional<PriceStopRecord> record;
  desk.database.read([&](SqlReader& reader) { record = find_price_stop(reader, *id); });
  if (!record) return http::problem({ErrorKind::not_found, "price_stop_not_found", "there is no price stop " + id->text()}, request);
  return answer(*record, desk, 200, request);
}

http::Response stop_prices_route(const SheetDesk& desk, const std::string& actor, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  PriceStopRequest asked{.actor = actor};
  asked.supplier = in.optional_text("supplier", {.size_max = 64}).value_or("");
  if (const auto commodity = in.optional_one_of("commodity", {"electric", "gas"})) asked.commodity = *commodity == 1 ? Commodity::gas : Commodity::electric;
  asked.state = in.optional_text("state", {.size_max = 2}).value_or("");
  asked.utility = in.optional_text("utility", {.size_max = 64}).value_or("");
  asked.product = in.optional_text("product", {.size_max = 200}).value_or("");
  asked.from = in.optional("from", Instant::parse);
  asked.until = in.optional("until", Instant::parse);
  asked.reason = in.text("reason", {.size_max = kReasonSizeMax, .multiline = true});
  if (const auto done = body->finish(); !done) return http::problem(done.error(), request);
  return write_keyed(desk, actor, request, [&](SqlTransaction& transaction) {
    return answer(stop_prices_in(transaction, context_of(desk), asked), desk, 201, request);
  });
}

http::Response lift_price_stop_route(const SheetDesk& desk, const std::string& actor, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  const LiftRequest asked{.id = *id, .reason = body->object().text("reason", {.size_max = kReasonSizeMax, .multiline = true}), .actor = actor};
  if (const auto done = body->finish(); !done) return http::problem(done.error(), request);
  return write_keyed(desk, actor, request, [&](SqlTransaction& transaction) {
    return answer(lift_price_stop_in(transaction, context_of(desk), asked), desk, 200, request);
  });
}

void add_price_stop_routes(http::Router& router, const access::Authenticator& authenticator, SheetDeskOf desk_of) {
  const auto add = [&](http::Method method, std::string pattern, access::CallerHandler handler) {
    router.add({.method = method, .pattern = std::move(pattern),
                .handler = authenticator.require({access::Scope::operator_prices}, std::move(handler))});
  };
  add(http::Method::get, "/v1/price-stops", [desk_of](const access::Caller& caller, const http::Request& request) {
    return list_price_stops_route(desk_of(caller.environment), request);
  });
  add(http::Method::get, "/v1/price-stops/{id}", [desk_of](const access::Caller& caller, const http::Request& request) {
    return get_price_stop_route(desk_of(caller.environment), request);
  });
  add(http::Method::post, "/v1/price-stops", [desk_of](const access::Caller& caller, const http::Request& request) {
    return stop_prices_route(desk_of(caller.environment), caller.application_id.text(), request);
  });
  add(http::Method::post, "/v1/price-stops/{id}/lift", [desk_of](const access::Caller& caller, const http::Request& request) {
    return lift_price_stop_route(desk_of(caller.environment), caller.application_id.text(), request);
  });
}

}  // namespace switchyard::pricing

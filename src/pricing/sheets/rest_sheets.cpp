#include "pricing/sheets/rest_sheets.hpp"

#include <algorithm>

#include "http/json_body.hpp"
#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"
#include "pricing/sheets/operator_reason.hpp"
#include "pricing/sheets/rest_keyed_write.hpp"
#include "pricing/sheets/rest_sheet_json.hpp"
#include "pricing/sheets/sheet_actions.hpp"
#include "pricing/sheets/sheet_aliases.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kPageSizeMax = 200;
constexpr std::int64_t kPageSizeDefault = 50;
constexpr std::int64_t kOffsetMax = 1'000'000;
constexpr std::size_t kAliasSizeMax = 200;

Result<SheetId> sheet_id_of(const http::Request& request) {
  ENSURE(!request.path_captures.empty());
  const auto id = SheetId::parse(request.path_captures.front());
  // An id that cannot be one names nothing.
  if (!id) return Error{ErrorKind::not_found, "sheet_not_found", id.error().message};
  return *id;
}

Result<std::int64_t> parse_offset(std::string_view text) {
  const auto offset = Decimal::parse(text);
  if (offset && offset->scale() == 0 && !offset->is_negative() && offset->coefficient() <= kOffsetMax) return offset->coefficient();
  return Error{ErrorKind::invalid, "cursor_invalid", "the cursor is not one that this list gave"};
}

// `items` from the offset on, with the offset of the next page.
template <class Item, class Write>
http::Response page_of(const std::vector<Item>& items, std::int64_t offset, std::int64_t limit, Write write) {
  const auto first = std::min(static_cast<std::size_t>(offset), items.size());
  const auto last = std::min(first + static_cast<std::size_t>(limit), items.size());
  http::JsonWriter json(4096);
  json.begin_object().key("items").begin_array();
  for (std::size_t i = first; i < last; ++i) write(json, items[i]);
  json.end_array().key("nextCursor");
  if (last == items.size()) json.null();
  if (last < items.size()) json.value(std::to_string(last));
  json.end_object();
  return http::json(200, std::move(json).text());
}

access::CallerHandler as_operator(const SheetDeskOf& desk_of, http::Response (*handler)(const SheetDesk&, const http::Request&)) {
  return [desk_of, handler](const access::Caller& caller, const http::Request& request) { return handler(desk_of(caller.environment), request); };
}

access::CallerHandler acting(const SheetDeskOf& desk_of, SheetAction action) {
  return [desk_of, action](const access::Caller& caller, const http::Request& request) {
    return act_on_sheet_route(desk_of(caller.environment), action, caller.application_id.text(), request);
  };
}

}  // namespace

http::Response list_sheets_route(const SheetDesk& desk, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  SheetFilter filter;
  filter.supplier = query->optional_text("supplier", {.size_max = 64}).value_or("");
  filter.status = query->optional("status", parse_sheet_status);
  filter.before = query->optional("cursor", SheetId::parse);
  const std::int64_t limit = query->optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeDefault);
  if (const auto done = query->finish(); !done) return http::problem(done.error(), request);
  filter.limit = limit + 1;  // One more tells whether there is a next page.
  std::vector<SheetRecord> sheets;
  desk.database.read([&](SqlReader& reader) { sheets = list_sheets(reader, filter); });
  const bool is_more = sheets.size() > static_cast<std::size_t>(limit);
  if (is_more) sheets.pop_back();
  http::JsonWriter json(4096);
  json.begin_object().key("items").begin_array();
  for (const SheetRecord& sheet : sheets) write_sheet(json, sheet);
  json.end_array().key("nextCursor");
  if (is_more) json.plain(sheets.back().id.text());
  if (!is_more) json.null();
  json.end_object();
  return http::json(200, std::move(json).text());
}

http::Response get_sheet_route(const SheetDesk& desk, const http::Request& request) {
  const auto id = sheet_id_of(request);
  if (!id) return http::problem(id.error(), request);
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  if (const auto done = query->finish(); !done) return http::problem(done.error(), request);
  std::optional<SheetRecord> sheet;
  std::vector<SheetStep> steps;
  desk.database.read([&](SqlReader& reader) {
    sheet = find_sheet(reader, *id);
    steps = list_steps(reader, *id);
  });
  if (!sheet) return http::problem({ErrorKind::not_found, "sheet_not_found", "there is no sheet " + id->text()}, request);
  return http::json(200, sheet_with_history(*sheet, steps));
}

http::Response act_on_sheet_route(const SheetDesk& desk, SheetAction action, const std::string& actor, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto id = sheet_id_of(request);
  if (!id) return http::problem(id.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  std::string reason = body->object().text("reason", {.size_max = kReasonSizeMax, .multiline = true});
  if (const auto done = body->finish(); !done) return http::problem(done.error(), request);
  const SheetActionContext context{desk.database, desk.clock, desk.environment, desk.audit, desk.quotes};
  const SheetActionRequest asked{.sheet = *id, .action = action, .actor = actor, .reason = std::move(reason)};
  return write_keyed(desk, actor, request, [&](SqlTransaction& transaction) {
    const auto sheet = act_on_sheet_in(transaction, context, asked);
    if (!sheet) return http::problem(sheet.error(), request);
    http::JsonWriter json;
    write_sheet(json, *sheet);
    return http::json(200, std::move(json).text());
  });
}

http::Response list_aliases_route(const SheetDesk& desk, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const auto supplier = query->optional_text("supplier", {.size_max = 64});
  const bool mapped = query->optional_one_of("status", {"waiting", "mapped"}).value_or(0) == 1;
  const std::int64_t offset = query->optional("cursor", parse_offset).value_or(0);
  const std::int64_t limit = query->optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeDefault);
  if (const auto done = query->finish(); !done) return http::problem(done.error(), request);
  std::vector<WaitingAlias> waiting;
  std::vector<market::AliasMapping> mappings;
  desk.database.read([&](SqlReader& reader) {
    if (mapped) mappings = market::list_alias_mappings(reader, {.supplier = supplier});
    if (!mapped) waiting = list_waiting_aliases(reader, supplier.value_or(""));
  });
  add_suggestions(waiting, *desk.market);
  if (mapped) return page_of(mappings, offset, limit, write_alias_mapping);
  return page_of(waiting, offset, limit, write_waiting_alias);
}

http::Response map_alias_route(const SheetDesk& desk, const std::string& actor, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  market::AliasMapping mapping;
  mapping.supplier = in.text("supplier", {.size_max = 64});
  mapping.alias = in.text("alias", {.size_max = kAliasSizeMax, .multiline = true});
  mapping.commodity = in.one_of("commodity", {"electric", "gas"}) == 1 ? Commodity::gas : Commodity::electric;
  mapping.state = in.optional_text("state", {.size_max = 2}).value_or("");
  mapping.utility_code = in.text("utility", {.size_max = 64});
  mapping.mapped_by = actor;
  mapping.mapped_at = desk.clock.now();
  if (const auto done = body->finish(); !done) return http::problem(done.error(), request);
  for (int attempt = 1;; ++attempt) {
    const auto prepared = prepare_mapping(desk.database, *desk.market, mapping);
    if (!prepared) return http::problem(prepared.error(), request);
    auto response = write_keyed(desk, actor, request, [&](SqlTransaction& transaction) {
      const auto sheets = write_mapping(transaction, {desk.database, desk.clock, desk.environment, desk.audit}, *desk.market, *prepared);
      return sheets ? http::json(200, mapping_with_sheets(mapping, *sheets)) : http::problem(sheets.error(), request);
    });
    if (response.status != http::status_of(ErrorKind::unavailable) || attempt == kMappingAttemptsMax) return response;
  }
}

void add_sheet_routes(http::Router& router, const access::Authenticator& authenticator, SheetDeskOf desk_of) {
  const auto add = [&](http::Method method, std::string pattern, access::CallerHandler handler) {
    router.add({.method = method, .pattern = std::move(pattern),
                .handler = authenticator.require({access::Scope::operator_prices}, std::move(handler))});
  };
  add(http::Method::get, "/v1/sheets", as_operator(desk_of, list_sheets_route));
  add(http::Method::get, "/v1/sheets/{id}", as_operator(desk_of, get_sheet_route));
  for (const SheetAction action : {SheetAction::publish, SheetAction::reject, SheetAction::withdraw, SheetAction::rollback}) {
    add(http::Method::post, "/v1/sheets/{id}/" + std::string(text_of(action)), acting(desk_of, action));
  }
  add(http::Method::get, "/v1/aliases", as_operator(desk_of, list_aliases_route));
  add(http::Method::post, "/v1/aliases", [desk_of](const access::Caller& caller, const http::Request& request) {
    return map_alias_route(desk_of(caller.environment), caller.application_id.text(), request);
  });
}

}  // namespace switchyard::pricing

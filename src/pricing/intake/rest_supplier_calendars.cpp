#include "pricing/intake/rest_supplier_calendars.hpp"

#include <fmt/format.h>

#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "pricing/intake/freshness_store.hpp"
#include "pricing/sheets/rest_keyed_write.hpp"

namespace switchyard::pricing {
namespace {

// "HH:MM", minutes after midnight.
Result<int> parse_hour(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4)) {
    const int hours = (text[0] - '0') * 10 + text[1] - '0';
    const int minutes = (text[3] - '0') * 10 + text[4] - '0';
    if (hours < 24 && minutes < 60) return hours * 60 + minutes;
  }
  return Error{.code = "malformed", .message = "must be an hour of the supplier's zone, HH:MM"};
}

std::string hour_text(int minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); }

}  // namespace

void write_freshness(http::JsonWriter& json, const Freshness& freshness) {
  json.key("sheets").begin_object().plain_member("state", text_of(freshness.state)).member("receivedAt", freshness.sheets.received_at);
  json.member("nextCutOff", freshness.sheets.next_cut_off).member("lateSince", freshness.late_since);
  json.plain_member("cadence", text_of(freshness.calendar.cadence)).plain_member("expectedBy", hour_text(freshness.calendar.expected_by_minutes)).end_object();
}

http::Response change_calendar_route(const SheetDesk& desk, const std::string& actor, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const std::string supplier = request.path_captures.front();
  if (desk.market->supplier(supplier) == nullptr) return http::problem({ErrorKind::not_found, "supplier_not_found", "There is no supplier '" + supplier + "'."}, request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  const SupplierCalendar calendar{.cadence = in.required("cadence", parse_cadence).value_or(Cadence::daily),
                                  .expected_by_minutes = in.optional("expectedBy", parse_hour).value_or(SupplierCalendar{}.expected_by_minutes)};
  if (const auto done = body->finish(); !done) return http::problem(done.error(), request);
  return write_keyed(desk, actor, request, [&](SqlTransaction& transaction) {
    keep_calendar(transaction, supplier, calendar, desk.clock.now(), actor);
    if (desk.audit != nullptr) {
      desk.audit->record(transaction, {.at = {}, .actor = actor, .action = "supplier.calendar_changed", .subject = supplier,
                                       .detail = fmt::format(R"({{"cadence":"{}","expectedBy":"{}"}})", text_of(calendar.cadence), hour_text(calendar.expected_by_minutes))});
    }
    http::JsonWriter json;
    json.begin_object().member("supplier", supplier).plain_member("cadence", text_of(calendar.cadence));
    json.plain_member("expectedBy", hour_text(calendar.expected_by_minutes)).end_object();
    return http::json(200, std::move(json).text());
  });
}

void add_supplier_calendar_routes(http::Router& router, const access::Authenticator& authenticator, SheetDeskOf desk_of) {
  router.add({.method = http::Method::post, .pattern = "/v1/suppliers/{code}/calendar",
              .handler = authenticator.require({access::Scope::operator_prices}, [desk_of](const access::Caller& caller, const http::Request& request) {
                return change_calendar_route(desk_of(caller.environment), caller.application_id.text(), request);
              })});
}

}  // namespace switchyard::pricing

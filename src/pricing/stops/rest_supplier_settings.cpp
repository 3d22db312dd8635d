#include "pricing/stops/rest_supplier_settings.hpp"

#include "http/json_body.hpp"
#include "http/no_parameters.hpp"
#include "pricing/sheets/rest_keyed_write.hpp"

namespace switchyard::pricing {
namespace {

http::Response answer(std::string_view supplier, const SupplierSettings& settings) {
  http::JsonWriter json;
  write_supplier_settings(json, supplier, settings);
  return http::json(200, std::move(json).text());
}

}  // namespace

void write_supplier_settings(http::JsonWriter& json, std::string_view supplier, const SupplierSettings& settings) {
  json.begin_object().member("supplier", supplier).plain_member("quotePolicy", text_of(settings.quote_policy));
  json.plain_member("moveLimitPercent", percent_text(settings.move_limit_millionths));
  json.plain_member("rowMoveLimitPercent", percent_text(settings.row_move_limit_millionths)).end_object();
}

http::Response get_supplier_settings_route(const SheetDesk& desk, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const std::string& supplier = request.path_captures.front();
  if (desk.market->supplier(supplier) == nullptr) {
    return http::problem({ErrorKind::not_found, "supplier_not_found", "there is no such supplier"}, request);
  }
  SupplierSettings settings;
  desk.database.read([&](SqlReader& reader) { settings = read_supplier_settings(reader, supplier); });
  return answer(supplier, settings);
}

http::Response change_supplier_settings_route(const SheetDesk& desk, const std::string& actor, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  const SupplierChange change{.supplier = request.path_captures.front(),
                              .quote_policy = in.optional("quotePolicy", parse_quote_policy),
                              .move_limit_millionths = in.optional("moveLimitPercent", parse_move_limit),
                              .row_move_limit_millionths = in.optional("rowMoveLimitPercent", parse_move_limit),
                              .actor = actor};
  if (const auto done = body->finish(); !done) return http::problem(done.error(), request);
  return write_keyed(desk, actor, request, [&](SqlTransaction& transaction) {
    const auto settings = change_supplier_settings(transaction, *desk.market, desk.clock, desk.audit, change);
    return settings ? answer(change.supplier, *settings) : http::problem(settings.error(), request);
  });
}

void add_supplier_settings_routes(http::Router& router, const access::Authenticator& authenticator, SheetDeskOf desk_of) {
  router.add({.method = http::Method::get, .pattern = "/v1/suppliers/{code}/settings",
              .handler = authenticator.require({access::Scope::operator_prices}, [desk_of](const access::Caller& caller, const http::Request& request) {
                return get_supplier_settings_route(desk_of(caller.environment), request);
              })});
  router.add({.method = http::Method::post, .pattern = "/v1/suppliers/{code}/settings",
              .handler = authenticator.require({access::Scope::operator_prices}, [desk_of](const access::Caller& caller, const http::Request& request) {
                return change_supplier_settings_route(desk_of(caller.environment), caller.application_id.text(), request);
              })});
}

}  // namespace switchyard::pricing

#include "app/commands/price_stops.hpp"

#include <fmt/format.h>

#include "app/commands/desk.hpp"
#include "http/json_writer.hpp"
#include "pricing/stops/price_stop_actions.hpp"
#include "pricing/stops/rest_price_stop_json.hpp"
#include "pricing/stops/rest_supplier_settings.hpp"

namespace switchyard::app {
namespace {

constexpr std::string_view kActor = "shell";
constexpr std::int64_t kListedMax = 200;

Result<pricing::PriceStopRequest> request_of(const StopOptions& options) {
  pricing::PriceStopRequest request{.supplier = options.supplier, .state = options.state, .utility = options.utility, .product = options.product,
                                    .reason = options.reason, .actor = std::string(kActor)};
  if (!options.commodity.empty()) {
    const auto commodity = parse_commodity(options.commodity);
    if (!commodity) return commodity.error();
    request.commodity = *commodity;
  }
  if (!options.from.empty()) {
    const auto from = Instant::parse(options.from);
    if (!from) return at_field(from.error(), "--from");
    request.from = *from;
  }
  if (!options.until.empty()) {
    const auto until = Instant::parse(options.until);
    if (!until) return at_field(until.error(), "--until");
    request.until = *until;
  }
  return request;
}

std::string line_of(const pricing::PriceStopRecord& record, Instant now) {
  const pricing::PriceStop& stop = record.stop;
  std::string what;
  for (const std::string_view part : {std::string_view(stop.supplier), stop.commodity ? text_of(*stop.commodity) : std::string_view(), std::string_view(stop.state),
                                      std::string_view(stop.utility), std::string_view(stop.product)}) {
    if (!part.empty()) what += fmt::format("{}{}", what.empty() ? "" : " ", part);
  }
  return fmt::format("{}  {:<9} {}  from {} {}: {}", stop.id.text(), pricing::state_of(record, now), what, stop.from.text(),
                     stop.until ? "until " + stop.until->text() : "until it is lifted", stop.reason);
}

int print_stop(const CommonOptions& common, const pricing::PriceStopRecord& record, Instant now) {
  if (!common.json) {
    fmt::print("{}\n", line_of(record, now));
    return kDone;
  }
  http::JsonWriter json;
  pricing::write_price_stop(json, record, now);
  fmt::print("{}\n", std::move(json).text());
  return kDone;
}

Result<Desk> desk_of_stop(const CommonOptions& common, const pricing::PriceStopId& id) {
  for (std::string_view name : {"test", "live"}) {
    auto desk = open_desk(common, name);
    if (!desk) return desk;
    bool found = false;
    desk->environment->database().read([&](SqlReader& reader) { found = pricing::find_price_stop(reader, id).has_value(); });
    if (found) return desk;
  }
  return Error{.kind = ErrorKind::not_found, .code = "price_stop_not_found", .message = fmt::format("there is no price stop {} in test or live", id.text())};
}

int print_settings(const CommonOptions& common, const std::string& supplier, const pricing::SupplierSettings& settings) {
  if (common.json) {
    http::JsonWriter json;
    pricing::write_supplier_settings(json, supplier, settings);
    fmt::print("{}\n", std::move(json).text());
    return kDone;
  }
  fmt::print("{}: quotes {}; a sheet may move by {} % in the median, a price by {} %\n", supplier, pricing::text_of(settings.quote_policy),
             pricing::percent_text(settings.move_limit_millionths), pricing::percent_text(settings.row_move_limit_millionths));
  return kDone;
}

Result<pricing::SupplierChange> change_of(const SupplierOptions& options) {
  pricing::SupplierChange change{.supplier = options.supplier, .actor = std::string(kActor)};
  if (!options.quote_policy.empty()) {
    const auto policy = pricing::parse_quote_policy(options.quote_policy);
    if (!policy) return at_field(policy.error(), "--quote-policy");
    change.quote_policy = *policy;
  }
  if (!options.move_limit.empty()) {
    const auto limit = pricing::parse_move_limit(options.move_limit);
    if (!limit) return at_field(limit.error(), "--move-limit");
    change.move_limit_millionths = *limit;
  }
  if (!options.row_move_limit.empty()) {
    const auto limit = pricing::parse_move_limit(options.row_move_limit);
    if (!limit) return at_field(limit.error(), "--row-move-limit");
    change.row_move_limit_millionths = *limit;
  }
  return change;
}

}  // namespace

int stop_prices(const CommonOptions& common, const StopOptions& options) {
  const auto request = request_of(options);
  if (!request) return refuse(common, request.error());
  auto desk = open_desk(common, options.environment);
  if (!desk) return refuse(common, desk.error());
  const auto market = desk->environment->market().current();
  const auto record = pricing::stop_prices(desk->environment->price_stops(*market), *request);
  if (!record) return refuse(common, record.error());
  desk->environment->relay_audit();
  return print_stop(common, *record, desk->environment->clock().now());
}

int list_price_stops(const CommonOptions& common, const std::string& environment, bool all) {
  auto desk = open_desk(common, environment);
  if (!desk) return refuse(common, desk.error());
  const Instant now = desk->environment->clock().now();
  pricing::PriceStopFilter filter{.limit = kListedMax};
  if (!all) filter.holding_at = now;
  std::vector<pricing::PriceStopRecord> records;
  desk->environment->database().read([&](SqlReader& reader) { records = pricing::list_price_stops(reader, filter); });
  if (!common.json) {
    for (const pricing::PriceStopRecord& record : records) fmt::print("{}\n", line_of(record, now));
    if (records.empty()) fmt::print("no price stops in {}\n", environment);
    return kDone;
  }
  http::JsonWriter json;
  json.begin_array();
  for (const pricing::PriceStopRecord& record : records) pricing::write_price_stop(json, record, now);
  json.end_array();
  fmt::print("{}\n", std::move(json).text());
  return kDone;
}

int lift_price_stop(const CommonOptions& common, const std::string& stop_id, const std::string& reason) {
  const auto id = pricing::PriceStopId::parse(stop_id);
  if (!id) return refuse(common, id.error());
  auto desk = desk_of_stop(common, *id);
  if (!desk) return refuse(common, desk.error());
  const auto market = desk->environment->market().current();
  const auto record = pricing::lift_price_stop(desk->environment->price_stops(*market), {.id = *id, .reason = reason, .actor = std::string(kActor)});
  if (!record) return refuse(common, record.error());
  desk->environment->relay_audit();
  return print_stop(common, *record, desk->environment->clock().now());
}

int show_supplier(const CommonOptions& common, const SupplierOptions& options) {
  auto desk = open_desk(common, options.environment);
  if (!desk) return refuse(common, desk.error());
  if (desk->environment->market().current()->supplier(options.supplier) == nullptr) {
    return refuse(common, {ErrorKind::not_found, "supplier_not_found", fmt::format("there is no supplier '{}'", options.supplier)});
  }
  pricing::SupplierSettings settings;
  desk->environment->database().read([&](SqlReader& reader) { settings = pricing::read_supplier_settings(reader, options.supplier); });
  return print_settings(common, options.supplier, settings);
}

int set_supplier(const CommonOptions& common, const SupplierOptions& options) {
  const auto change = change_of(options);
  if (!change) return refuse(common, change.error());
  auto desk = open_desk(common, options.environment);
  if (!desk) return refuse(common, desk.error());
  Environment& environment = *desk->environment;
  const auto market = environment.market().current();
  const auto settings = write_result<pricing::SupplierSettings>(environment.database(), [&](SqlTransaction& transaction) {
    return pricing::change_supplier_settings(transaction, *market, environment.clock(), &environment.audit(), *change);
  });
  if (!settings) return refuse(common, settings.error());
  environment.relay_audit();
  return print_settings(common, options.supplier, *settings);
}

}  // namespace switchyard::app

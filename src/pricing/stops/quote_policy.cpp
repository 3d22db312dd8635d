#include "pricing/stops/quote_policy.hpp"

#include <boost/json.hpp>

namespace switchyard::pricing {
namespace {

namespace json = boost::json;

json::object object_of(const PriceStop& stop) {
  json::object object{{"id", stop.id.text()}, {"supplier", stop.supplier}, {"state", stop.state}, {"utility", stop.utility}, {"product", stop.product},
                      {"from", stop.from.unix_ms()}, {"reason", stop.reason}};
  if (stop.commodity) object["commodity"] = text_of(*stop.commodity);
  if (stop.until) object["until"] = stop.until->unix_ms();
  return object;
}

std::string text_member(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<Instant> instant_member(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  return Instant::from_unix_ms(value->get_int64());
}

Result<PriceStop> stop_of(const json::object& object) {
  auto id = PriceStopId::parse(text_member(object, "id"));
  if (!id) return id.error();
  PriceStop stop{.id = *id, .supplier = text_member(object, "supplier"), .state = text_member(object, "state"), .utility = text_member(object, "utility"),
                 .product = text_member(object, "product"), .from = instant_member(object, "from").value_or(Instant()), .until = instant_member(object, "until"),
                 .reason = text_member(object, "reason")};
  if (const std::string text = text_member(object, "commodity"); !text.empty()) {
    const auto commodity = parse_commodity(text);
    if (!commodity) return commodity.error();
    stop.commodity = *commodity;
  }
  return stop;
}

bool kills_unsigned(SqlReader& reader, std::string_view supplier) {
  return read_supplier_settings(reader, supplier).quote_policy == QuotePolicy::kill_unsigned;
}

}  // namespace

std::string payload_of(const StoppedPrices& stopped) {
  json::object object{{"suppliers", json::array(stopped.suppliers.begin(), stopped.suppliers.end())}, {"reason", stopped.reason}};
  if (stopped.sheet) object["sheet"] = stopped.sheet->text();
  if (stopped.stop) object["stop"] = object_of(*stopped.stop);
  return json::serialize(object);
}

Result<StoppedPrices> parse_stopped_prices(std::string_view payload) {
  const Error unreadable{ErrorKind::invalid, "quote_review_unreadable", "the payload does not say which prices ended"};
  json::error_code failed;
  const json::value value = json::parse(payload, failed);
  if (failed || !value.is_object()) return unreadable;
  const json::object& object = value.get_object();
  StoppedPrices stopped;
  stopped.reason = text_member(object, "reason");
  if (const std::string text = text_member(object, "sheet"); !text.empty()) {
    const auto id = SheetId::parse(text);
    if (!id) return unreadable;
    stopped.sheet = *id;
  }
  if (const json::value* stop = object.if_contains("stop"); stop != nullptr && stop->is_object()) {
    auto parsed = stop_of(stop->get_object());
    if (!parsed) return unreadable;
    stopped.stop = std::move(*parsed);
  }
  const json::value* suppliers = object.if_contains("suppliers");
  if (stopped.sheet.has_value() == stopped.stop.has_value() || suppliers == nullptr || !suppliers->is_array()) return unreadable;
  for (const json::value& supplier : suppliers->get_array()) {
    if (supplier.is_string()) stopped.suppliers.emplace_back(supplier.get_string());
  }
  return stopped;
}

void QuoteReviews::after_withdrawal(SqlTransaction& transaction, const SheetId& sheet, const std::string& supplier, const std::string& reason) {
  if (!kills_unsigned(transaction, supplier)) return;
  const std::string payload = payload_of({.sheet = sheet, .suppliers = {supplier}, .reason = reason});
  outbox_.enqueue(transaction, {.kind = kQuoteReviewJob, .payload = payload});
}

void QuoteReviews::after_stop(SqlTransaction& transaction, const market::Market& market, const PriceStop& stop, Instant now) {
  StoppedPrices stopped{.stop = stop, .reason = stop.reason};
  for (const market::Supplier& supplier : market.suppliers()) {
    if ((stop.supplier.empty() || stop.supplier == supplier.code) && kills_unsigned(transaction, supplier.code)) stopped.suppliers.push_back(supplier.code);
  }
  if (stopped.suppliers.empty()) return;
  const std::string payload = payload_of(stopped);
  const Instant real_now = clock_.now();
  outbox_.enqueue(transaction, {.kind = kQuoteReviewJob, .payload = payload, .run_at = stop.from > now ? real_now + (stop.from - now) : real_now});
}

}  // namespace switchyard::pricing

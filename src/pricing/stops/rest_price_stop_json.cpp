#include "pricing/stops/rest_price_stop_json.hpp"

#include "pricing/stops/price_stop_actions.hpp"

namespace switchyard::pricing {
namespace {

void word(http::JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name);
  if (text.empty()) json.null();
  if (!text.empty()) json.value(text);
}

void instant(http::JsonWriter& json, std::string_view name, const std::optional<Instant>& at) {
  json.key(name);
  if (at) json.plain(at->text());
  if (!at) json.null();
}

}  // namespace

void write_price_stop(http::JsonWriter& json, const PriceStopRecord& record, Instant now) {
  const PriceStop& stop = record.stop;
  json.begin_object().plain_member("id", stop.id.text()).plain_member("status", state_of(record, now));
  word(json, "supplier", stop.supplier);
  word(json, "commodity", stop.commodity ? text_of(*stop.commodity) : "");
  word(json, "state", stop.state);
  word(json, "utility", stop.utility);
  word(json, "product", stop.product);
  json.plain_member("from", stop.from.text());
  instant(json, "until", stop.until);
  json.member("reason", stop.reason).plain_member("madeAt", record.made_at.text()).member("madeBy", record.made_by);
  instant(json, "liftedAt", record.lifted_at);
  word(json, "liftedBy", record.lifted_by);
  word(json, "liftReason", record.lift_reason);
  json.end_object();
}

}  // namespace switchyard::pricing

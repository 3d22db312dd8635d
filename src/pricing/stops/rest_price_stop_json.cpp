#include "pricing/stops/rest_price_stop_json.hpp"

#include "pricing/stops/price_stop_actions.hpp"

namespace switchyard::pricing {

void write_price_stop(http::JsonWriter& json, const PriceStopRecord& record, Instant now) {
  const PriceStop& stop = record.stop;
  json.begin_object().plain_member("id", stop.id.text()).plain_member("status", state_of(record, now));
  json.member_or_null("supplier", stop.supplier);
  json.member_or_null("commodity", stop.commodity ? text_of(*stop.commodity) : "");
  json.member_or_null("state", stop.state);
  json.member_or_null("utility", stop.utility);
  json.member_or_null("product", stop.product);
  json.plain_member("from", stop.from.text());
  json.member("until", stop.until);
  json.member("reason", stop.reason).plain_member("madeAt", record.made_at.text()).member("madeBy", record.made_by);
  json.member("liftedAt", record.lifted_at);
  json.member_or_null("liftedBy", record.lifted_by);
  json.member_or_null("liftReason", record.lift_reason);
  json.end_object();
}

}  // namespace switchyard::pricing

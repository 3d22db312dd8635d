#include "pricing/why_not/rest_explanations.hpp"

namespace switchyard::pricing {
namespace {

// The name of what is listed.
std::string_view offered_name(WhyNot reason) {
  switch (reason) {
    case WhyNot::customer_class: return "customerClass";
    case WhyNot::usage_unit: return "usageUnit";
    case WhyNot::rate_class: return "rateClass";
    case WhyNot::zone: return "zone";
    case WhyNot::product: return "product";
    case WhyNot::billing: return "billing";
    case WhyNot::green_percent: return "greenPercent";
    case WhyNot::start_month: return "startMonth";
    case WhyNot::term_months: return "termMonths";
    default: return {};
  }
}

// Milli-units without trailing zeros.
void write_amount(http::JsonWriter& json, std::string_view name, std::int64_t milli) {
  int scale = 3;
  for (; scale > 0 && milli % 10 == 0; --scale) milli /= 10;
  json.scaled_member(name, milli, scale);
}

void write_band(http::JsonWriter& json, const UsageBand& band) {
  json.begin_object();
  write_amount(json, "min", band.min_milli);
  if (band.max_milli_exclusive == UsageBand::kOpen) {
    json.key("maxExclusive").null();
  } else {
    write_amount(json, "maxExclusive", band.max_milli_exclusive);
  }
  json.plain_member("unit", text_of(band.unit)).end_object();
}

void write_nearest(http::JsonWriter& json, const Explanation& one) {
  json.key("nearest").begin_object();
  if (!one.bands.empty()) {
    json.key("usageBand").begin_array();
    for (const UsageBand& band : one.bands) write_band(json, band);
    json.end_array();
  } else {
    json.key(offered_name(one.reason)).begin_array();
    for (const std::string& value : one.offered) json.value(value);
    json.end_array();
  }
  json.end_object();
}

}  // namespace

void write_explanations(http::JsonWriter& json, const std::vector<Explanation>& explanations, bool shows_sheets) {
  json.key("explanations").begin_array();
  for (const Explanation& one : explanations) {
    json.begin_object().member("supplier", one.supplier).plain_member("reason", text_of(one.reason)).member("detail", one.detail);
    if (shows_sheets && one.sheet) json.plain_member("sheetId", one.sheet->text());
    const bool is_listed = !one.bands.empty() || (!one.offered.empty() && !offered_name(one.reason).empty());
    if (is_listed) write_nearest(json, one);
    json.end_object();
  }
  json.end_array();
}

}  // namespace switchyard::pricing

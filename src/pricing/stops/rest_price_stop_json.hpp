// A price stop as /v1/price-stops and `prices stops --json` write it.
#pragma once

#include "http/json_writer.hpp"
#include "pricing/stops/price_stop_store.hpp"

namespace switchyard::pricing {

void write_price_stop(http::JsonWriter& json, const PriceStopRecord& record, Instant now);

}  // namespace switchyard::pricing

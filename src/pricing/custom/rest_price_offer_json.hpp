// The members of an offer that its list and itself share.
#pragma once

#include "pricing/custom/rest_price_request_json.hpp"

namespace switchyard::pricing {

void add_price_offer_head(http::JsonWriter& json, const PriceOffer& offer, const PriceRequestView& view);

}  // namespace switchyard::pricing

// Parts of /v1/price-requests that the routes of requests and of offers share.
#pragma once

#include "access/caller.hpp"
#include "http/request.hpp"
#include "pricing/custom/price_request_desk.hpp"
#include "pricing/custom/rest_price_request_json.hpp"

namespace switchyard::pricing {

[[nodiscard]] PriceRequestView price_request_view(const access::Caller& caller, Instant now);
// An id that cannot be one names nothing: "price_request_not_found".
[[nodiscard]] Result<PriceRequestId> price_request_id_of(const http::Request& request);
// The caller's own; any for operators.
[[nodiscard]] Result<CustomPriceRequest> visible_price_request(SqlReader& reader, const access::Caller& caller, const http::Request& request);

}  // namespace switchyard::pricing

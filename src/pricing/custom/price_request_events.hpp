// What partners hear of their price requests. Payloads hold no price: who reads events may have no right to see one.
#pragma once

#include <string_view>

#include "outbox/outbox.hpp"
#include "pricing/custom/price_offer.hpp"

namespace switchyard::pricing {

inline constexpr std::string_view kRequestSent = "price_request.sent";
inline constexpr std::string_view kRequestAnswered = "price_request.answered";  // At the first offer.
inline constexpr std::string_view kRequestNoBid = "price_request.no_bid";       // Every supplier that was asked declined.
inline constexpr std::string_view kRequestExpired = "price_request.expired";
inline constexpr std::string_view kRequestWithdrawn = "price_request.withdrawn";

// In the transaction that makes it true; the audience is the request's partner. `from` is the state before; `offer` the one that
// answered, else null.
void publish_request_event(SqlTransaction& transaction, outbox::Outbox& outbox, std::string_view type, const CustomPriceRequest& request, Instant at,
                           RequestState from, const PriceOffer* offer = nullptr);

}  // namespace switchyard::pricing

// Bodies of the POSTs of /v1/price-requests, parsed once with every mistake named by its JSON pointer.
#pragma once

#include <string>
#include <string_view>

#include "pricing/custom/price_offer_actions.hpp"
#include "pricing/custom/price_request_actions.hpp"

namespace switchyard::pricing {

inline constexpr std::size_t kNewRequestSizeMax = 1024 * 1024;
// An attachment of kAttachmentSizeMax in base64, and the rest.
inline constexpr std::size_t kOfferBodySizeMax = 6 * 1024 * 1024;

// "invalid_fields", or as the JSON itself is refused. Without id and instants; owner as given.
[[nodiscard]] Result<CustomPriceRequest> parse_new_price_request(std::string_view body, const access::Caller& caller);
// The same of an offer; "attachment_too_large", "invalid_base64".
[[nodiscard]] Result<OfferedPrice> parse_offered_price(std::string_view body);
// {"supplier","reason"}
[[nodiscard]] Result<Declination> parse_declination(std::string_view body);
// {"reason"?}; {"reason"} where it is needed. An empty body is an empty object.
[[nodiscard]] Result<std::string> parse_request_reason(std::string_view body, bool is_needed);

}  // namespace switchyard::pricing

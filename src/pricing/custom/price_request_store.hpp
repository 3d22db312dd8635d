// All SQL about price requests. What a partner asks for takes its id first, so that no query can forget its tenant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/database.hpp"
#include "pricing/custom/price_request.hpp"

namespace switchyard::pricing {

void insert_price_request(SqlTransaction& transaction, const CustomPriceRequest& request);

// With sites and suppliers; nothing where it is another partner's.
[[nodiscard]] std::optional<CustomPriceRequest> find_price_request(SqlReader& reader, const access::PartnerId& partner, const PriceRequestId& id);
// For operators and this system's own parts.
[[nodiscard]] std::optional<CustomPriceRequest> find_price_request_of_any_partner(SqlReader& reader, const PriceRequestId& id);

// 0 where there is none.
[[nodiscard]] std::int64_t version_of_price_request(SqlReader& reader, const PriceRequestId& id);

struct PriceRequestFilter {
  std::optional<RequestState> state = {};
  std::string your_reference = {};
  std::string supplier = {};                    // That was asked.
  std::optional<PriceRequestId> before = {};    // Only ids less than it: the newest come first.
  std::int64_t limit = 50;
  Instant now{};                                // What is sent and past its due counts as expired.
};
// With suppliers, without sites.
[[nodiscard]] std::vector<CustomPriceRequest> list_price_requests(SqlReader& reader, const access::PartnerId& partner, const PriceRequestFilter& filter);
[[nodiscard]] std::vector<CustomPriceRequest> list_price_requests_of_all_partners(SqlReader& reader, const PriceRequestFilter& filter);

// Whether a request of the application that was not withdrawn has this reference.
[[nodiscard]] bool is_request_reference_taken(SqlReader& reader, const access::ApplicationId& application, std::string_view your_reference);

// Writes state, version, changed_at, reason and the suppliers' answers; false where the stored version is not one less.
[[nodiscard]] bool update_price_request(SqlTransaction& transaction, const CustomPriceRequest& request);

// Sent and past their due, the longest over first; with suppliers, without sites.
[[nodiscard]] std::vector<CustomPriceRequest> list_price_requests_to_expire(SqlReader& reader, Instant now, std::int64_t limit);

}  // namespace switchyard::pricing

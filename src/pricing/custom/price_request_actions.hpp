// What is done with price requests, each in the caller's transaction, which a refusal must undo.
#pragma once

#include <cstddef>
#include <string>

#include "pricing/custom/price_offer.hpp"
#include "pricing/custom/price_request_desk.hpp"

namespace switchyard::pricing {

// A draft of what was asked: id, owner, instants and states are set, account numbers checked and kept only where they are valid.
// Refused as check_request does; "your_reference_taken".
[[nodiscard]] Result<CustomPriceRequest> create_price_request(SqlTransaction& transaction, const PriceRequestDesk& desk, CustomPriceRequest asked);

// "due_over", "price_request_state_conflict".
[[nodiscard]] Result<CustomPriceRequest> send_price_request(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request);
[[nodiscard]] Result<CustomPriceRequest> withdraw_price_request(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request,
                                                          const std::string& reason);

struct Declination {
  std::string supplier;
  std::string reason;
  OfferActor actor;
};
// The request is over where no supplier is left that could still offer. "supplier_not_asked", "supplier_has_offered", "supplier_declined".
[[nodiscard]] Result<CustomPriceRequest> decline_price_request(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request,
                                                         const Declination& declination);

// The request as an offer of this supplier answers it; the first one makes it `answered`, with its event.
[[nodiscard]] Result<CustomPriceRequest> answer_price_request(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request,
                                                        const PriceOffer& offer);

// Moves what is past its due to expired, an event each. Any number of nodes may do it at once. Gives how many.
std::size_t end_price_requests(const PriceRequestDesk& desk);

// Into the audit log, by the desk's audit.
void record_price_request_act(SqlTransaction& transaction, const PriceRequestDesk& desk, const OfferActor& actor, std::string_view action,
                              const CustomPriceRequest& request, const PriceOffer* offer, std::string_view reason);

}  // namespace switchyard::pricing

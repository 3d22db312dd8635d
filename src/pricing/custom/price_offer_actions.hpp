// What is done with suppliers' offers, each in the caller's transaction, which a refusal must undo. Who does it is a parameter.
#pragma once

#include <optional>
#include <string>

#include "pricing/custom/price_offer.hpp"
#include "pricing/custom/price_request_desk.hpp"

namespace switchyard::pricing {

// An offer as it was entered, before it has an id and a hash.
struct OfferedPrice {
  PriceOffer offer;
  std::optional<std::string> attachment_bytes = {};  // Absent: only the hash is kept.
  bool prices_are_confirmed = false;                  // Those outside of the sane range were meant.
};

struct AnsweredRequest {
  CustomPriceRequest request;
  PriceOffer offer;
};
// Refused as check_offer does; "too_many_offers", "attachment_hash_mismatch", "price_request_state_conflict".
[[nodiscard]] Result<AnsweredRequest> add_price_offer(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request,
                                                      const OfferedPrice& offered);
// The same in the place of a former offer of the same supplier, which becomes superseded; both are kept. "offer_state_conflict",
// "supplier_differs".
[[nodiscard]] Result<AnsweredRequest> requote_price_offer(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request,
                                                          const PriceOffer& former, const OfferedPrice& offered);

struct OfferAct {
  OfferAction action = OfferAction::hold;  // hold, release or withdraw.
  std::string reason;
  OfferActor actor;
};
[[nodiscard]] Result<PriceOffer> act_on_price_offer(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request,
                                                    const PriceOffer& offer, const OfferAct& act);

}  // namespace switchyard::pricing

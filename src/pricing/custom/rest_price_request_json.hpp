// Price requests and offers as the REST interface shows them: of prices only what the caller's scopes show.
#pragma once

#include <string>
#include <vector>

#include "http/json_writer.hpp"
#include "pricing/custom/offer_view.hpp"
#include "pricing/rest_price_page.hpp"

namespace switchyard::pricing {

struct PriceRequestView {
  Instant now{};
  PriceVisibility visibility = {};
  bool is_operator = false;          // Sees whose it is, transfer prices, hashes and who entered what.
  bool shows_account_numbers = false;
};

void write_price_request_head(http::JsonWriter& json, const CustomPriceRequest& request, const PriceRequestView& view);
// With sites and the offers' heads.
[[nodiscard]] std::string price_request_json(const CustomPriceRequest& request, const std::vector<PriceOffer>& offers, const PriceRequestView& view);
// With its prices by site.
[[nodiscard]] std::string price_offer_json(const PriceOffer& offer, const CustomPriceRequest& request, const OfferMoment& moment, const PriceRequestView& view);

}  // namespace switchyard::pricing

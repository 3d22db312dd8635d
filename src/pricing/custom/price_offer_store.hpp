// All SQL about suppliers' offers. Whose request an offer answers is the caller's to ask first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/database.hpp"
#include "pricing/custom/price_offer.hpp"

namespace switchyard::pricing {

void insert_price_offer(SqlTransaction& transaction, const PriceOffer& offer);
// With legs and sites.
[[nodiscard]] std::optional<PriceOffer> find_price_offer(SqlReader& reader, const PriceOfferId& id);
// The same, where it answers this request.
[[nodiscard]] std::optional<PriceOffer> find_price_offer_of(SqlReader& reader, const PriceRequestId& request, const PriceOfferId& id);
// In the order of their making, with legs, without sites.
[[nodiscard]] std::vector<PriceOffer> list_price_offers(SqlReader& reader, const PriceRequestId& request);
// Whether a supplier has an offer there that is open or held.
[[nodiscard]] bool has_live_offer(SqlReader& reader, const PriceRequestId& request, std::string_view supplier);
[[nodiscard]] std::int64_t count_price_offers(SqlReader& reader, const PriceRequestId& request);
// 0 where there is none.
[[nodiscard]] std::int64_t version_of_offer(SqlReader& reader, const PriceOfferId& id);

// Writes state, version, changed_at, superseded_by and reason; false where the stored version is not one less.
[[nodiscard]] bool update_price_offer(SqlTransaction& transaction, const PriceOffer& offer);

// Bytes are kept once, however many offers have them.
void keep_attachment(SqlTransaction& transaction, std::string_view sha256, std::string_view bytes);
[[nodiscard]] std::optional<std::string> read_attachment(SqlReader& reader, std::string_view sha256);

}  // namespace switchyard::pricing

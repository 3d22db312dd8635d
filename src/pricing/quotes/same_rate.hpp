// The rate on sale that has the same key as one that is gone: what a re-priced line becomes.
#pragma once

#include <optional>

#include "pricing/book/rate_book.hpp"
#include "pricing/book/rate_id.hpp"
#include "pricing/quotes/line_source.hpp"

namespace switchyard::pricing {

// Supplier, utility, classes, zone, product, billing, green share, unit, band, start and term are all the same (spelling aside).
// None: "rate_gone", and the first of these that no rate on sale shares.
[[nodiscard]] Result<RateId> find_same_rate(const RateBook& book, const LineFacts& former, std::optional<Month> start, Instant now);

}  // namespace switchyard::pricing

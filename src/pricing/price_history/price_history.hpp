// The prices of one rate over the sheets of its supplier, past ones too: of every sheet in the book that has the same rate, which is one
// where everything but sheet, row and price is the same. Pure.
#pragma once

#include <vector>

#include "pricing/book/rate_book.hpp"
#include "pricing/resolve_rate.hpp"
#include "pricing/terms/price_stack.hpp"

namespace switchyard::pricing {

struct PricePoint {
  RateId id;
  Instant from;
  Instant until;             // Of its sheet, or where a later one took its place.
  StackParts stack;          // By the terms at `from`.
  std::int64_t price_micros = 0;
};

struct HistoryQuestion {
  access::PartnerId partner = no_partner();
  std::string_view state = {};                     // Of the utility.
  std::optional<std::int64_t> margin_micros = {};  // Absent: the default of the terms at each instant.
  Instant from{};                                  // Points of [from, until) alone.
  Instant until{};
};

// In order of time. Sheets of which the partner may sell nothing at their start are left out.
[[nodiscard]] std::vector<PricePoint> price_history(const RateBook& book, const RateFacts& rate, const HistoryQuestion& question);

}  // namespace switchyard::pricing

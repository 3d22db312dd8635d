// A reading held against itself and against the last sheet of its scope: what moved, what is missing, what does not go together. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "pricing/book/compiled_sheet.hpp"
#include "pricing/rate_row.hpp"
#include "values/instant.hpp"

namespace switchyard::pricing {

// A rate that stands in both sheets, and its change in millionths of the former price.
struct PriceMove {
  std::uint32_t row = 0;                 // Of the reading.
  std::int64_t millionths = 0;
  std::int64_t former_micros = 0;
};
// By everything of a rate but its price and its place; keys that stand twice in one of the sheets are left out.
[[nodiscard]] std::vector<PriceMove> price_moves(const CompiledSheet& former, const SheetReading& reading);
// Nothing where fewer than kCommonKeysMin stand in both.
inline constexpr std::size_t kCommonKeysMin = 20;
[[nodiscard]] std::optional<std::int64_t> median_of(const std::vector<PriceMove>& moves);

// Each of these takes rates off (RateRow::kNoBasis), adds the hold to the reading, and gives a note for each rate.

// Rates that moved by more than the limit: "price_moved", row by row.
[[nodiscard]] std::vector<CellNote> hold_moved_rates(SheetReading& reading, const std::vector<PriceMove>& moves, std::int64_t limit_millionths);
// Rates over kUnlikeFactor times the median of their kind (utility, commodity, unit, product), or below as small a part of it:
// "price_unlike_others", row by row. Kinds of fewer than kKindSizeMin rates tell nothing.
inline constexpr std::int64_t kUnlikeFactor = 4;
inline constexpr std::size_t kKindSizeMin = 12;
[[nodiscard]] std::vector<CellNote> hold_unlike_rates(SheetReading& reading);
// Curves whose bands, taken over all starts and terms, leave a gap ("band_gap"), or where the last sheet had no such band and it overlaps one
// that both have ("bands_overlap"): a table hold for each worksheet. Those of one curve that overlap were stopped when the file was read. A gap that the last sheet had too is the supplier's way and passes. `former` may be null.
[[nodiscard]] std::vector<CellNote> hold_unclear_bands(SheetReading& reading, const CompiledSheet* former);

// Doubts of the sheet as a whole, against the last one of the same scope: "fewer_rates" (less than half as many), "columns_changed"
// (a worksheet has prices in fewer or more columns), and of the sheet alone "months_skip" (its start months leave some out, and the
// last sheet's did not). `former` may be null.
[[nodiscard]] std::vector<CellNote> shape_doubts(const SheetReading& reading, const CompiledSheet* former);

// "validity_far" where it begins over 31 days after `now`, "validity_long" where it holds for over 93 days.
[[nodiscard]] std::vector<CellNote> validity_doubts(const SheetReading& reading, Instant now);

}  // namespace switchyard::pricing

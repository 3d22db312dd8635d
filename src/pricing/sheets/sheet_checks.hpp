// Checks of a whole reading before it can be sold: prices that cannot be right, and a file that moved too far at once. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "pricing/book/compiled_sheet.hpp"
#include "pricing/rate_row.hpp"
#include "pricing/sheets/drift_checks.hpp"

namespace switchyard::pricing {

// Inclusive, in micro-dollars of one unit.
struct PriceBounds {
  std::int64_t min_micros = 0;
  std::int64_t max_micros = 0;
};

// What a price of this unit must lie in where the layout says nothing: 0.02 to 0.40 $/kWh, 0.10 to 3.00 $/therm or $/Ccf, and
// their exact multiples (money.md section 7 of the trade's facts).
[[nodiscard]] PriceBounds usual_bounds(EnergyUnit unit);

// Takes the price off every row outside of the usual bounds and of all of `declared`, which a layout may widen them by: such a
// row is kept and exported, and never sold. Gives a note for each, code "price_out_of_range".
[[nodiscard]] std::vector<CellNote> stop_unlikely_prices(SheetReading& reading, const std::vector<PriceBounds>& declared);

// More than a quarter of the rows were stopped.
[[nodiscard]] bool too_many_doubtful(std::size_t doubtful_count, std::size_t row_count);

// By how much the prices of two sheets of one scope differ: the median of the changes of keys that stand in both, in
// millionths of the former price. Nothing where fewer than kCommonKeysMin stand in both.
[[nodiscard]] std::optional<std::int64_t> median_move_millionths(const CompiledSheet& former, const SheetReading& reading);

}  // namespace switchyard::pricing

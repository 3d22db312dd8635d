#include "pricing/sheets/sheet_checks.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

bool within(std::int64_t micros, const PriceBounds& bounds) { return micros >= bounds.min_micros && micros <= bounds.max_micros; }

std::string dollars(std::int64_t micros, EnergyUnit unit) {
  return fmt::format("{} {}", Decimal::from_parts(micros, 6)->shortest_text(), price_text_of(unit));
}

}  // namespace

PriceBounds usual_bounds(EnergyUnit unit) {
  const std::int64_t multiple = base_units_in(unit);
  if (commodity_of(unit) == Commodity::electric) return {20'000 * multiple, 400'000 * multiple};
  return {100'000 * multiple, 3'000'000 * multiple};
}

std::vector<CellNote> stop_unlikely_prices(SheetReading& reading, const std::vector<PriceBounds>& declared) {
  std::vector<CellNote> notes;
  for (RateRow& row : reading.rows) {
    if (row.basis_price_micros == RateRow::kNoBasis) continue;
    const PriceBounds usual = usual_bounds(row.price_unit);
    const std::int64_t micros = row.stored_price_micros;
    const auto holds = [&](const PriceBounds& bounds) { return within(micros, bounds); };
    if (within(micros, usual) || std::ranges::any_of(declared, holds)) continue;
    const HeldRate held{static_cast<std::uint32_t>(&row - reading.rows.data()), std::exchange(row.basis_price_micros, RateRow::kNoBasis)};
    notes.push_back({ref_of(reading, row), "price_out_of_range",
                     fmt::format("{} is outside of {} to {}; the row is not sold", dollars(micros, row.price_unit),
                                 dollars(usual.min_micros, row.price_unit), dollars(usual.max_micros, row.price_unit))});
    reading.holds.add_row("price_out_of_range", notes.back().cell, notes.back().message, held);
  }
  return notes;
}

bool too_many_doubtful(std::size_t doubtful_count, std::size_t row_count) { return doubtful_count * 4 > row_count; }

std::optional<std::int64_t> median_move_millionths(const CompiledSheet& former, const SheetReading& reading) {
  return median_of(price_moves(former, reading));
}

}  // namespace switchyard::pricing

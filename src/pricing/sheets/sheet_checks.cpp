#include "pricing/sheets/sheet_checks.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

constexpr std::size_t kSampledKeysMax = 40'000;  // A median of so many is as good as of all.

bool within(std::int64_t micros, const PriceBounds& bounds) { return micros >= bounds.min_micros && micros <= bounds.max_micros; }

std::string dollars(std::int64_t micros, EnergyUnit unit) {
  return fmt::format("{} {}", Decimal::from_parts(micros, 6)->shortest_text(), price_text_of(unit));
}

// A number for everything of a row but its price and place. Texts count by what they say, since two sheets number them apart.
class KeyHash {
 public:
  explicit KeyHash(const TextPool& texts) : texts_(texts) {}

  std::uint64_t of(const RateRow& row) {
    std::uint64_t key = static_cast<std::uint64_t>(row.commodity) * 8 + static_cast<std::uint64_t>(row.customer_class);
    for (TextId id : {row.utility_alias, row.rate_class_alias, row.zone, row.state, row.product, row.billing}) mix(key, text_hash(id));
    mix(key, static_cast<std::uint64_t>(row.green_percent_hundredths));
    mix(key, row.has_start ? static_cast<std::uint64_t>(row.start_from.days()) : 0);
    mix(key, static_cast<std::uint64_t>(row.term_months));
    mix(key, row.band.present ? static_cast<std::uint64_t>(row.band.min_milli) : ~std::uint64_t{0});
    mix(key, static_cast<std::uint64_t>(row.band.max_milli_exclusive));
    mix(key, static_cast<std::uint64_t>(row.band.unit) * 16 + static_cast<std::uint64_t>(row.price_unit));
    return key;
  }

 private:
  static void mix(std::uint64_t& key, std::uint64_t part) {
    key = (key ^ part) * 0x9E3779B97F4A7C15u;
    key ^= key >> 29;
  }

  std::uint64_t text_hash(TextId id) {
    if (id >= hashes_.size()) hashes_.resize(texts_.size(), 0);
    std::uint64_t& hash = hashes_[id];
    if (hash == 0) hash = std::hash<std::string_view>()(texts_.text(id)) | 1;
    return hash;
  }

  const TextPool& texts_;
  std::vector<std::uint64_t> hashes_;
};

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
    row.basis_price_micros = RateRow::kNoBasis;
    notes.push_back({ref_of(reading, row), "price_out_of_range",
                     fmt::format("{} is outside of {} to {}; the row is not sold", dollars(micros, row.price_unit),
                                 dollars(usual.min_micros, row.price_unit), dollars(usual.max_micros, row.price_unit))});
  }
  return notes;
}

bool too_many_doubtful(std::size_t doubtful_count, std::size_t row_count) { return doubtful_count * 4 > row_count; }

std::optional<std::int64_t> median_move_millionths(const CompiledSheet& former, const SheetReading& reading) {
  const std::uint64_t every = std::max<std::size_t>(1, reading.rows.size() / kSampledKeysMax);
  std::unordered_map<std::uint64_t, std::int64_t> prices;
  KeyHash new_keys(reading.texts);
  for (const RateRow& row : reading.rows) {
    const std::uint64_t key = new_keys.of(row);
    if (key % every == 0 && row.basis_price_micros > 0) prices.emplace(key, row.stored_price_micros);
  }
  std::vector<std::int64_t> moves;
  std::optional<KeyHash> former_keys;
  former.each_row([&](const ExportRow& exported, const TextPool& texts) {
    if (!former_keys) former_keys.emplace(texts);
    const RateRow& row = *exported.row;
    if (row.stored_price_micros <= 0) return;
    const auto found = prices.find(former_keys->of(row));
    if (found == prices.end()) return;
    const auto move = divide_rounded(Int128{found->second - row.stored_price_micros} * 1'000'000, row.stored_price_micros, Rounding::half_even);
    if (move) moves.push_back(*move);
    prices.erase(found);
  });
  if (moves.size() < kCommonKeysMin) return std::nullopt;
  const auto middle = moves.begin() + static_cast<std::ptrdiff_t>(moves.size() / 2);
  std::ranges::nth_element(moves, middle);
  return *middle;
}

}  // namespace switchyard::pricing

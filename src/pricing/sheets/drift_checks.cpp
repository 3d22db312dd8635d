#include "pricing/sheets/drift_checks.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "pricing/sheets/rate_key.hpp"

namespace switchyard::pricing {
namespace {

struct KeyedPrice {
  std::uint64_t key;
  std::int64_t micros;
  std::uint32_t row;
  bool operator<(const KeyedPrice& other) const { return key < other.key; }
};

// Sorted; keys that stand more than once are gone.
void keep_single(std::vector<KeyedPrice>& prices) {
  std::sort(prices.begin(), prices.end());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < prices.size();) {
    std::size_t next = i + 1;
    while (next < prices.size() && prices[next].key == prices[i].key) ++next;
    if (next - i == 1) prices[kept++] = prices[i];
    i = next;
  }
  prices.resize(kept);
}

std::vector<KeyedPrice> prices_of(const SheetReading& reading) {
  std::vector<KeyedPrice> prices;
  prices.reserve(reading.rows.size());
  RateKeys keys(reading.texts);
  for (std::uint32_t i = 0; i < reading.rows.size(); ++i) {
    const RateRow& row = reading.rows[i];
    if (row.basis_price_micros > 0) prices.push_back({keys.rate(row), row.stored_price_micros, i});
  }
  keep_single(prices);
  return prices;
}

std::vector<KeyedPrice> prices_of(const CompiledSheet& sheet) {
  std::vector<KeyedPrice> prices;
  prices.reserve(sheet.row_count());
  std::optional<RateKeys> keys;
  sheet.each_row([&](const ExportRow& exported, const TextPool& texts) {
    if (!keys) keys.emplace(texts);
    // A former price that was stopped itself says nothing of this one.
    if (exported.row->basis_price_micros > 0 && exported.row->stored_price_micros > 0) prices.push_back({keys->rate(*exported.row), exported.row->stored_price_micros, 0});
  });
  keep_single(prices);
  return prices;
}

std::string percent(std::int64_t millionths) { return Decimal::from_parts(millionths / 1000, 1)->text(); }

// Takes the rate off; nothing where it is off already.
std::optional<HeldRate> take_off(SheetReading& reading, std::uint32_t row) {
  RateRow& rate = reading.rows[row];
  if (rate.basis_price_micros == RateRow::kNoBasis) return std::nullopt;
  return HeldRate{row, std::exchange(rate.basis_price_micros, RateRow::kNoBasis)};
}

void hold_row(SheetReading& reading, std::uint32_t row, std::string_view code, std::string message, std::vector<CellNote>& notes) {
  const auto held = take_off(reading, row);
  if (!held) return;
  const std::string cell = ref_of(reading, reading.rows[row]);
  notes.push_back({cell, std::string(code), message});
  reading.holds.add_row(code, cell, std::move(message), *held);
}

}  // namespace

std::vector<PriceMove> price_moves(const CompiledSheet& former, const SheetReading& reading) {
  const std::vector<KeyedPrice> now = prices_of(reading);
  const std::vector<KeyedPrice> before = prices_of(former);
  std::vector<PriceMove> moves;
  auto there = before.begin();
  for (const KeyedPrice& price : now) {
    while (there != before.end() && there->key < price.key) ++there;
    if (there == before.end()) break;
    if (there->key != price.key) continue;
    const auto move = divide_rounded(Int128{price.micros - there->micros} * 1'000'000, there->micros, Rounding::half_even);
    if (move) moves.push_back({price.row, *move, there->micros});
  }
  std::ranges::sort(moves, {}, &PriceMove::row);
  return moves;
}

std::optional<std::int64_t> median_of(const std::vector<PriceMove>& moves) {
  if (moves.size() < kCommonKeysMin) return std::nullopt;
  std::vector<std::int64_t> sizes;
  sizes.reserve(moves.size());
  for (const PriceMove& move : moves) sizes.push_back(move.millionths);
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::ranges::nth_element(sizes, middle);
  return *middle;
}

std::vector<CellNote> hold_moved_rates(SheetReading& reading, const std::vector<PriceMove>& moves, std::int64_t limit_millionths) {
  std::vector<CellNote> notes;
  for (const PriceMove& move : moves) {
    if (move.millionths <= limit_millionths && move.millionths >= -limit_millionths) continue;
    hold_row(reading, move.row, "price_moved",
             fmt::format("the price moved by {} % from {}; up to {} % passes", percent(move.millionths), Decimal::from_parts(move.former_micros, 6)->shortest_text(),
                         percent(limit_millionths)),
             notes);
  }
  return notes;
}

std::vector<CellNote> hold_unlike_rates(SheetReading& reading) {
  std::unordered_map<std::uint64_t, std::vector<std::int64_t>> kinds;
  std::vector<std::uint64_t> keys(reading.rows.size());
  RateKeys rate_keys(reading.texts);
  for (std::size_t i = 0; i < reading.rows.size(); ++i) {
    keys[i] = rate_keys.kind(reading.rows[i]);
    if (reading.rows[i].stored_price_micros > 0) kinds[keys[i]].push_back(reading.rows[i].stored_price_micros);
  }
  std::unordered_map<std::uint64_t, std::int64_t> medians;
  for (auto& [key, prices] : kinds) {
    if (prices.size() < kKindSizeMin) continue;
    const auto middle = prices.begin() + static_cast<std::ptrdiff_t>(prices.size() / 2);
    std::ranges::nth_element(prices, middle);
    medians.emplace(key, *middle);
  }
  std::vector<CellNote> notes;
  for (std::uint32_t i = 0; i < reading.rows.size(); ++i) {
    const auto median = medians.find(keys[i]);
    const std::int64_t price = reading.rows[i].stored_price_micros;
    if (median == medians.end() || (price <= median->second * kUnlikeFactor && price * kUnlikeFactor >= median->second)) continue;
    hold_row(reading, i, "price_unlike_others",
             fmt::format("{} is far from {}, the median of its utility and product in this sheet", Decimal::from_parts(price, 6)->shortest_text(),
                         Decimal::from_parts(median->second, 6)->shortest_text()),
             notes);
  }
  return notes;
}

}  // namespace switchyard::pricing

// A made-up world of prices for the judge of searches at scale. What every sheet says is a formula of its row, so that the judge
// keeps no copy of ten million rates and shares nothing with what compiles, maps and searches them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "market/market.hpp"
#include "pricing/book/compiled_sheet.hpp"
#include "pricing/terms/price_stack.hpp"
#include "values/energy.hpp"
#include "values/instant.hpp"

namespace switchyard::oracle {

inline constexpr std::size_t kClasses = 7;
inline constexpr std::size_t kBands = 10;
inline constexpr std::size_t kStarts = 12;
inline constexpr std::size_t kTerms = 36;
inline constexpr std::size_t kRowsAUtility = kClasses * kBands * kStarts * kTerms;
inline constexpr std::int64_t kBandMilliKwh = 25'000'000;
inline constexpr int kFirstMonth = 2026 * 12 + 1;  // February 2026, as Month counts.

struct Place {
  std::string utility;
  std::string state;
};

// One sheet: which utilities it prices, when it is sold and how its columns are.
struct SheetPlan {
  int number = 0;                  // Later numbers have later ids.
  std::string supplier;
  std::size_t places_first = 0;    // Of World::places.
  std::size_t places_until = 0;
  bool is_scoped = false;          // It replaces what is sold of its utilities; else of the supplier whole.
  std::int32_t day = 0;            // Valid from.
  Instant from;
  Instant until;
  EnergyUnit price_unit = EnergyUnit::kwh;
  bool is_inclusive = false;       // The printed upper ends of bands belong to them.
  bool is_last_open = false;
  int start_months = 1;            // That a column of starts is for.
  int decimals = 5;

  [[nodiscard]] std::size_t rows() const { return (places_until - places_first) * kRowsAUtility; }
  [[nodiscard]] bool prices(std::size_t place) const { return place >= places_first && place < places_until; }
};

// The row of a place in a sheet's file, from 0.
[[nodiscard]] std::size_t row_of(const SheetPlan& plan, std::size_t place, std::size_t rate_class, std::size_t band, std::size_t start, std::size_t term);
// The supplier's price in micro-dollars a price unit; 0 where there is none.
[[nodiscard]] std::int64_t price_at(const SheetPlan& plan, std::size_t row);
[[nodiscard]] std::string_view class_word(std::size_t rate_class);
[[nodiscard]] std::string_view product_word(std::size_t rate_class);  // "" for most.
[[nodiscard]] pricing::SheetId id_of(const SheetPlan& plan);

// What a supplier adds from an instant until another.
struct TermsPlan {
  std::string supplier;
  Instant from;
  Instant until;
  std::int64_t house_fee_micros = 0;  // A kWh.
  pricing::GrossUp gross_up = {};
};

struct World {
  std::vector<Place> places;
  std::vector<SheetPlan> sheets;
  std::vector<TermsPlan> terms;       // Of one supplier none overlap.
  std::size_t always = 0;             // So many of the first sheets are in every book; the others come and go.
  Instant begin;
  Instant end;
  std::vector<Instant> edges;         // Where a sheet or terms begin or end.
};

// A world of at least `rates` rates by the seed; `market` names utilities and suppliers.
[[nodiscard]] World world_of(std::uint64_t seed, std::size_t rates, const market::Market& market);

[[nodiscard]] std::shared_ptr<const pricing::CompiledSheet> compiled(const SheetPlan& plan, const World& world, const market::Market& market);

}  // namespace switchyard::oracle

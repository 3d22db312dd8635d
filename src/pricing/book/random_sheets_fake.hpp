// Sheets made by a seeded generator, with all that makes searching hard: several suppliers whose sheets follow each other by
// scope, bands of every kind, starts that span months or are missing, mixed decimals, gas units, repeated and contradicting rows.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <vector>

#include "pricing/book/rate_book.hpp"
#include "pricing/book/reading_fake.hpp"

namespace switchyard::pricing {

struct RandomSheets {
  std::vector<SheetReading> readings;  // By entry.
  std::vector<BookEntry> entries;
};

// `seed` alone decides. Sheets start between 2026-01-05 and 2026-01-11.
[[nodiscard]] RandomSheets random_sheets(std::uint64_t seed, const market::Market& market);

// A number from 0 to below `count`.
[[nodiscard]] inline std::size_t pick(std::mt19937_64& random, std::size_t count) { return static_cast<std::size_t>(random() % count); }

}  // namespace switchyard::pricing

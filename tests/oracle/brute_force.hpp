// What a search must answer, by looking at every row of a utility that the books' sheets have.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "price_world.hpp"
#include "pricing/price_query.hpp"

namespace switchyard::oracle {

// Off sale: all of a supplier, or one of its products.
struct StopPlan {
  std::string supplier;
  std::string product;  // Empty: all.
  Instant from;
  std::optional<Instant> until;
};

// A book as it was made: which sheets it has, which of them are on sale, and what stops hold. Terms are the world's.
struct BookModel {
  std::uint64_t revision = 0;
  std::vector<const SheetPlan*> sheets;
  std::vector<bool> on_sale;  // By sheet.
  std::vector<StopPlan> stops;
};

struct Expected {
  const SheetPlan* sheet = nullptr;
  std::size_t row = 0;
  std::int64_t price_micros = 0;
  std::int64_t cost_cents = 0;
  int start_month = 0;
  bool operator==(const Expected&) const = default;
};

// All offers in order. `place` is the query's utility.
[[nodiscard]] std::vector<Expected> brute_force(const World& world, const BookModel& book, const pricing::PriceQuery& query, std::size_t place, Instant at);

[[nodiscard]] std::string text_of(const Expected& offer);

}  // namespace switchyard::oracle

// What became of the rates that a caller may sell, between two books: those that came, went, or have another base. A rate is the same
// in two sheets where everything but its sheet, row and price is the same.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pricing/book/rate_id.hpp"
#include "pricing/book_download/book_walk.hpp"

namespace switchyard::pricing {

// One side of a change; its price made by the terms of its time.
struct BookRate {
  const SoldGroup* group = nullptr;
  const sheet_format::Curve* curve = nullptr;
  RateId id{SheetId(Uuid{}), 0};
  std::uint32_t band = 0;   // Places on the curve's axes.
  std::uint32_t start = 0;
  std::uint32_t term = 0;
  StackParts parts = {};
};

enum class BookChangeKind : std::uint8_t { came, went, price_changed };
[[nodiscard]] std::string_view text_of(BookChangeKind kind);

struct BookChange {
  BookChangeKind kind = BookChangeKind::came;
  BookRate before = {};  // Not where it came.
  BookRate after = {};   // Not where it went.
  [[nodiscard]] const BookRate& told() const { return kind == BookChangeKind::went ? before : after; }
};

// The changes of one utility and commodity, in order of what the rates are; memory of all its rates. The books and groups outlive it.
[[nodiscard]] std::vector<BookChange> changes_between(std::span<const SoldGroup> before, const RateBook& book_before, std::span<const SoldGroup> after,
                                                      const RateBook& book_after);

}  // namespace switchyard::pricing

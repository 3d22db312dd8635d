// A cell as a price: what it is worth in dollars a unit, what is sold from it, or why it is no offer.
#pragma once

#include <string>

#include "pricing/layout/layout_spec.hpp"
#include "workbook/grid.hpp"

namespace switchyard::pricing {

enum class Offer : std::uint8_t { none, price, unreadable };

struct ReadPrice {
  Offer offer = Offer::none;
  std::int64_t stored_micros = 0;
  std::int64_t basis_micros = 0;
  std::int8_t decimals = 5;   // Of the contract price.
  bool out_of_range = false;  // The row is kept without a basis: it is exported, and sold only where an operator releases it.
  std::int64_t held_basis_micros = 0;  // What it would be sold from then.
  std::string problem;        // Where unreadable or out of range.
};

// Does the cell hold a price, as the layout declares what is none? Cheap: nothing is scaled yet.
struct OfferedValue {
  Offer offer = Offer::none;
  Decimal value;
  int written_decimals = 0;
  std::string problem;
};
[[nodiscard]] OfferedValue offered_value(const PriceSpec& spec, const workbook::Cell& cell);

// In dollars a `unit`, with the scale that the layout gave for this cell.
[[nodiscard]] ReadPrice read_price(const PriceSpec& spec, const OfferedValue& offered, const workbook::Cell& cell, Decimal scale, EnergyUnit unit);

// What a price of this unit may be where the layout says nothing (money.md section 7).
[[nodiscard]] PriceRange usual_range(EnergyUnit unit);

}  // namespace switchyard::pricing

// What a line costs: the stack of its price and the two costs. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "pricing/quotes/line_source.hpp"
#include "pricing/terms/price_stack.hpp"

namespace switchyard::pricing {

// Micro-dollars a price unit; the partner's absent: the terms' default.
struct AskedMargins {
  std::optional<std::int64_t> partner_micros = {};
  std::int64_t agent_micros = 0;
};

// Refused: "margin_out_of_policy" where both margins together are outside of the limits or off their step, or one is below zero beside
// the other; "price_not_positive".
[[nodiscard]] Result<PriceStack> line_stack(const SourcedLine& line, const AskedMargins& asked);

struct LineCosts {
  std::int64_t annual_cents = 0;
  std::int64_t term_cents = 0;
};
// usage x price, and that x term / 12, each rounded once, half-up, to cents. `usage` is in the price unit's kind ("unit_mismatch");
// "overflow".
[[nodiscard]] Result<LineCosts> line_costs(const LineFacts& facts, std::int64_t price_micros, const Energy& usage);

}  // namespace switchyard::pricing

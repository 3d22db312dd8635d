// One price for several sites: sum(usage x price) / sum(usage), exact and then rounded once (money.md section 4.3 of the trade's facts).
#pragma once

#include <cstdint>
#include <span>

#include "values/energy.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

struct BlendPart {
  std::int64_t usage_base_milli = 0;  // Milli-units of the base unit.
  std::int64_t price_micros = 0;      // A price unit.
  EnergyUnit price_unit = EnergyUnit::kwh;
};

struct Blend {
  static constexpr int kDecimals = 5;
  std::int64_t price_micros = 0;      // A base unit, half-up at kDecimals.
  std::int64_t usage_base_milli = 0;
  std::int64_t exact_cost_cents = 0;  // sum(usage x price), half-up.
  std::int64_t blended_cost_cents = 0;
};

// Units of one kind (ENSURE). Without usage the price is 0. Refused with "overflow".
[[nodiscard]] Result<Blend> blend_of(std::span<const BlendPart> parts);

// usage x months / 12 x price in whole cents, half-up; refused with "overflow".
[[nodiscard]] Result<std::int64_t> term_cost_cents(std::int64_t usage_base_milli, std::int64_t price_micros, EnergyUnit price_unit, std::int16_t months);

}  // namespace switchyard::pricing

#include "pricing/portfolio/blend.hpp"

#include "values/decimal.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

// Milli-units times micro-dollars are 1e-9 dollars; a thousandth of it is left where the price is of 1000 base units.
constexpr std::int64_t kFinest = 1'000;
constexpr std::int64_t kCent = 10'000'000 * kFinest;

Int128 finest_cost(const BlendPart& part) {
  return static_cast<Int128>(part.usage_base_milli) * part.price_micros * (kFinest / base_units_in(part.price_unit));
}

}  // namespace

Result<Blend> blend_of(std::span<const BlendPart> parts) {
  Blend blend;
  Int128 cost = 0;
  for (const BlendPart& part : parts) {
    ENSURE(base_of(part.price_unit) == base_of(parts.front().price_unit));
    cost += finest_cost(part);
    if (__builtin_add_overflow(blend.usage_base_milli, part.usage_base_milli, &blend.usage_base_milli)) {
      return Error{.code = "overflow", .message = "The usage of all sites together is out of all bounds."};
    }
  }
  const auto exact = divide_rounded(cost, kCent, Rounding::half_up);
  if (!exact) return exact.error();
  blend.exact_cost_cents = *exact;
  if (blend.usage_base_milli == 0) return blend;
  const std::int64_t step = 10;  // Micro-dollars of the fifth decimal.
  const auto steps = divide_rounded(cost, static_cast<Int128>(blend.usage_base_milli) * kFinest * step, Rounding::half_up);
  if (!steps) return steps.error();
  blend.price_micros = *steps * step;
  const auto blended = divide_rounded(static_cast<Int128>(blend.usage_base_milli) * blend.price_micros * kFinest, kCent, Rounding::half_up);
  if (!blended) return blended.error();
  blend.blended_cost_cents = *blended;
  return blend;
}

Result<std::int64_t> term_cost_cents(std::int64_t usage_base_milli, std::int64_t price_micros, EnergyUnit price_unit, std::int16_t months) {
  return divide_rounded(static_cast<Int128>(usage_base_milli) * price_micros * months, static_cast<Int128>(base_units_in(price_unit)) * 10'000'000 * 12,
                        Rounding::half_up);
}

}  // namespace switchyard::pricing

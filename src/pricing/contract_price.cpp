// The two roundings of a price (money.md section 4 of the domain's facts): to the supplier's decimals, and a cost to cents.
#include "pricing/search.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

template <std::int64_t step>
std::int64_t half_up(std::int64_t micros) {
  if (micros < 0) return -((-micros + step / 2) / step * step);
  return (micros + step / 2) / step * step;
}

}  // namespace

std::int64_t contract_price_micros(std::int64_t basis_micros, std::int64_t margin_micros, int decimals) {
  const std::int64_t sum = basis_micros + margin_micros;
  switch (decimals) {
    case 6: return sum;
    case 5: return half_up<10>(sum);
    case 4: return half_up<100>(sum);
    case 3: return half_up<1'000>(sum);
    case 2: return half_up<10'000>(sum);
    case 1: return half_up<100'000>(sum);
    case 0: return half_up<1'000'000>(sum);
    default: break;
  }
  ENSURE(false);
  return 0;
}

Result<std::int64_t> annual_cost_cents(std::int64_t usage_base_milli, std::int64_t price_micros, EnergyUnit price_unit) {
  // Milli-units times micro-dollars are 1e-9 dollars; a cent is 1e7 of them.
  const std::int64_t divisor = base_units_in(price_unit) * 10'000'000;
  std::int64_t product = 0;
  if (usage_base_milli >= 0 && price_micros >= 0 && !__builtin_mul_overflow(usage_base_milli, price_micros, &product) &&
      !__builtin_add_overflow(product, divisor / 2, &product)) {
    return product / divisor;
  }
  return divide_rounded(static_cast<Int128>(usage_base_milli) * price_micros, divisor, Rounding::half_up);
}

}  // namespace switchyard::pricing

// What margin a partner may add, as configuration gives it.
#pragma once

#include <cstdint>

#include "values/energy.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

struct MarginPolicy {
  // Micro-dollars a base unit. On a larger unit (MWh, Dth, Mcf) min and max grow with it; the step does not.
  struct Limits {
    std::int64_t min_micros = 0;
    std::int64_t max_micros = 0;
    std::int64_t step_micros = 1;  // At least 1.
  };
  Limits electric{.max_micros = 50'000};  // $0.05 a kWh: 50 mils.
  Limits gas{.max_micros = 500'000};      // $0.50 a therm or Ccf.

  // Refused with "margin_out_of_policy" at the field "margin", naming the limits.
  [[nodiscard]] Result<void> check(std::int64_t margin_micros, EnergyUnit price_unit) const;
};

}  // namespace switchyard::pricing

// What margin may be added, and what to say where another one was asked for.
#pragma once

#include <cstdint>

#include "values/energy.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

// Micro-dollars a base unit (kWh, therm, Ccf). On a larger unit (MWh, Dth, Mcf) min, max and default grow with it; the step does not.
struct MarginLimits {
  std::int64_t min_micros = 0;
  std::int64_t max_micros = 0;
  std::int64_t step_micros = 1;     // At least 1.
  std::int64_t default_micros = 0;  // Taken where a question names no margin.
  bool operator==(const MarginLimits&) const = default;
};

[[nodiscard]] bool permits(const MarginLimits& limits, std::int64_t margin_micros, EnergyUnit price_unit);
// The refusal "margin_out_of_policy" at the field "margin", naming the limits.
[[nodiscard]] Error margin_out_of_policy(const MarginLimits& limits, std::int64_t margin_micros, EnergyUnit price_unit);
[[nodiscard]] Result<void> check_margin(const MarginLimits& limits, std::int64_t margin_micros, EnergyUnit price_unit);
// What either permits, for telling: the lower min, the higher max, the finer step.
[[nodiscard]] MarginLimits widest(const MarginLimits& a, const MarginLimits& b);
// As configuration gives it: what holds where no terms were set.
struct MarginPolicy {
  MarginLimits electric{.max_micros = 50'000};  // $0.05 a kWh: 50 mils.
  MarginLimits gas{.max_micros = 500'000};      // $0.50 a therm or Ccf.
  [[nodiscard]] const MarginLimits& of(Commodity commodity) const { return commodity == Commodity::electric ? electric : gas; }
};

}  // namespace switchyard::pricing

#include "pricing/margin_policy.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "values/money.hpp"

namespace switchyard::pricing {

bool permits(const MarginLimits& limits, std::int64_t margin_micros, EnergyUnit price_unit) {
  const std::int64_t base_units = base_units_in(price_unit);
  return margin_micros >= limits.min_micros * base_units && margin_micros <= limits.max_micros * base_units &&
         (limits.step_micros == 1 || margin_micros % limits.step_micros == 0);
}

Error margin_out_of_policy(const MarginLimits& limits, std::int64_t margin_micros, EnergyUnit price_unit) {
  const std::int64_t base_units = base_units_in(price_unit);
  const auto text = [&](std::int64_t micros) { return UnitPrice::from_micros(micros, price_unit).text(6); };
  std::string rule = fmt::format("must be {} to {} {}", text(limits.min_micros * base_units), text(limits.max_micros * base_units),
                                 UnitPrice::from_micros(0, price_unit).unit_text());
  if (limits.step_micros > 1) rule += fmt::format(" in steps of {}", text(limits.step_micros));
  return {.kind = ErrorKind::unprocessable,
          .code = "margin_out_of_policy",
          .message = fmt::format("The margin {} {}.", text(margin_micros), rule),
          .fields = {{.pointer = "margin", .code = "margin_out_of_policy", .detail = rule}}};
}

Result<void> check_margin(const MarginLimits& limits, std::int64_t margin_micros, EnergyUnit price_unit) {
  if (permits(limits, margin_micros, price_unit)) return {};
  return margin_out_of_policy(limits, margin_micros, price_unit);
}

MarginLimits widest(const MarginLimits& a, const MarginLimits& b) {
  return {.min_micros = std::min(a.min_micros, b.min_micros),
          .max_micros = std::max(a.max_micros, b.max_micros),
          .step_micros = std::min(a.step_micros, b.step_micros),
          .default_micros = a.default_micros};
}

}  // namespace switchyard::pricing

#include "pricing/margin_policy.hpp"

#include <fmt/format.h>

#include "values/money.hpp"

namespace switchyard::pricing {

Result<void> MarginPolicy::check(std::int64_t margin_micros, EnergyUnit price_unit) const {
  const Limits& limits = commodity_of(price_unit) == Commodity::electric ? electric : gas;
  const std::int64_t min = limits.min_micros * base_units_in(price_unit);
  const std::int64_t max = limits.max_micros * base_units_in(price_unit);
  if (margin_micros >= min && margin_micros <= max && margin_micros % limits.step_micros == 0) return {};
  const auto text = [&](std::int64_t micros) { return UnitPrice::from_micros(micros, price_unit).text(6); };
  std::string rule = fmt::format("must be {} to {} {}", text(min), text(max), UnitPrice::from_micros(0, price_unit).unit_text());
  if (limits.step_micros > 1) rule += fmt::format(" in steps of {}", text(limits.step_micros));
  return Error{.kind = ErrorKind::unprocessable,
               .code = "margin_out_of_policy",
               .message = fmt::format("The margin {} {}.", text(margin_micros), rule),
               .fields = {{.pointer = "margin", .code = "margin_out_of_policy", .detail = rule}}};
}

}  // namespace switchyard::pricing

#include "pricing/quotes/line_price.hpp"

#include <fmt/format.h>

#include "pricing/margin_policy.hpp"
#include "values/decimal.hpp"

namespace switchyard::pricing {
namespace {

// A milli-unit times a micro-dollar is 1e-9 dollars; a cent is 1e7 of them.
constexpr std::int64_t kNanosInCent = 10'000'000;
constexpr std::int64_t kMonthsInYear = 12;

// The limits are of both margins together.
Result<void> check_margins(const SourcedLine& line, std::int64_t partner_micros, std::int64_t agent_micros) {
  if (agent_micros < 0) return invalid_field("agentMargin", "margin_out_of_policy", "must not be below zero");
  return check_margin(line.terms.margin, partner_micros + agent_micros, line.facts.price_unit);
}

}  // namespace

Result<PriceStack> line_stack(const SourcedLine& line, const AskedMargins& asked) {
  const std::int64_t units = base_units_in(line.facts.price_unit);
  const std::int64_t partner_micros = asked.partner_micros.value_or(line.terms.margin.default_micros * units);
  if (auto checked = check_margins(line, partner_micros, asked.agent_micros); !checked) return std::move(checked).error();
  const PriceStack stack = stack_of({.transfer_micros = line.facts.basis_micros,
                                     .house_fee_micros = line.terms.house_fee_micros * units,
                                     .partner_margin_micros = partner_micros,
                                     .agent_margin_micros = asked.agent_micros,
                                     .gross_up = line.terms.gross_up,
                                     .price_decimals = line.facts.price_decimals});
  if (stack.price_micros > 0) return stack;
  return Error{ErrorKind::unprocessable, "price_not_positive", "The price with its margin is not above zero."};
}

Result<LineCosts> line_costs(const LineFacts& facts, std::int64_t price_micros, const Energy& usage) {
  if (base_of(usage.unit()) != base_of(facts.price_unit)) {
    return Error{ErrorKind::unprocessable, "unit_mismatch",
                 fmt::format("The usage is in {}, and the price is by {}.", text_of(usage.unit()), text_of(facts.price_unit))};
  }
  const auto base = usage.in_base();
  if (!base) return base.error();
  const Int128 product = static_cast<Int128>(base->milli_units()) * price_micros;
  const Int128 divisor = static_cast<Int128>(kNanosInCent) * base_units_in(facts.price_unit);
  const auto annual = divide_rounded(product, divisor, Rounding::half_up);
  if (!annual) return annual.error();
  const auto term = divide_rounded(product * facts.term_months, divisor * kMonthsInYear, Rounding::half_up);
  if (!term) return term.error();
  return LineCosts{*annual, *term};
}

}  // namespace switchyard::pricing

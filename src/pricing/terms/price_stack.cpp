#include "pricing/terms/price_stack.hpp"

#include "pricing/search.hpp"
#include "values/decimal.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kOne = 1'000'000;

std::int64_t fee_of(const StackParts& parts) { return parts.house_fee_micros + parts.partner_margin_micros + parts.agent_margin_micros; }

// Twelve decimals of a dollar.
Int128 exact_price(const StackParts& parts) {
  const Int128 base = parts.transfer_micros;
  const Int128 fee = fee_of(parts);
  switch (parts.gross_up.form) {
    case GrossUpForm::none: return (base + fee) * kOne;
    case GrossUpForm::on_fee: return base * kOne + fee * parts.gross_up.factor_millionths;
    case GrossUpForm::on_total: return (base + fee) * parts.gross_up.factor_millionths;
  }
  ENSURE(false);
  return 0;
}

}  // namespace

std::int64_t price_micros_of(const StackParts& parts) {
  if (parts.gross_up.form == GrossUpForm::none) return contract_price_micros(parts.transfer_micros, fee_of(parts), parts.price_decimals);
  std::int64_t step = kOne;
  for (int i = parts.price_decimals; i < 6; ++i) step *= 10;
  const auto steps = divide_rounded(exact_price(parts), step, Rounding::half_up);
  ENSURE(steps.has_value());  // Prices and fees are far below 2^63 micro-dollars.
  return steps.value() * (step / kOne);
}

PriceStack stack_of(const StackParts& parts) {
  ENSURE(parts.price_decimals >= 0 && parts.price_decimals <= 6);
  PriceStack stack{.transfer_micros = parts.transfer_micros,
                   .house_fee_micros = parts.house_fee_micros,
                   .partner_margin_micros = parts.partner_margin_micros,
                   .agent_margin_micros = parts.agent_margin_micros,
                   .price_micros = price_micros_of(parts)};
  stack.gross_up_micros = stack.price_micros - parts.transfer_micros - fee_of(parts);
  return stack;
}

std::int64_t partner_base_micros(const StackParts& parts) {
  if (parts.gross_up.form == GrossUpForm::none) return parts.transfer_micros + parts.house_fee_micros;
  StackParts without = parts;  // What the partner pays where it adds nothing.
  without.partner_margin_micros = 0;
  without.agent_margin_micros = 0;
  without.price_decimals = 6;
  return price_micros_of(without);
}

PartnerView partner_view(const StackParts& parts) {
  PartnerView view{.base_micros = partner_base_micros(parts),
                   .margin_micros = parts.partner_margin_micros + parts.agent_margin_micros,
                   .price_micros = price_micros_of(parts)};
  view.gross_up_micros = view.price_micros - view.base_micros - view.margin_micros;
  return view;
}

}  // namespace switchyard::pricing

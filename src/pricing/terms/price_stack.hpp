// The layers of a price and how they add up: transfer, house fee, partner's margin, agent's margin, gross-up, price (design section
// 8). Pure arithmetic; the three forms of a tax on the fee are money.md section 5 of the trade's facts.
#pragma once

#include <cstdint>

namespace switchyard::pricing {

// What a supplier grosses up for taxes on the fee.
enum class GrossUpForm : std::uint8_t {
  none,      // p = base + fee: the base holds its taxes already.
  on_fee,    // p = base + fee x g.
  on_total,  // p = (base + fee) x g.
};

struct GrossUp {
  GrossUpForm form = GrossUpForm::none;
  std::int64_t factor_millionths = 1'000'000;  // g; 1'062'700 is 1.0627.
  bool operator==(const GrossUp&) const = default;
};

// All in micro-dollars a price unit.
struct StackParts {
  std::int64_t transfer_micros = 0;        // The supplier's price: the basis.
  std::int64_t house_fee_micros = 0;
  std::int64_t partner_margin_micros = 0;
  std::int64_t agent_margin_micros = 0;
  GrossUp gross_up = {};
  int price_decimals = 5;                  // 0 to 6.
};

struct PriceStack {
  std::int64_t transfer_micros = 0;
  std::int64_t house_fee_micros = 0;
  std::int64_t partner_margin_micros = 0;
  std::int64_t agent_margin_micros = 0;
  std::int64_t gross_up_micros = 0;        // What the tax and the one rounding add: the layers sum to the price exactly.
  std::int64_t price_micros = 0;           // Rounded once, half-up, to price_decimals: the contract price.
  bool operator==(const PriceStack&) const = default;
};

[[nodiscard]] PriceStack stack_of(const StackParts& parts);
// Its price alone.
[[nodiscard]] std::int64_t price_micros_of(const StackParts& parts);

// What a partner sees: its base as one figure, in which house fee and its gross-up cannot be told from the supplier's price, and
// what its own margin adds. base + margin + gross_up = price.
struct PartnerView {
  std::int64_t base_micros = 0;
  std::int64_t margin_micros = 0;          // The partner's and its agent's.
  std::int64_t gross_up_micros = 0;
  std::int64_t price_micros = 0;
  bool operator==(const PartnerView&) const = default;
};
[[nodiscard]] PartnerView partner_view(const StackParts& parts);
// Its base alone.
[[nodiscard]] std::int64_t partner_base_micros(const StackParts& parts);

}  // namespace switchyard::pricing

// How an amendment changes the contract that it amends. Private to the room.
#pragma once

#include "contracting/contracts/contract_edit.hpp"

namespace switchyard::contracting {

// One price for the whole new term: the remaining months at the present price and the others at the market's, weighted by months, half-up to five
// decimals (S25: 14 of 36 months at 0.09500 and 22 at 0.08200 are 0.08706). "blend_term_too_short" where the new term is not longer than what
// remains. Pure.
struct BlendQuestion {
  std::int64_t present_micros = 0;
  std::int64_t market_micros = 0;
  std::int64_t remaining_months = 0;
  std::int64_t term_months = 0;
};
[[nodiscard]] Result<std::int64_t> blended_extension_micros(const BlendQuestion& question);

// What stepping out early would cost under a liquidated-damages clause: remaining usage x (contract - market), half-up to cents, 0 where the market is
// dearer (S26: 14 months of 5,000 kWh at 0.08200 against 0.07100 are $770.00). An estimate; the contract's own terms hold. Pure.
struct TerminationQuestion {
  std::int64_t contract_micros = 0;
  std::int64_t market_micros = 0;
  std::int64_t remaining_months = 0;
  std::int64_t monthly_usage_milli = 0;  // In the base unit of `unit`.
  EnergyUnit unit = EnergyUnit::kwh;     // Of both prices.
};
[[nodiscard]] Result<std::int64_t> termination_fee_cents(const TerminationQuestion& question);

// Whole months from one day to another, the last one begun counting.
[[nodiscard]] std::int64_t months_between(Date from, Date until);

// The supplier has accepted the amendment: the old rates of the accounts that it touches close at its read. Called by ContractEdit::write.
void apply_amendment(SqlTransaction& transaction, const ContractDesk& desk, const Contract& amendment, const Cause& cause);

}  // namespace switchyard::contracting

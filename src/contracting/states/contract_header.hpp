// What a contract's header says of its accounts once they were submitted: the least advanced open account's stage (design section 7).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "contracting/states/account_state.hpp"
#include "contracting/states/contract_state.hpp"
#include "values/date.hpp"

namespace switchyard::contracting {

struct Progress {
  std::int64_t accounts = 0;
  std::int64_t accepted = 0;   // By the supplier, and not undone since; the active ones too.
  std::int64_t rejected = 0;
  std::int64_t active = 0;
  std::int64_t dropped = 0;
  std::int64_t cancelled = 0;  // Rescinded ones too.
  bool operator==(const Progress&) const = default;
};
[[nodiscard]] Progress progress_of(std::span<const AccountState> accounts);

// Before submission, and once it is over without one, the header is the contract's own: `current` comes back.
[[nodiscard]] ContractState derive_header(ContractState current, std::span<const AccountState> accounts);
// The event that takes `from` to `to`, for the history; nothing where they are the same or no event does.
[[nodiscard]] std::optional<ContractEvent> event_between(ContractState from, ContractState to);

// Facts beside the state. Holdover: the term is over and nothing took its place, so the supplier's holdover price holds.
inline constexpr std::int32_t kRenewalWindowDays = 180;
inline constexpr std::int32_t kHoldoverWarningDays = 60;
struct RenewalFlags {
  std::optional<Date> window_from = {};      // kRenewalWindowDays before the end read.
  std::optional<Date> holdover_warning_from = {};  // A renewal that is unsigned from here on may be late.
  std::optional<Date> end = {};
  bool in_window = false;
  bool holdover_warning = false;
  bool in_holdover = false;
};
struct RenewalQuestion {
  ContractState state = ContractState::draft;
  std::optional<Date> end = {};
  bool is_renewed = false;                   // A later contract was signed.
};
[[nodiscard]] RenewalFlags renewal_flags(const RenewalQuestion& contract, Date today);

}  // namespace switchyard::contracting

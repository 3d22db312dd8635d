#include "contracting/states/contract_header.hpp"

#include <algorithm>

namespace switchyard::contracting {
namespace {

using A = AccountState;
using C = ContractState;

// How far an account is; what is over or stands still counts apart.
enum class Stage { submitted, accepted, active, rejected, left, cancelled, rescinded };

Stage stage_of(A state) {
  switch (state) {
    case A::pending:
    case A::ready:
    case A::submitted: return Stage::submitted;
    case A::supplier_accepted:
    case A::utility_pending:
    case A::utility_accepted:
    case A::scheduled: return Stage::accepted;
    case A::active:
    case A::drop_notified:
    case A::reinstated:
    case A::rolled_over: return Stage::active;
    case A::supplier_rejected:
    case A::utility_rejected:
    case A::objected: return Stage::rejected;
    case A::dropped:
    case A::ended: return Stage::left;
    case A::cancelled: return Stage::cancelled;
    case A::rescinded: return Stage::rescinded;
  }
  return Stage::cancelled;
}

struct Stages {
  std::int64_t counts[7] = {};
  [[nodiscard]] std::int64_t of(Stage stage) const { return counts[static_cast<int>(stage)]; }
};

Stages stages_of(std::span<const A> accounts) {
  Stages stages;
  for (const A state : accounts) ++stages.counts[static_cast<int>(stage_of(state))];
  return stages;
}

bool follows_accounts(C state) {
  return state == C::submitted || state == C::accepted || state == C::executed || state == C::rejected || state == C::partly_active || state == C::active;
}

}  // namespace

Progress progress_of(std::span<const AccountState> accounts) {
  const Stages stages = stages_of(accounts);
  return {.accounts = static_cast<std::int64_t>(accounts.size()),
          .accepted = stages.of(Stage::accepted) + stages.of(Stage::active),
          .rejected = stages.of(Stage::rejected),
          .active = stages.of(Stage::active),
          .dropped = std::ranges::count(accounts, A::dropped),
          .cancelled = stages.of(Stage::cancelled) + stages.of(Stage::rescinded)};
}

ContractState derive_header(ContractState current, std::span<const AccountState> accounts) {
  if (!follows_accounts(current) || accounts.empty()) return current;
  const Stages stages = stages_of(accounts);
  const std::int64_t waiting = stages.of(Stage::submitted) + stages.of(Stage::accepted) + stages.of(Stage::rejected);
  if (stages.of(Stage::active) > 0) return waiting > 0 ? C::partly_active : C::active;
  if (stages.of(Stage::submitted) > 0) return current == C::executed ? C::executed : C::submitted;
  if (stages.of(Stage::accepted) > 0) return current == C::executed ? C::executed : C::accepted;
  if (stages.of(Stage::rejected) > 0) return C::rejected;
  if (stages.of(Stage::left) > 0) return C::ended;
  return stages.of(Stage::rescinded) > 0 ? C::rescinded : C::cancelled;
}

std::optional<ContractEvent> event_between(ContractState from, ContractState to) {
  if (from == to) return std::nullopt;
  for (const ContractEvent event : contract_events()) {
    if (const auto next = next_state(from, event); next && *next == to) return event;
  }
  return std::nullopt;
}

RenewalFlags renewal_flags(const RenewalQuestion& contract, Date today) {
  RenewalFlags flags;
  const bool flows = contract.state == C::active || contract.state == C::partly_active;
  if (!contract.end || !flows) return flags;
  flags.end = contract.end;
  flags.window_from = contract.end->plus_days(-kRenewalWindowDays);
  flags.holdover_warning_from = contract.end->plus_days(-kHoldoverWarningDays);
  if (contract.is_renewed) return flags;
  flags.in_window = today >= *flags.window_from && today < *contract.end;
  flags.holdover_warning = today >= *flags.holdover_warning_from && today < *contract.end;
  flags.in_holdover = today >= *contract.end;
  return flags;
}

}  // namespace switchyard::contracting

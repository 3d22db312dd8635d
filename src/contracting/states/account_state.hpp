// States of a contract account: one service account's enrollment under a contract (design section 7). Words are the wire's.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "contracting/states/waiting.hpp"

namespace switchyard::contracting {

enum class AccountState : std::uint8_t {
  pending, ready, submitted, supplier_accepted, supplier_rejected, utility_pending, utility_accepted, utility_rejected, scheduled, active,
  drop_notified, dropped, reinstated, rolled_over, ended, objected, cancelled, rescinded,
};
inline constexpr std::array kAccountStates = {
    AccountState::pending,         AccountState::ready,            AccountState::submitted,        AccountState::supplier_accepted, AccountState::supplier_rejected,
    AccountState::utility_pending, AccountState::utility_accepted, AccountState::utility_rejected, AccountState::scheduled,         AccountState::active,
    AccountState::drop_notified,   AccountState::dropped,          AccountState::reinstated,       AccountState::rolled_over,       AccountState::ended,
    AccountState::objected,        AccountState::cancelled,        AccountState::rescinded};
[[nodiscard]] std::string_view text_of(AccountState state);
[[nodiscard]] Result<AccountState> parse_account_state(std::string_view text);  // "not_one_of"

enum class AccountEvent : std::uint8_t {
  make_ready,        // Its checks are done.
  unready,           // One of them is open again.
  submit,
  supplier_accept,   // Locks the price.
  supplier_reject,   // Also late, after an acceptance.
  send_to_utility,
  utility_accept,
  utility_reject,    // Also late, after an acceptance.
  object,            // The former supplier or the utility objects.
  fix,               // What was rejected or objected to was mended; it may be submitted again.
  retry,             // The same request once more, on the utility's next date.
  schedule,          // A start is set. Without a utility step where the supplier stays the same.
  activate,
  notify_drop,
  drop,
  reinstate,
  roll_over,
  end,
  cancel,
  rescind,
  reopen,            // Its price was opened again: it starts over.
};
inline constexpr std::size_t kAccountEventCount = 21;
[[nodiscard]] std::string_view text_of(AccountEvent event);
[[nodiscard]] std::array<AccountEvent, kAccountEventCount> account_events();

struct AccountStateFacts {
  AccountState state;
  bool is_final;
  WaitingOn waiting_on;
  DueRule due;
};
[[nodiscard]] const AccountStateFacts& facts_of(AccountState state);

// What a rejection is, and so who moves it on (design section 7).
enum class RejectClass : std::uint8_t { none, fixable, retry, final };
[[nodiscard]] std::string_view text_of(RejectClass reject_class);
[[nodiscard]] Result<RejectClass> parse_reject_class(std::string_view text);

// As facts_of, but of a rejection of this class: a retry waits for operators; a final one for the partner, to cancel or begin anew.
[[nodiscard]] WaitingOn waiting_on(AccountState state, RejectClass reject_class);

// Refused with "contract_account_state_conflict" (kind conflict), naming the states in which the event is possible.
[[nodiscard]] Result<AccountState> next_state(AccountState from, AccountEvent event);
[[nodiscard]] bool is_possible(AccountState from, AccountEvent event);

}  // namespace switchyard::contracting

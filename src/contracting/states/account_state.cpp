#include "contracting/states/account_state.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace switchyard::contracting {
namespace {

using S = AccountState;
using E = AccountEvent;

constexpr std::array kFacts = {
    AccountStateFacts{S::pending, false, WaitingOn::partner, DueRule::submit_by},
    AccountStateFacts{S::ready, false, WaitingOn::operators, DueRule::submit_by},
    AccountStateFacts{S::submitted, false, WaitingOn::supplier, DueRule::ten_days},
    AccountStateFacts{S::supplier_accepted, false, WaitingOn::supplier, DueRule::ten_days},
    AccountStateFacts{S::supplier_rejected, false, WaitingOn::partner, DueRule::two_days},
    AccountStateFacts{S::utility_pending, false, WaitingOn::utility, DueRule::ten_days},
    AccountStateFacts{S::utility_accepted, false, WaitingOn::utility, DueRule::start},
    AccountStateFacts{S::utility_rejected, false, WaitingOn::partner, DueRule::two_days},
    AccountStateFacts{S::scheduled, false, WaitingOn::utility, DueRule::start},
    AccountStateFacts{S::active, false, WaitingOn::customer, DueRule::end},
    AccountStateFacts{S::drop_notified, false, WaitingOn::partner, DueRule::two_days},
    AccountStateFacts{S::dropped, true, WaitingOn::nobody, DueRule::none},
    AccountStateFacts{S::reinstated, false, WaitingOn::customer, DueRule::end},
    AccountStateFacts{S::rolled_over, false, WaitingOn::customer, DueRule::none},
    AccountStateFacts{S::ended, true, WaitingOn::nobody, DueRule::none},
    AccountStateFacts{S::objected, false, WaitingOn::customer, DueRule::two_days},
    AccountStateFacts{S::cancelled, true, WaitingOn::nobody, DueRule::none},
    AccountStateFacts{S::rescinded, true, WaitingOn::nobody, DueRule::none},
};

struct Transition {
  S from;
  E event;
  S to;
};

// Answers may come in the wrong order: a utility's is taken while the supplier's is still awaited. Dropped accounts may be reinstated.
constexpr std::array kTransitions = {
    Transition{S::pending, E::make_ready, S::ready},
    Transition{S::pending, E::cancel, S::cancelled},
    Transition{S::pending, E::rescind, S::rescinded},

    Transition{S::ready, E::unready, S::pending},
    Transition{S::ready, E::submit, S::submitted},
    Transition{S::ready, E::cancel, S::cancelled},
    Transition{S::ready, E::rescind, S::rescinded},
    Transition{S::ready, E::reopen, S::pending},

    Transition{S::submitted, E::supplier_accept, S::supplier_accepted},
    Transition{S::submitted, E::supplier_reject, S::supplier_rejected},
    Transition{S::submitted, E::utility_accept, S::utility_accepted},
    Transition{S::submitted, E::utility_reject, S::utility_rejected},
    Transition{S::submitted, E::cancel, S::cancelled},
    Transition{S::submitted, E::rescind, S::rescinded},
    Transition{S::submitted, E::reopen, S::pending},

    Transition{S::supplier_accepted, E::supplier_reject, S::supplier_rejected},
    Transition{S::supplier_accepted, E::send_to_utility, S::utility_pending},
    Transition{S::supplier_accepted, E::utility_accept, S::utility_accepted},
    Transition{S::supplier_accepted, E::utility_reject, S::utility_rejected},
    Transition{S::supplier_accepted, E::schedule, S::scheduled},
    Transition{S::supplier_accepted, E::cancel, S::cancelled},
    Transition{S::supplier_accepted, E::rescind, S::rescinded},
    Transition{S::supplier_accepted, E::reopen, S::pending},

    Transition{S::supplier_rejected, E::supplier_accept, S::supplier_accepted},
    Transition{S::supplier_rejected, E::fix, S::ready},
    Transition{S::supplier_rejected, E::cancel, S::cancelled},
    Transition{S::supplier_rejected, E::rescind, S::rescinded},
    Transition{S::supplier_rejected, E::reopen, S::pending},

    Transition{S::utility_pending, E::supplier_reject, S::supplier_rejected},
    Transition{S::utility_pending, E::utility_accept, S::utility_accepted},
    Transition{S::utility_pending, E::utility_reject, S::utility_rejected},
    Transition{S::utility_pending, E::object, S::objected},
    Transition{S::utility_pending, E::cancel, S::cancelled},
    Transition{S::utility_pending, E::rescind, S::rescinded},
    Transition{S::utility_pending, E::reopen, S::pending},

    Transition{S::utility_accepted, E::utility_reject, S::utility_rejected},
    Transition{S::utility_accepted, E::object, S::objected},
    Transition{S::utility_accepted, E::schedule, S::scheduled},
    Transition{S::utility_accepted, E::activate, S::active},
    Transition{S::utility_accepted, E::cancel, S::cancelled},
    Transition{S::utility_accepted, E::rescind, S::rescinded},
    Transition{S::utility_accepted, E::reopen, S::pending},

    Transition{S::utility_rejected, E::fix, S::ready},
    Transition{S::utility_rejected, E::retry, S::utility_pending},
    Transition{S::utility_rejected, E::utility_accept, S::utility_accepted},
    Transition{S::utility_rejected, E::cancel, S::cancelled},
    Transition{S::utility_rejected, E::rescind, S::rescinded},
    Transition{S::utility_rejected, E::reopen, S::pending},

    Transition{S::objected, E::fix, S::ready},
    Transition{S::objected, E::retry, S::utility_pending},
    Transition{S::objected, E::cancel, S::cancelled},
    Transition{S::objected, E::rescind, S::rescinded},
    Transition{S::objected, E::reopen, S::pending},

    Transition{S::scheduled, E::utility_reject, S::utility_rejected},
    Transition{S::scheduled, E::object, S::objected},
    Transition{S::scheduled, E::activate, S::active},
    Transition{S::scheduled, E::cancel, S::cancelled},
    Transition{S::scheduled, E::rescind, S::rescinded},
    Transition{S::scheduled, E::reopen, S::pending},

    Transition{S::active, E::notify_drop, S::drop_notified},
    Transition{S::active, E::drop, S::dropped},
    Transition{S::active, E::roll_over, S::rolled_over},
    Transition{S::active, E::end, S::ended},

    Transition{S::drop_notified, E::drop, S::dropped},
    Transition{S::drop_notified, E::reinstate, S::reinstated},
    Transition{S::drop_notified, E::end, S::ended},
    Transition{S::dropped, E::reinstate, S::reinstated},

    Transition{S::reinstated, E::notify_drop, S::drop_notified},
    Transition{S::reinstated, E::drop, S::dropped},
    Transition{S::reinstated, E::roll_over, S::rolled_over},
    Transition{S::reinstated, E::end, S::ended},

    Transition{S::rolled_over, E::notify_drop, S::drop_notified},
    Transition{S::rolled_over, E::drop, S::dropped},
    Transition{S::rolled_over, E::end, S::ended},
};

constexpr std::array kEvents = {E::make_ready, E::unready, E::submit,   E::supplier_accept, E::supplier_reject, E::send_to_utility, E::utility_accept,
                                E::utility_reject, E::object, E::fix,   E::retry,           E::schedule,        E::activate,        E::notify_drop,
                                E::drop,       E::reinstate, E::roll_over, E::end,          E::cancel,          E::rescind,         E::reopen};
static_assert(kEvents.size() == kAccountEventCount);

std::string states_for(E event) {
  std::string text;
  for (const Transition& transition : kTransitions) {
    if (transition.event == event) text.append(text.empty() ? "" : ", ").append(text_of(transition.from));
  }
  return text;
}

}  // namespace

std::string_view text_of(AccountState state) {
  switch (state) {
    case S::pending: return "pending";
    case S::ready: return "ready";
    case S::submitted: return "submitted";
    case S::supplier_accepted: return "supplier_accepted";
    case S::supplier_rejected: return "supplier_rejected";
    case S::utility_pending: return "utility_pending";
    case S::utility_accepted: return "utility_accepted";
    case S::utility_rejected: return "utility_rejected";
    case S::scheduled: return "scheduled";
    case S::active: return "active";
    case S::drop_notified: return "drop_notified";
    case S::dropped: return "dropped";
    case S::reinstated: return "reinstated";
    case S::rolled_over: return "rolled_over";
    case S::ended: return "ended";
    case S::objected: return "objected";
    case S::cancelled: return "cancelled";
    case S::rescinded: return "rescinded";
  }
  return "";
}

Result<AccountState> parse_account_state(std::string_view text) {
  for (const S state : kAccountStates) {
    if (text_of(state) == text) return state;
  }
  return Error{ErrorKind::invalid, "not_one_of", "is no state of a contract account"};
}

std::string_view text_of(AccountEvent event) {
  switch (event) {
    case E::make_ready: return "make_ready";
    case E::unready: return "unready";
    case E::submit: return "submit";
    case E::supplier_accept: return "supplier_accept";
    case E::supplier_reject: return "supplier_reject";
    case E::send_to_utility: return "send_to_utility";
    case E::utility_accept: return "utility_accept";
    case E::utility_reject: return "utility_reject";
    case E::object: return "object";
    case E::fix: return "fix";
    case E::retry: return "retry";
    case E::schedule: return "schedule";
    case E::activate: return "activate";
    case E::notify_drop: return "notify_drop";
    case E::drop: return "drop";
    case E::reinstate: return "reinstate";
    case E::roll_over: return "roll_over";
    case E::end: return "end";
    case E::cancel: return "cancel";
    case E::rescind: return "rescind";
    case E::reopen: return "reopen";
  }
  return "";
}

std::array<AccountEvent, kAccountEventCount> account_events() { return kEvents; }

const AccountStateFacts& facts_of(AccountState state) { return *std::ranges::find(kFacts, state, &AccountStateFacts::state); }

std::string_view text_of(RejectClass reject_class) {
  switch (reject_class) {
    case RejectClass::none: return "";
    case RejectClass::fixable: return "fixable";
    case RejectClass::retry: return "retry";
    case RejectClass::final: return "final";
  }
  return "";
}

Result<RejectClass> parse_reject_class(std::string_view text) {
  for (const RejectClass known : {RejectClass::none, RejectClass::fixable, RejectClass::retry, RejectClass::final}) {
    if (text_of(known) == text) return known;
  }
  return Error{ErrorKind::invalid, "not_one_of", "must be fixable, retry or final"};
}

WaitingOn waiting_on(AccountState state, RejectClass reject_class) {
  if (state != S::supplier_rejected && state != S::utility_rejected) return facts_of(state).waiting_on;
  if (reject_class == RejectClass::retry) return WaitingOn::operators;
  return WaitingOn::partner;
}

Result<AccountState> next_state(AccountState from, AccountEvent event) {
  for (const Transition& transition : kTransitions) {
    if (transition.from == from && transition.event == event) return transition.to;
  }
  return Error{ErrorKind::conflict, "contract_account_state_conflict",
               fmt::format("The contract account is {}; {} is possible while it is {}.", text_of(from), text_of(event), states_for(event))};
}

bool is_possible(AccountState from, AccountEvent event) {
  return std::ranges::any_of(kTransitions, [&](const Transition& transition) { return transition.from == from && transition.event == event; });
}

}  // namespace switchyard::contracting

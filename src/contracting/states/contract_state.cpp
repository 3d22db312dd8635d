#include "contracting/states/contract_state.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace switchyard::contracting {
namespace {

using S = ContractState;
using E = ContractEvent;

constexpr std::array kFacts = {
    ContractStateFacts{S::draft, false, WaitingOn::partner, DueRule::sign_by},
    ContractStateFacts{S::sent, false, WaitingOn::customer, DueRule::sign_by},
    ContractStateFacts{S::viewed, false, WaitingOn::customer, DueRule::sign_by},
    ContractStateFacts{S::signed_by_customer, false, WaitingOn::partner, DueRule::submit_by},
    ContractStateFacts{S::in_review, false, WaitingOn::operators, DueRule::submit_by},
    ContractStateFacts{S::incomplete, false, WaitingOn::partner, DueRule::submit_by},
    ContractStateFacts{S::submitted, false, WaitingOn::supplier, DueRule::ten_days},
    ContractStateFacts{S::accepted, false, WaitingOn::utility, DueRule::start},
    ContractStateFacts{S::executed, false, WaitingOn::utility, DueRule::start},
    ContractStateFacts{S::partly_active, false, WaitingOn::utility, DueRule::start},
    ContractStateFacts{S::active, false, WaitingOn::customer, DueRule::end},
    ContractStateFacts{S::ended, true, WaitingOn::nobody, DueRule::none},
    ContractStateFacts{S::declined, true, WaitingOn::nobody, DueRule::none},
    ContractStateFacts{S::voided, true, WaitingOn::nobody, DueRule::none},
    ContractStateFacts{S::expired, true, WaitingOn::nobody, DueRule::none},
    ContractStateFacts{S::signed_late, false, WaitingOn::partner, DueRule::submit_by},
    ContractStateFacts{S::deposit_required, false, WaitingOn::customer, DueRule::ten_days},
    ContractStateFacts{S::rejected, false, WaitingOn::partner, DueRule::two_days},
    ContractStateFacts{S::cancelled, true, WaitingOn::nobody, DueRule::none},
    ContractStateFacts{S::rescinded, true, WaitingOn::nobody, DueRule::none},
};

struct Transition {
  S from;
  E event;
  S to;
};

// An expired contract moves only when news of an earlier signature arrives, or with new prices.
constexpr std::array kTransitions = {
    Transition{S::draft, E::send, S::sent},
    Transition{S::draft, E::sign, S::signed_by_customer},
    Transition{S::draft, E::sign_late, S::signed_late},
    Transition{S::draft, E::withdraw, S::voided},
    Transition{S::draft, E::reprice, S::draft},

    Transition{S::sent, E::view, S::viewed},
    Transition{S::sent, E::sign, S::signed_by_customer},
    Transition{S::sent, E::sign_late, S::signed_late},
    Transition{S::sent, E::decline, S::declined},
    Transition{S::sent, E::void_envelope, S::voided},
    Transition{S::sent, E::send_failed, S::draft},
    Transition{S::sent, E::expire, S::expired},
    Transition{S::sent, E::withdraw, S::voided},
    Transition{S::sent, E::reprice, S::draft},

    Transition{S::viewed, E::sign, S::signed_by_customer},
    Transition{S::viewed, E::sign_late, S::signed_late},
    Transition{S::viewed, E::decline, S::declined},
    Transition{S::viewed, E::void_envelope, S::voided},
    Transition{S::viewed, E::send_failed, S::draft},
    Transition{S::viewed, E::expire, S::expired},
    Transition{S::viewed, E::withdraw, S::voided},
    Transition{S::viewed, E::reprice, S::draft},

    Transition{S::expired, E::sign, S::signed_by_customer},
    Transition{S::expired, E::sign_late, S::signed_late},
    Transition{S::expired, E::reprice, S::draft},

    Transition{S::signed_late, E::reaffirm, S::signed_by_customer},
    Transition{S::signed_late, E::reprice, S::draft},
    Transition{S::signed_late, E::withdraw, S::voided},
    Transition{S::signed_late, E::cancel, S::cancelled},

    Transition{S::signed_by_customer, E::review, S::in_review},
    Transition{S::signed_by_customer, E::submit, S::submitted},
    Transition{S::signed_by_customer, E::withdraw, S::voided},
    Transition{S::signed_by_customer, E::rescind, S::rescinded},
    Transition{S::signed_by_customer, E::reprice, S::draft},

    Transition{S::in_review, E::ask_for_more, S::incomplete},
    Transition{S::in_review, E::ask_for_deposit, S::deposit_required},
    Transition{S::in_review, E::submit, S::submitted},
    Transition{S::in_review, E::withdraw, S::voided},
    Transition{S::in_review, E::rescind, S::rescinded},
    Transition{S::in_review, E::reprice, S::draft},

    Transition{S::incomplete, E::complete, S::in_review},
    Transition{S::incomplete, E::withdraw, S::voided},
    Transition{S::incomplete, E::rescind, S::rescinded},
    Transition{S::incomplete, E::reprice, S::draft},

    Transition{S::deposit_required, E::settle_deposit, S::in_review},
    Transition{S::deposit_required, E::submit, S::submitted},
    Transition{S::deposit_required, E::withdraw, S::voided},
    Transition{S::deposit_required, E::cancel, S::cancelled},
    Transition{S::deposit_required, E::rescind, S::rescinded},
    Transition{S::deposit_required, E::reprice, S::draft},

    Transition{S::submitted, E::accept, S::accepted},
    Transition{S::submitted, E::reject, S::rejected},
    Transition{S::submitted, E::ask_for_deposit, S::deposit_required},
    Transition{S::submitted, E::activate_partly, S::partly_active},
    Transition{S::submitted, E::activate, S::active},
    Transition{S::submitted, E::end, S::ended},
    Transition{S::submitted, E::cancel, S::cancelled},
    Transition{S::submitted, E::rescind, S::rescinded},
    Transition{S::submitted, E::reopen, S::draft},

    Transition{S::accepted, E::submit, S::submitted},
    Transition{S::accepted, E::execute, S::executed},
    Transition{S::accepted, E::reject, S::rejected},
    Transition{S::accepted, E::activate_partly, S::partly_active},
    Transition{S::accepted, E::activate, S::active},
    Transition{S::accepted, E::end, S::ended},
    Transition{S::accepted, E::cancel, S::cancelled},
    Transition{S::accepted, E::rescind, S::rescinded},
    Transition{S::accepted, E::reopen, S::draft},

    Transition{S::executed, E::reject, S::rejected},
    Transition{S::executed, E::activate_partly, S::partly_active},
    Transition{S::executed, E::activate, S::active},
    Transition{S::executed, E::end, S::ended},
    Transition{S::executed, E::cancel, S::cancelled},
    Transition{S::executed, E::rescind, S::rescinded},
    Transition{S::executed, E::reopen, S::draft},

    Transition{S::rejected, E::submit, S::submitted},
    Transition{S::rejected, E::accept, S::accepted},
    Transition{S::rejected, E::activate_partly, S::partly_active},
    Transition{S::rejected, E::activate, S::active},
    Transition{S::rejected, E::end, S::ended},
    Transition{S::rejected, E::cancel, S::cancelled},
    Transition{S::rejected, E::rescind, S::rescinded},
    Transition{S::rejected, E::reopen, S::draft},

    Transition{S::partly_active, E::submit, S::submitted},
    Transition{S::partly_active, E::accept, S::accepted},
    Transition{S::partly_active, E::reject, S::rejected},
    Transition{S::partly_active, E::activate, S::active},
    Transition{S::partly_active, E::end, S::ended},

    Transition{S::active, E::activate_partly, S::partly_active},
    Transition{S::active, E::end, S::ended},
};

constexpr std::array kEvents = {
    E::send,   E::view,           E::sign,    E::sign_late, E::reaffirm,        E::decline,      E::void_envelope, E::send_failed, E::expire,   E::withdraw,
    E::review, E::ask_for_more,   E::complete, E::ask_for_deposit, E::settle_deposit, E::submit,  E::accept,          E::reject,   E::execute,
    E::activate_partly, E::activate, E::end,  E::cancel,    E::rescind,         E::reprice,      E::reopen};
static_assert(kEvents.size() == kContractEventCount);

std::string states_for(E event) {
  std::string text;
  for (const Transition& transition : kTransitions) {
    if (transition.event == event) text.append(text.empty() ? "" : ", ").append(text_of(transition.from));
  }
  return text;
}

}  // namespace

std::string_view text_of(ContractState state) {
  switch (state) {
    case S::draft: return "draft";
    case S::sent: return "sent";
    case S::viewed: return "viewed";
    case S::signed_by_customer: return "signed";
    case S::in_review: return "in_review";
    case S::incomplete: return "incomplete";
    case S::submitted: return "submitted";
    case S::accepted: return "accepted";
    case S::executed: return "executed";
    case S::partly_active: return "partly_active";
    case S::active: return "active";
    case S::ended: return "ended";
    case S::declined: return "declined";
    case S::voided: return "voided";
    case S::expired: return "expired";
    case S::signed_late: return "signed_late";
    case S::deposit_required: return "deposit_required";
    case S::rejected: return "rejected";
    case S::cancelled: return "cancelled";
    case S::rescinded: return "rescinded";
  }
  return "";
}

Result<ContractState> parse_contract_state(std::string_view text) {
  for (const S state : kContractStates) {
    if (text_of(state) == text) return state;
  }
  return Error{ErrorKind::invalid, "not_one_of", "is no state of a contract"};
}

std::string_view text_of(ContractEvent event) {
  switch (event) {
    case E::send: return "send";
    case E::view: return "view";
    case E::sign: return "sign";
    case E::sign_late: return "sign_late";
    case E::reaffirm: return "reaffirm";
    case E::decline: return "decline";
    case E::void_envelope: return "void_envelope";
    case E::send_failed: return "send_failed";
    case E::expire: return "expire";
    case E::withdraw: return "withdraw";
    case E::review: return "review";
    case E::ask_for_more: return "ask_for_more";
    case E::complete: return "complete";
    case E::ask_for_deposit: return "ask_for_deposit";
    case E::settle_deposit: return "settle_deposit";
    case E::submit: return "submit";
    case E::accept: return "accept";
    case E::reject: return "reject";
    case E::execute: return "execute";
    case E::activate_partly: return "activate_partly";
    case E::activate: return "activate";
    case E::end: return "end";
    case E::cancel: return "cancel";
    case E::rescind: return "rescind";
    case E::reprice: return "reprice";
    case E::reopen: return "reopen";
  }
  return "";
}

std::array<ContractEvent, kContractEventCount> contract_events() { return kEvents; }

const ContractStateFacts& facts_of(ContractState state) { return *std::ranges::find(kFacts, state, &ContractStateFacts::state); }

Result<ContractState> next_state(ContractState from, ContractEvent event) {
  for (const Transition& transition : kTransitions) {
    if (transition.from == from && transition.event == event) return transition.to;
  }
  return Error{ErrorKind::conflict, "contract_state_conflict",
               fmt::format("The contract is {}; {} is possible while it is {}.", text_of(from), text_of(event), states_for(event))};
}

bool is_possible(ContractState from, ContractEvent event) {
  return std::ranges::any_of(kTransitions, [&](const Transition& transition) { return transition.from == from && transition.event == event; });
}

bool holds_accounts(ContractState state) { return !facts_of(state).is_final; }

std::string_view text_of(ReopenReason reason) {
  switch (reason) {
    case ReopenReason::start_left_window: return "start_left_window";
    case ReopenReason::utility_changed: return "utility_changed";
    case ReopenReason::class_changed: return "class_changed";
    case ReopenReason::zone_changed: return "zone_changed";
    case ReopenReason::band_changed: return "band_changed";
    case ReopenReason::supplier_withdrew_price: return "supplier_withdrew_price";
  }
  return "";
}

Result<ReopenReason> parse_reopen_reason(std::string_view text) {
  using R = ReopenReason;
  for (const R reason : {R::start_left_window, R::utility_changed, R::class_changed, R::zone_changed, R::band_changed, R::supplier_withdrew_price}) {
    if (text_of(reason) == text) return reason;
  }
  return Error{ErrorKind::invalid, "not_one_of",
               "must be start_left_window, utility_changed, class_changed, zone_changed, band_changed or supplier_withdrew_price"};
}

}  // namespace switchyard::contracting

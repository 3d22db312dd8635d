// States of a contract and what moves it: the one table (design section 7). Words are the wire's, in SQL, REST and events alike.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "contracting/states/waiting.hpp"

namespace switchyard::contracting {

enum class ContractState : std::uint8_t {
  draft, sent, viewed, signed_by_customer, in_review, incomplete, submitted, accepted, executed, partly_active, active, ended,
  declined, voided, expired, signed_late, deposit_required, rejected, cancelled, rescinded,
};
inline constexpr std::array kContractStates = {
    ContractState::draft,     ContractState::sent,     ContractState::viewed,   ContractState::signed_by_customer, ContractState::in_review,
    ContractState::incomplete, ContractState::submitted, ContractState::accepted, ContractState::executed,         ContractState::partly_active,
    ContractState::active,    ContractState::ended,    ContractState::declined, ContractState::voided,             ContractState::expired,
    ContractState::signed_late, ContractState::deposit_required, ContractState::rejected, ContractState::cancelled, ContractState::rescinded};
[[nodiscard]] std::string_view text_of(ContractState state);  // "signed" for signed_by_customer.
[[nodiscard]] Result<ContractState> parse_contract_state(std::string_view text);  // "not_one_of"

enum class ContractEvent : std::uint8_t {
  send,              // An envelope went out.
  view,
  sign,              // Every signer of the customer's side is done, or an acceptance was recorded.
  sign_late,         // The same after signBy, by the provider's completion instant.
  reaffirm,          // The customer stands by a late signature where the supplier's rule allows it.
  decline,
  void_envelope,     // The envelope was taken back.
  send_failed,       // The provider refused the envelope for good.
  expire,            // Nobody signed in time.
  withdraw,          // The customer steps back before submission.
  review,            // Papers and checks are looked at before submission.
  ask_for_more,      // A paper or a fact is missing.
  complete,          // It is there now.
  ask_for_deposit,
  settle_deposit,
  submit,
  accept,            // From here on the header follows its accounts (derive_header), by these same events.
  reject,
  execute,           // The supplier has countersigned.
  activate_partly,
  activate,
  end,
  cancel,            // The customer or the supplier steps back after submission.
  rescind,
  reprice,           // New prices before submission: a new document version that needs a new acceptance.
  reopen,            // The same after a price was locked, for one of the named reasons.
};
inline constexpr std::size_t kContractEventCount = 26;
[[nodiscard]] std::string_view text_of(ContractEvent event);
[[nodiscard]] std::array<ContractEvent, kContractEventCount> contract_events();

struct ContractStateFacts {
  ContractState state;
  bool is_final;
  WaitingOn waiting_on;
  DueRule due;
};
[[nodiscard]] const ContractStateFacts& facts_of(ContractState state);

// Refused with "contract_state_conflict" (kind conflict), naming the states in which the event is possible.
[[nodiscard]] Result<ContractState> next_state(ContractState from, ContractEvent event);
[[nodiscard]] bool is_possible(ContractState from, ContractEvent event);

// Whether its text, prices and accounts may still be edited (updateContract).
[[nodiscard]] constexpr bool is_editable(ContractState state) { return state == ContractState::draft; }
// Whether the contract holds its accounts' time: another may not overlap with it.
[[nodiscard]] bool holds_accounts(ContractState state);

// Why a locked price re-opens (design section 7). Each needs a new acceptance.
enum class ReopenReason : std::uint8_t { start_left_window, utility_changed, class_changed, zone_changed, band_changed, supplier_withdrew_price };
[[nodiscard]] std::string_view text_of(ReopenReason reason);
[[nodiscard]] Result<ReopenReason> parse_reopen_reason(std::string_view text);

}  // namespace switchyard::contracting

// A signed contract goes to its supplier. Each of these runs in the caller's transaction, which a refusal must undo; the channel is asked by a
// job after the commit.
#pragma once

#include "contracting/contracts/contract_actions.hpp"
#include "enrollment/enrollment_desk.hpp"
#include "enrollment/submissions/submission.hpp"

namespace switchyard::enrollment {

struct SubmitCommand {
  contracting::ContractId contract;
  std::optional<std::int64_t> expected_version = {};
  // Of an operator: reviews that are open are passed by it, with this reason, and its name stands by them.
  std::optional<std::string> approval = {};
};
struct Submitted {
  contracting::Contract contract;
  Submission submission;
};

// Accounts that are pending or ready become `submitted`, the header with them. Rules are checked again as of now. Refused: "contract_not_found",
// "version_conflict", "contract_state_conflict"; "contract_blocked" with each blocking check; "review_open" where a person has to look first;
// "submit_by_passed" from the earliest submitBy of an account whose price is not locked, to the millisecond: re-price; "rescission_open" where the customer's
// window holds submission; "start_left_window" where the start that can still be reached lies outside of the price's.
[[nodiscard]] Result<Submitted> submit_contract(SqlTransaction& transaction, const EnrollmentDesk& desk, const contracting::Actor& actor, const SubmitCommand& command);
// The same for operators and this system's own parts: whoever's it is.
[[nodiscard]] Result<Submitted> submit_any_contract(SqlTransaction& transaction, const EnrollmentDesk& desk, std::string_view actor, const SubmitCommand& command);

// What was wrong with a rejected account, mended. Absent stays.
struct Fix {
  contracting::ContractAccountId account;
  std::optional<std::string> account_number = {};
  std::optional<std::string> service_reference = {};
  std::optional<std::string> name_key = {};
  std::optional<std::string> rate_class = {};
  std::optional<std::string> zone = {};
  std::string note = {};                 // What was done where no field changed: "the customer settled with its former supplier".
};
// Of a rejected or objected account: the service account is changed, the account goes back to ready and is submitted again. Contract, price and
// document version stay; the start is computed anew. Refused: "contract_account_not_found", "contract_account_state_conflict", "fix_empty", "rejection_final",
// "account_invalid" with fields, and as submit_contract.
[[nodiscard]] Result<Submitted> fix_account(SqlTransaction& transaction, const EnrollmentDesk& desk, const contracting::Actor& actor, const Fix& fix);

// Contracts in review of suppliers that are submitted automatically and that were not looked at in their present version, or not for half a minute of
// real time: those that may go are submitted. At most `limit`; how many were looked at.
std::int64_t submit_reviewed(const EnrollmentDesk& desk, Instant real_now, std::int64_t limit);

}  // namespace switchyard::enrollment

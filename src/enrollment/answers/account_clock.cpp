#include "enrollment/answers/account_clock.hpp"

#include "contracting/contracts/account_dates.hpp"
#include "contracting/contracts/account_places.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/contract_facts.hpp"
#include "enrollment/answers/answer_store.hpp"
#include "enrollment/answers/apply_answer.hpp"
#include "enrollment/submissions/start_dates.hpp"
#include "enrollment/submissions/submit_accounts.hpp"
#include "values/ensure.hpp"

namespace switchyard::enrollment {
namespace {

using contracting::AccountEvent;
using contracting::AccountPlace;
using contracting::AccountState;
using contracting::ContractEdit;

bool start_account(SqlTransaction& transaction, const EnrollmentDesk& desk, const AccountPlace& place) {
  auto contract = contracting::any_contract_to_change(transaction, place.contract);
  if (!contract) return false;
  const std::size_t index = position_of(*contract, place.account);
  const contracting::ContractAccount& account = contract->accounts[index];
  const Instant now = desk.now();
  if (account.state != AccountState::scheduled || !account.start_read || *account.start_read > contracting::day_of(now)) return false;
  if (account.rescission.ends_at && now < *account.rescission.ends_at) return false;
  ContractEdit edit(*std::move(contract), {.actor = "system", .at = now, .reason_code = "start_read", .reason = "Its start has come."});
  ENSURE(edit.move_account(index, AccountEvent::activate).has_value());
  edit.derive();
  edit.write(transaction, desk.contracts);
  apply_waiting_of(transaction, desk, place.account);
  return true;
}

void send_again(SqlTransaction& transaction, const EnrollmentDesk& desk, const Retry& retry) {
  end_retry(transaction, retry, desk.now());
  auto contract = contracting::any_contract_to_change(transaction, retry.contract);
  if (!contract) return;
  const std::size_t index = position_of(*contract, retry.account);
  // Fixed, cancelled or accepted meanwhile.
  if (!contracting::is_possible(contract->accounts[index].state, AccountEvent::retry)) return;
  const contracting::ContractParties parties = contracting::parties_of(transaction, *contract);
  ContractEdit edit(*std::move(contract), {.actor = "system", .at = desk.now(), .reason_code = retry.code, .reason = "Asked for again on the utility's next date."});
  ENSURE(edit.move_account(index, AccountEvent::retry).has_value());
  // A start outside of the price's window is said by the answer to come; the request goes out all the same.
  (void)reach_start(transaction, desk, edit, index, parties.services[index]);
  ++edit.contract().accounts[index].attempts;
  edit.derive();
  (void)hand_over(transaction, desk, edit, {index}, true);
}

}  // namespace

std::int64_t start_accounts(SqlTransaction& transaction, const EnrollmentDesk& desk, std::int64_t limit) {
  std::int64_t count = 0;
  for (const AccountPlace& place : contracting::account_places_starting(transaction, AccountState::scheduled, contracting::day_of(desk.now()), limit)) {
    count += start_account(transaction, desk, place) ? 1 : 0;
  }
  return count;
}

std::int64_t send_retries(SqlTransaction& transaction, const EnrollmentDesk& desk, std::int64_t limit) {
  const std::vector<Retry> due = retries_due(transaction, desk.now(), limit);
  for (const Retry& retry : due) send_again(transaction, desk, retry);
  return static_cast<std::int64_t>(due.size());
}

std::int64_t apply_waiting_answers(SqlTransaction& transaction, const EnrollmentDesk& desk, std::int64_t limit) {
  std::vector<KeptAnswer> due = answers_due(transaction, desk.now(), limit);
  for (KeptAnswer& kept : due) {
    apply_answer(transaction, desk, kept);
    update_answer(transaction, kept);
    if (kept.outcome == Outcome::applied) apply_waiting_of(transaction, desk, *kept.account);
  }
  return static_cast<std::int64_t>(due.size());
}

}  // namespace switchyard::enrollment

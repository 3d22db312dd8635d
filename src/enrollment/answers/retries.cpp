#include "enrollment/answers/retries.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/account_dates.hpp"
#include "contracting/contracts/account_places.hpp"
#include "contracting/service_accounts/service_account_store.hpp"

namespace switchyard::enrollment {
namespace {

constexpr std::int64_t kMsOfDay = 86'400'000;

}  // namespace

bool plan_retry(SqlTransaction& transaction, const EnrollmentDesk& desk, const contracting::Contract& contract, std::size_t index) {
  const contracting::ContractAccount& account = contract.accounts[index];
  const std::vector<Retry> former = retries_of(transaction, account.id);
  if (std::ranges::any_of(former, [](const Retry& retry) { return !retry.done_at; })) return true;
  const auto number = static_cast<std::int64_t>(former.size()) + 1;
  if (number > kRetriesMax) return false;
  const Instant now = desk.now();
  const Date tomorrow = contracting::day_of(now).plus_days(1);
  Date due = tomorrow;
  if (const auto service = contracting::find_service_account(transaction, contract.partner, account.service_account)) {
    const auto reads = contracting::next_reads_of(service->details, tomorrow, 1);
    if (!reads.empty()) due = reads.front().date;
  }
  Retry retry{.account = account.id, .number = number, .contract = contract.id, .code = account.reason_code, .due_at = Instant::from_unix_ms(due.days() * kMsOfDay)};
  if (number == 1) {
    retry.confirmed_at = now;
    retry.confirmed_by = "system";
  }
  insert_retry(transaction, retry);
  return true;
}

Result<Retry> confirm_retry(SqlTransaction& transaction, const EnrollmentDesk& desk, const contracting::Actor& actor, const contracting::ContractAccountId& account) {
  const auto place = contracting::find_account_place(transaction, account);
  if (!place || place->partner != actor.partner) {
    return Error{ErrorKind::not_found, "contract_account_not_found", fmt::format("There is no contract account {}.", account.text())};
  }
  if (!confirm_retry_row(transaction, account, actor.text, desk.now())) {
    return Error{ErrorKind::conflict, "retry_not_waiting", "No retry of this account waits to be confirmed."};
  }
  return retries_of(transaction, account).back();
}

}  // namespace switchyard::enrollment

#include "enrollment/submissions/submit_contract.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/account_places.hpp"
#include "contracting/service_accounts/service_account_actions.hpp"
#include "enrollment/channels/supplier_settings.hpp"
#include "enrollment/submissions/submission_store.hpp"
#include "enrollment/submissions/submit_accounts.hpp"

namespace switchyard::enrollment {
namespace {

using contracting::AccountEvent;
using contracting::Contract;
using contracting::ContractAccount;
using contracting::ContractEdit;

constexpr Duration kReviewPause = Duration::seconds(30);
constexpr std::size_t kNoteSizeMax = contracting::kContractReasonSizeMax;

Result<Submitted> submit(SqlTransaction& transaction, const EnrollmentDesk& desk, std::string actor, Contract contract, const SubmitCommand& command) {
  ContractEdit edit(std::move(contract), {.actor = actor, .at = desk.now()});
  const auto positions = submit_ready(transaction, desk, edit, {.actor = std::move(actor), .approval = command.approval});
  if (!positions) return positions.error();
  const Submission submission = hand_over(transaction, desk, edit, *positions, false);
  return Submitted{edit.contract(), submission};
}

Error no_account(const contracting::ContractAccountId& id) {
  return {ErrorKind::not_found, "contract_account_not_found", fmt::format("There is no contract account {}.", id.text())};
}

bool changes_fields(const Fix& fix) { return fix.account_number || fix.service_reference || fix.name_key || fix.rate_class || fix.zone; }

Result<void> check_fix(const Fix& fix, const ContractAccount& account) {
  if (!changes_fields(fix) && fix.note.empty()) {
    return Error{ErrorKind::unprocessable, "fix_empty", "Say what was mended: a field of the account, or a note.", {{"/note", "fix_empty", "is needed where no field changes"}}};
  }
  if (fix.note.size() > kNoteSizeMax) {
    return Error{ErrorKind::unprocessable, "reason_too_long", "The note is too long.", {{"/note", "reason_too_long", fmt::format("at most {} bytes", kNoteSizeMax)}}};
  }
  if (!contracting::is_possible(account.state, AccountEvent::fix)) return contracting::next_state(account.state, AccountEvent::fix).error();
  if (account.reject_class != contracting::RejectClass::final) return {};
  return Error{ErrorKind::conflict, "rejection_final", fmt::format("The rejection {} is final: cancel the contract or begin a new one.", account.reason_code)};
}

Result<void> mend(SqlTransaction& transaction, const EnrollmentDesk& desk, const contracting::Actor& actor, const Fix& fix, const ContractAccount& account) {
  if (!changes_fields(fix)) return {};
  const auto service = contracting::find_service_account(transaction, actor.partner, account.service_account);
  if (!service) return no_account(fix.account);
  const auto updated = contracting::update_service_account(transaction, desk.contracts.parties, actor, service->id, service->version, [&](contracting::ServiceAccountDetails& details) {
    if (fix.account_number) details.account_number = *fix.account_number;
    if (fix.service_reference) details.service_reference = *fix.service_reference;
    if (fix.name_key) details.name_key = *fix.name_key;
    if (fix.rate_class) details.rate_class = *fix.rate_class;
    if (fix.zone) details.zone = *fix.zone;
  });
  if (!updated) return updated.error();
  return {};
}

std::string described(const Fix& fix) {
  if (!fix.note.empty()) return fix.note;
  return fix.account_number ? "The account number was corrected." : "The account was corrected.";
}

// One contract, in a transaction of its own; what stood in the way is kept.
void look_at(const EnrollmentDesk& desk, Instant real_now, const ReviewTurn& turn) {
  ReviewVerdict verdict{.contract = turn.contract, .version = turn.version, .looked_at = real_now};
  Release release = Release::automatic;
  desk.database.read([&](SqlReader& reader) { release = settings_of(reader, desk.environment, desk.channels, turn.supplier).release; });
  if (release == Release::by_operator) {
    verdict.code = "by_operator";
    verdict.detail = "An operator releases contracts of this supplier.";
  } else {
    const auto submitted = write_result<Submitted>(desk.database, [&](SqlTransaction& transaction) {
      return submit_any_contract(transaction, desk, "system", {.contract = turn.contract});
    });
    if (!submitted) {
      verdict.code = submitted.error().code;
      verdict.detail = submitted.error().message;
      for (const FieldError& field : submitted.error().fields) verdict.detail.append(" ").append(field.pointer).append(": ").append(field.detail);
    }
  }
  desk.database.write([&](SqlTransaction& transaction) {
    store_review(transaction, verdict);
    return true;
  });
}

}  // namespace

Result<Submitted> submit_contract(SqlTransaction& transaction, const EnrollmentDesk& desk, const contracting::Actor& actor, const SubmitCommand& command) {
  auto contract = contracting::contract_to_change(transaction, actor.partner, command.contract, command.expected_version);
  if (!contract) return std::move(contract).error();
  return submit(transaction, desk, actor.text, *std::move(contract), command);
}

Result<Submitted> submit_any_contract(SqlTransaction& transaction, const EnrollmentDesk& desk, std::string_view actor, const SubmitCommand& command) {
  auto contract = contracting::any_contract_to_change(transaction, command.contract);
  if (!contract) return std::move(contract).error();
  return submit(transaction, desk, std::string(actor), *std::move(contract), command);
}

Result<Submitted> fix_account(SqlTransaction& transaction, const EnrollmentDesk& desk, const contracting::Actor& actor, const Fix& fix) {
  const auto place = contracting::find_account_place(transaction, fix.account);
  if (!place || place->partner != actor.partner) return no_account(fix.account);
  auto contract = contracting::contract_to_change(transaction, actor.partner, place->contract);
  if (!contract) return std::move(contract).error();
  const auto account = std::ranges::find(contract->accounts, fix.account, &ContractAccount::id);
  if (account == contract->accounts.end()) return no_account(fix.account);
  const auto index = static_cast<std::size_t>(account - contract->accounts.begin());
  if (auto sound = check_fix(fix, *account); !sound) return std::move(sound).error();
  if (auto mended = mend(transaction, desk, actor, fix, *account); !mended) return std::move(mended).error();
  ContractEdit edit(*std::move(contract), {.actor = actor.text, .at = desk.now(), .reason_code = "fixed", .reason = described(fix)});
  if (auto moved = edit.move_account(index, AccountEvent::fix); !moved) return std::move(moved).error();
  const auto positions = submit_ready(transaction, desk, edit, {.actor = actor.text});
  if (!positions) return positions.error();
  const Submission submission = hand_over(transaction, desk, edit, *positions, false);
  return Submitted{edit.contract(), submission};
}

std::int64_t submit_reviewed(const EnrollmentDesk& desk, Instant real_now, std::int64_t limit) {
  std::vector<ReviewTurn> turns;
  desk.database.read([&](SqlReader& reader) { turns = reviews_to_look_at(reader, real_now - kReviewPause, limit); });
  for (const ReviewTurn& turn : turns) look_at(desk, real_now, turn);
  return static_cast<std::int64_t>(turns.size());
}

}  // namespace switchyard::enrollment

#include "enrollment/submissions/submit_accounts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/account_dates.hpp"
#include "contracting/contracts/contract_facts.hpp"
#include "contracting/contracts/contract_judgement.hpp"
#include "contracting/contracts/contract_signing.hpp"
#include "enrollment/channels/supplier_settings.hpp"
#include "enrollment/submissions/start_dates.hpp"
#include "enrollment/submissions/submission_job.hpp"
#include "enrollment/submissions/submission_package.hpp"
#include "enrollment/submissions/submission_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::enrollment {
namespace {

using contracting::AccountEvent;
using contracting::AccountState;
using contracting::Contract;
using contracting::ContractAccount;
using contracting::ContractEdit;
using contracting::ContractEvent;

bool is_to_submit(const ContractAccount& account) { return account.state == AccountState::pending || account.state == AccountState::ready; }

std::vector<std::size_t> to_submit(const Contract& contract) {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < contract.accounts.size(); ++i) {
    if (is_to_submit(contract.accounts[i])) positions.push_back(i);
  }
  return positions;
}

// `submitBy` itself is too late. A locked price has met it already.
Result<void> check_instants(const EnrollmentDesk& desk, const Contract& contract, const std::vector<std::size_t>& positions) {
  const Instant now = desk.now();
  for (const std::size_t i : positions) {
    const ContractAccount& account = contract.accounts[i];
    const std::string pointer = fmt::format("/accounts/{}", i);
    if (!account.instants.locked_at && account.instants.submit_by && now >= *account.instants.submit_by) {
      const std::string when = account.instants.submit_by->text();
      return Error{ErrorKind::unprocessable, "submit_by_passed",
                   fmt::format("{} had to have the contract before {}; re-price it (repriceContract) and have it signed anew.", contract.supplier_name, when),
                   {{pointer, "submit_by_passed", "had to be handed in before " + when}}};
    }
    const contracting::RescissionWindow& window = account.rescission;
    if (window.holds_submission && (!window.ends_at || now < *window.ends_at)) {
      const std::string until = window.ends_at ? window.ends_at->text() : std::string("its end");
      return Error{ErrorKind::conflict, "rescission_open", fmt::format("The customer may still step out; nothing goes to the supplier before {}.", until),
                   {{pointer, "rescission_open", "is held until " + until}}};
    }
  }
  return {};
}

// What is received with the signature is taken to have come on its day where nobody says otherwise.
void open_windows_of_receipt(const EnrollmentDesk& desk, ContractEdit& edit, const std::vector<std::size_t>& positions) {
  if (!edit.contract().signed_at) return;
  const Date day = contracting::day_of(*edit.contract().signed_at);
  for (const std::size_t i : positions) {
    if (edit.contract().accounts[i].rescission.opens_at) continue;
    for (const std::string_view event : {"disclosure_received", "contract_received", "terms_received"}) contracting::open_rescission(desk.contracts, edit, event, day, i);
  }
}

// Open reviews are passed by whoever approves, or are in the way. Those that are for operators are not named.
Result<void> pass_reviews(contracting::Judgement& judgement, const Judged& judged, Instant now) {
  Error open{ErrorKind::conflict, "review_open", "Somebody has to look at the contract before it goes to the supplier."};
  bool is_open = false;
  for (contracting::ContractCheck& check : judgement.checks) {
    if (check.status != contracting::CheckStatus::open) continue;
    if (judged.approval) {
      check.status = contracting::CheckStatus::waived;
      check.approver = judged.actor;
      check.reason = *judged.approval;
      check.at = now;
      continue;
    }
    is_open = true;
    if (!check.is_for_operators) open.fields.push_back({check.path, check.code, check.message});
  }
  if (is_open) return open;
  return {};
}

Result<void> judge(SqlTransaction& transaction, const EnrollmentDesk& desk, ContractEdit& edit, const Judged& judged) {
  contracting::Judgement judgement = contracting::judge_contract(transaction, desk.contracts, edit.contract());
  contracting::keep_checks(transaction, edit.contract(), judgement);
  if (auto passed = judgement.pass(rules::Stage::submit); !passed) return passed;
  if (edit.contract().state == contracting::ContractState::incomplete) {
    if (auto completed = edit.move(ContractEvent::complete); !completed) return completed;
  }
  auto passed = pass_reviews(judgement, judged, desk.now());
  if (passed && judged.approval) contracting::keep_checks(transaction, edit.contract(), judgement);
  return passed;
}

// A contract that was submitted before follows its accounts.
bool is_first(const Contract& contract) { return contracting::is_possible(contract.state, ContractEvent::submit) && !contract.submitted_at; }

Result<void> check_state(const Contract& contract, const std::vector<std::size_t>& positions) {
  const bool may_go = contract.submitted_at ? !contracting::facts_of(contract.state).is_final
                                            : is_first(contract) || contract.state == contracting::ContractState::incomplete;
  if (may_go && !positions.empty()) return {};
  return Error{ErrorKind::conflict, "contract_state_conflict",
               may_go ? "Every account of the contract is submitted already, or over."
                      : fmt::format("The contract is {}; it is submitted once it is signed and in review.", contracting::text_of(contract.state))};
}

}  // namespace

Result<std::vector<std::size_t>> submit_ready(SqlTransaction& transaction, const EnrollmentDesk& desk, ContractEdit& edit, const Judged& judged) {
  const std::vector<std::size_t> positions = to_submit(edit.contract());
  if (auto may = check_state(edit.contract(), positions); !may) return std::move(may).error();
  if (auto in_time = check_instants(desk, edit.contract(), positions); !in_time) return std::move(in_time).error();
  open_windows_of_receipt(desk, edit, positions);
  const contracting::ContractParties parties = contracting::parties_of(transaction, edit.contract());
  for (const std::size_t i : positions) {
    if (auto reached = reach_start(transaction, desk, edit, i, parties.services[i]); !reached) return std::move(reached).error();
  }
  if (auto passed = judge(transaction, desk, edit, judged); !passed) return std::move(passed).error();
  const bool is_header_moved = is_first(edit.contract());
  for (const std::size_t i : positions) {
    if (edit.contract().accounts[i].state == AccountState::pending) ENSURE(edit.move_account(i, AccountEvent::make_ready).has_value());
    ENSURE(edit.move_account(i, AccountEvent::submit).has_value());
  }
  if (is_header_moved) {
    if (auto moved = edit.move(ContractEvent::submit); !moved) return std::move(moved).error();
    edit.contract().submitted_at = desk.now();
  }
  edit.derive();
  return positions;
}

Submission hand_over(SqlTransaction& transaction, const EnrollmentDesk& desk, ContractEdit& edit, const std::vector<std::size_t>& positions, bool is_retry) {
  edit.write(transaction, desk.contracts);
  const Contract& contract = edit.contract();
  const Instant now = desk.now();
  Submission submission{.id = make_id<SubmissionTag>(now, desk.contracts.quotes.random),
                        .partner = contract.partner,
                        .contract = contract.id,
                        .supplier = contract.supplier,
                        .attempt = next_attempt(transaction, contract.id),
                        .document_version = contract.document_version,
                        .channel = settings_of(transaction, desk.environment, desk.channels, contract.supplier).channel,
                        .is_retry = is_retry,
                        .created_at = now};
  for (const std::size_t i : positions) submission.accounts.push_back(contract.accounts[i].id);
  const SubmissionPackage package = make_package(transaction, desk, contract, positions, submission);
  submission.payload_sha256 = package.payload_sha256;
  insert_submission(transaction, submission, package.payload);
  queue_submission(transaction, desk, submission.id);
  return submission;
}

}  // namespace switchyard::enrollment

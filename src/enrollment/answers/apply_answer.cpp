#include "enrollment/answers/apply_answer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/account_dates.hpp"
#include "contracting/contracts/contract_signing.hpp"
#include "contracting/service_accounts/service_account_store.hpp"
#include "enrollment/answers/account_steps.hpp"
#include "enrollment/answers/retries.hpp"
#include "enrollment/submissions/start_dates.hpp"
#include "enrollment/submissions/submission_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::enrollment {
namespace {

using contracting::AccountEvent;
using contracting::AccountReason;
using contracting::AccountState;
using contracting::Contract;
using contracting::ContractAccount;
using contracting::ContractEdit;
using contracting::RejectClass;

std::string shortened(std::string text) {
  if (text.size() <= contracting::kContractReasonSizeMax) return text;
  std::size_t end = contracting::kContractReasonSizeMax - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return text.substr(0, end) + "...";
}

bool is_refusal(AnswerKind kind) { return kind == AnswerKind::supplier_rejected || kind == AnswerKind::utility_rejected || kind == AnswerKind::objected; }

bool has_flowed(AccountState state) {
  return state == AccountState::active || state == AccountState::drop_notified || state == AccountState::dropped || state == AccountState::reinstated ||
         state == AccountState::rolled_over || state == AccountState::ended;
}

// One answer at work on its account.
class AnswerWork {
 public:
  AnswerWork(SqlTransaction& transaction, const EnrollmentDesk& desk, KeptAnswer& kept, Contract contract)
      : transaction_(transaction),
        desk_(desk),
        kept_(kept),
        index_(position_of(contract, *kept.account)),
        kind_(kept.answer.kind),
        edit_(std::move(contract), {.actor = kept.actor, .at = desk.now(), .source_message = kept.answer.message_id.empty() ? kept.id.text() : kept.answer.message_id}) {}

  void run() {
    kept_.due_at.reset();
    read_drop_within_window();
    if (is_refusal(kind_) && !read_code()) return;
    if (kind_ == AnswerKind::rescinded && !is_window_open()) return wait("rescission_window_over: the customer's window is not open; tell what is right by another answer.");
    std::vector<AccountEvent> steps = steps_of(kind_, account().state);
    if (steps.empty()) return without_steps();
    if (std::ranges::find(steps, AccountEvent::activate) != steps.end() && is_held_by_window()) return;
    if (std::ranges::find(steps, AccountEvent::utility_accept) != steps.end()) open_window();
    for (const AccountEvent step : steps) ENSURE(edit_.move_account(index_, step, reason_).has_value());
    after_steps();
    finish();
  }

 private:
  [[nodiscard]] const ContractAccount& account() const { return edit_.contract().accounts[index_]; }

  void wait(std::string detail) {
    kept_.outcome = Outcome::waiting;
    kept_.detail = std::move(detail);
  }
  void note(std::string detail) {
    kept_.outcome = Outcome::noted;
    kept_.detail = std::move(detail);
    mark_answered(transaction_, account().id, desk_.now());
  }

  // A utility's drop before energy flows, within the window, is how the customer stepped out.
  void read_drop_within_window() {
    if (kind_ != AnswerKind::drop_notified && kind_ != AnswerKind::dropped) return;
    if (has_flowed(account().state) || !is_window_open() || !contracting::is_possible(account().state, AccountEvent::rescind)) return;
    kind_ = AnswerKind::rescinded;
  }

  // By the instant at which it was said.
  [[nodiscard]] bool is_window_open() const {
    const contracting::RescissionWindow& window = account().rescission;
    return !window.rule.empty() && (!window.ends_at || kept_.answer.at < *window.ends_at);
  }

  // False where the code changes nothing.
  bool read_code() {
    const Answer& answer = kept_.answer;
    const RejectCode* code = kind_ == AnswerKind::supplier_rejected ? desk_.reject_codes.of_supplier(answer.code)
                                                                    : desk_.reject_codes.of_utility(answer.code, account().state_code);
    kept_.is_unmapped = code == nullptr;
    reason_ = {.code = answer.code, .text = shortened(answer.text)};
    if (code == nullptr) return true;
    reason_.reject_class = code->reject_class;
    reason_.text = shortened(answer.text.empty() ? code->meaning : fmt::format("{} ({})", code->meaning, answer.text));
    if (code->reject_class != RejectClass::none) return true;
    note(code->meaning);
    return false;
  }

  // Known already, perhaps with a lock or a day that was not; or too early.
  void without_steps() {
    if (!is_known(kind_, account().state)) {
      return wait(fmt::format("The contract account is {}; {} does not fit yet.", contracting::text_of(account().state), text_of(kept_.answer.kind)));
    }
    bool is_changed = false;
    if (kind_ == AnswerKind::supplier_accepted && !account().instants.locked_at) {
      edit_.contract().accounts[index_].instants.locked_at = edit_.cause().at;
      edit_.touch_account(index_);
      is_changed = true;
    }
    const bool tells_start = kind_ == AnswerKind::utility_accepted || kind_ == AnswerKind::start_set;
    if (tells_start && kept_.answer.start && !has_flowed(account().state) && account().start_read != kept_.answer.start) {
      take_start();
      is_changed = true;
    }
    if (!is_changed) return note(fmt::format("The contract account is {} already.", contracting::text_of(account().state)));
    finish();
  }

  void open_window() {
    if (account().rescission.rule.empty() || account().rescission.opens_at) return;
    const Date day = kept_.answer.notice_on.value_or(contracting::day_of(kept_.answer.at));
    for (const std::string_view event : {"utility_notice_postmark", "utility_confirmation"}) contracting::open_rescission(desk_.contracts, edit_, event, day, index_);
  }

  // Energy flows only after the window; the answer waits for its end.
  bool is_held_by_window() {
    open_window();
    const auto ends_at = account().rescission.ends_at;
    if (!ends_at || desk_.now() >= *ends_at) return false;
    edit_.write(transaction_, desk_.contracts);
    wait(fmt::format("rescission_open: the customer may step out until {}.", ends_at->text()));
    kept_.due_at = ends_at;
    return true;
  }

  void take_start() {
    const auto service = contracting::find_service_account(transaction_, edit_.contract().partner, account().service_account);
    if (!service) return;
    if (!is_within_price(transaction_, account(), kept_.answer.start->month_of())) {
      left_window_ = fmt::format("start_left_window: the price is not sold for a start on {}; re-price the contract.", kept_.answer.start->text());
    }
    set_start(edit_, index_, *service, *kept_.answer.start);
    if (account().state == AccountState::utility_accepted) ENSURE(edit_.move_account(index_, AccountEvent::schedule).has_value());
  }

  void after_steps() {
    if (kept_.answer.start && (kind_ == AnswerKind::utility_accepted || kind_ == AnswerKind::start_set || kind_ == AnswerKind::active)) take_start();
    const bool needs_no_utility = kind_ == AnswerKind::supplier_accepted && edit_.contract().deal_type == contracting::DealType::renewal_same_supplier;
    if (needs_no_utility && account().start_read) ENSURE(edit_.move_account(index_, AccountEvent::schedule).has_value());
    const bool may_retry = account().state == AccountState::utility_rejected || account().state == AccountState::objected;
    if (may_retry && reason_.reject_class == RejectClass::retry && !plan_retry(transaction_, desk_, edit_.contract(), index_)) {
      edit_.contract().accounts[index_].reject_class = RejectClass::final;
      kept_.detail = fmt::format("It was asked for again {} times: given up.", kRetriesMax);
    }
  }

  void finish() {
    edit_.derive();
    edit_.write(transaction_, desk_.contracts);
    mark_answered(transaction_, account().id, desk_.now());
    kept_.outcome = Outcome::applied;
    if (!left_window_.empty()) kept_.detail = left_window_;
  }

  SqlTransaction& transaction_;
  const EnrollmentDesk& desk_;
  KeptAnswer& kept_;
  const std::size_t index_;
  AnswerKind kind_;
  AccountReason reason_ = {};
  std::string left_window_ = {};
  ContractEdit edit_;
};

}  // namespace

std::size_t position_of(const Contract& contract, const contracting::ContractAccountId& account) {
  const auto found = std::ranges::find(contract.accounts, account, &ContractAccount::id);
  ENSURE(found != contract.accounts.end());
  return static_cast<std::size_t>(found - contract.accounts.begin());
}

void apply_answer(SqlTransaction& transaction, const EnrollmentDesk& desk, KeptAnswer& kept) {
  auto contract = contracting::any_contract_to_change(transaction, *kept.contract);
  ENSURE(contract.has_value());
  AnswerWork(transaction, desk, kept, *std::move(contract)).run();
}

void apply_waiting_of(SqlTransaction& transaction, const EnrollmentDesk& desk, const contracting::ContractAccountId& account) {
  constexpr int kRoundsMax = 8;
  bool any_applied = true;
  for (int round = 0; any_applied && round < kRoundsMax; ++round) {
    any_applied = false;
    for (KeptAnswer& waiting : waiting_answers_of(transaction, account)) {
      apply_answer(transaction, desk, waiting);
      update_answer(transaction, waiting);
      any_applied = any_applied || waiting.outcome != Outcome::waiting;
    }
  }
}

}  // namespace switchyard::enrollment

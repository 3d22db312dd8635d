#include "enrollment/answers/take_answer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/account_places.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "enrollment/answers/answer_store.hpp"
#include "enrollment/answers/apply_answer.hpp"

namespace switchyard::enrollment {
namespace {

using contracting::AccountPlace;
using contracting::AccountState;

constexpr std::size_t kWordSizeMax = 64;
constexpr std::size_t kIdSizeMax = 200;

// As service accounts keep theirs.
std::string normalized(std::string_view number) {
  std::string text;
  for (const char each : number) {
    if (each == ' ' || each == '-' || each == '.') continue;
    text += each >= 'a' && each <= 'z' ? static_cast<char>(each - 'a' + 'A') : each;
  }
  return text;
}

Result<void> check(const Answer& answer) {
  std::vector<FieldError> fields;
  const auto refuse = [&](std::string pointer, std::string code, std::string detail) { fields.push_back({std::move(pointer), std::move(code), std::move(detail)}); };
  const auto fits = [&](std::string_view name, const std::string& text, std::size_t max) {
    if (text.size() > max) refuse(fmt::format("/{}", name), "too_long", fmt::format("at most {} bytes", max));
  };
  if (!answer.account && (answer.supplier.empty() || answer.account_number.empty())) refuse("/contractAccountId", "required", "name the contract account, or its supplier and number");
  if (answer.source.empty()) refuse("/source", "required", "who brought it");
  if (answer.kind == AnswerKind::start_set && !answer.start) refuse("/start", "required", "the day on which supply starts");
  fits("supplier", answer.supplier, kWordSizeMax);
  fits("accountNumber", answer.account_number, kWordSizeMax);
  fits("code", answer.code, kWordSizeMax);
  fits("source", answer.source, kWordSizeMax);
  fits("messageId", answer.message_id, kIdSizeMax);
  fits("evidence", answer.evidence, kIdSizeMax);
  fits("text", answer.text, contracting::kContractReasonSizeMax);
  if (fields.empty()) return {};
  return Error{ErrorKind::unprocessable, "answer_invalid", "The answer cannot be taken as it is.", std::move(fields)};
}

bool was_handed_in(const AccountPlace& place) { return place.state != AccountState::pending && place.state != AccountState::ready; }

struct Match {
  std::optional<AccountPlace> place = {};
  std::string detail = {};
};

// What was handed in and is not over comes first; then what is over; several are nobody's.
Match match_of(SqlReader& reader, const Answer& answer) {
  if (answer.account) {
    auto place = contracting::find_account_place(reader, *answer.account);
    if (place) return {std::move(place), ""};
    return {std::nullopt, fmt::format("There is no contract account {}.", answer.account->text())};
  }
  std::vector<AccountPlace> places = contracting::account_places_of_number(reader, answer.supplier, answer.account_number);
  std::erase_if(places, [](const AccountPlace& place) { return !was_handed_in(place); });
  std::vector<AccountPlace> open = places;
  std::erase_if(open, [](const AccountPlace& place) { return contracting::facts_of(place.state).is_final; });
  if (open.empty()) open = std::move(places);
  if (open.size() == 1) return {open.front(), ""};
  if (open.empty()) return {std::nullopt, fmt::format("No account {} was submitted to {}.", answer.account_number, answer.supplier)};
  return {std::nullopt, fmt::format("{} accounts {} were submitted to {}; name the contract account.", open.size(), answer.account_number, answer.supplier)};
}

bool says_the_same(const KeptAnswer& kept, const Answer& answer) {
  const bool is_same_account = answer.account ? kept.answer.account == answer.account
                                              : kept.answer.supplier == answer.supplier && kept.answer.account_number == answer.account_number;
  return is_same_account && kept.answer.kind == answer.kind && kept.answer.code == answer.code && kept.answer.start == answer.start;
}

TakenAnswer taken(const KeptAnswer& kept, bool is_repeated) {
  return {.id = kept.id, .outcome = kept.outcome, .detail = kept.detail, .is_repeated = is_repeated, .is_unmapped = kept.is_unmapped, .account = kept.account,
          .contract = kept.contract};
}

Result<TakenAnswer> repeated(const KeptAnswer& former, const Answer& answer) {
  if (says_the_same(former, answer)) return taken(former, true);
  return Error{ErrorKind::conflict, "answer_differs", fmt::format("Message {} of {} came before and said something else.", answer.message_id, answer.source),
               {{"/messageId", "answer_differs", "was used for another answer"}}};
}

}  // namespace

Result<TakenAnswer> take_answer(SqlTransaction& transaction, const EnrollmentDesk& desk, std::string_view actor, const Answer& given) {
  if (auto sound = check(given); !sound) return std::move(sound).error();
  Answer answer = given;
  answer.account_number = normalized(answer.account_number);
  const Match match = match_of(transaction, answer);
  if (match.place) {
    // Before the former message is looked for, so that two at once take turns.
    if (auto locked = contracting::any_contract_to_change(transaction, match.place->contract); !locked) return std::move(locked).error();
  }
  if (!answer.message_id.empty()) {
    if (const auto former = find_answer_of(transaction, answer.source, answer.message_id)) return repeated(*former, answer);
  }
  const Instant now = desk.now();
  KeptAnswer kept{.id = make_id<AnswerTag>(now, desk.contracts.quotes.random), .answer = std::move(answer), .actor = std::string(actor), .received_at = now,
                  .outcome = Outcome::unmatched, .detail = match.detail};
  if (match.place) {
    kept.account = match.place->account;
    kept.contract = match.place->contract;
    kept.outcome = Outcome::waiting;
  }
  insert_answer(transaction, kept);
  if (!kept.account) return taken(kept, false);
  apply_answer(transaction, desk, kept);
  update_answer(transaction, kept);
  if (kept.outcome == Outcome::applied) apply_waiting_of(transaction, desk, *kept.account);
  return taken(kept, false);
}

}  // namespace switchyard::enrollment

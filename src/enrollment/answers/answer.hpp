// What a supplier or a utility says of an account, wherever it came from: a channel, an operator, a file, the sandbox.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "contracting/contracts/contract.hpp"

namespace switchyard::enrollment {

struct AnswerTag { static constexpr std::string_view kPrefix = "ans"; };
using AnswerId = Id<AnswerTag>;

enum class AnswerKind : std::uint8_t {
  supplier_accepted,   // Locks the price.
  supplier_rejected,
  utility_pending,     // The supplier has sent it to the utility.
  utility_accepted,
  utility_rejected,
  start_set,           // The day is known; `start` is needed.
  active,              // Energy flows.
  drop_notified,
  dropped,
  reinstated,
  objected,            // By the former supplier, an aggregation or the utility.
  rescinded            // The customer stepped out within its window.
};
[[nodiscard]] std::string_view text_of(AnswerKind kind);
[[nodiscard]] Result<AnswerKind> parse_answer_kind(std::string_view text);

struct Answer {
  // Either the account itself, or the supplier and its number (normalised or as printed).
  std::optional<contracting::ContractAccountId> account = {};
  std::string supplier = {};
  std::string account_number = {};
  AnswerKind kind = AnswerKind::supplier_accepted;
  Instant at{};                          // When it was said, on the business clock.
  std::string code = {};                 // Of a rejection, an objection, a drop.
  std::string text = {};                 // The sender's own words.
  std::optional<Date> start = {};
  std::optional<Date> notice_on = {};    // The postmark of the utility's notice to the customer; absent: the day of `at`.
  std::string source = {};               // Who brought it: "sandbox", "operator", "api:northgate-retail".
  std::string message_id = {};           // The source's id of it: the same twice is taken once. Empty: never the same.
  std::string evidence = {};             // A file's id, an e-mail's, a call's; in the sender's words.
};

enum class Outcome : std::uint8_t {
  applied,    // The account moved, or its dates.
  noted,      // Told, and nothing followed: a duplicate request, what was known already.
  waiting,    // Too early: applied when the account is there; until then visible as work.
  unmatched   // No account, or several: visible as work.
};
[[nodiscard]] std::string_view text_of(Outcome outcome);
[[nodiscard]] Result<Outcome> parse_outcome(std::string_view text);

struct TakenAnswer {
  AnswerId id;
  Outcome outcome = Outcome::applied;
  std::string detail = {};               // Why it waits or matched nothing.
  bool is_repeated = false;              // It came before: the first time's outcome.
  bool is_unmapped = false;              // Its code is not in the table: work for an operator.
  std::optional<contracting::ContractAccountId> account = {};
  std::optional<contracting::ContractId> contract = {};
};

}  // namespace switchyard::enrollment

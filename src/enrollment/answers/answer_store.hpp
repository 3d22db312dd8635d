// All SQL about answers and retries.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "enrollment/answers/answer.hpp"
#include "ports/database.hpp"

namespace switchyard::enrollment {

// An answer as it was kept.
struct KeptAnswer {
  AnswerId id;
  Answer answer = {};
  std::string actor = {};
  Instant received_at{};
  Outcome outcome = Outcome::waiting;
  std::string detail = {};
  bool is_unmapped = false;
  std::optional<contracting::ContractAccountId> account = {};  // That it was found to be about.
  std::optional<contracting::ContractId> contract = {};
  std::optional<Instant> due_at = {};                          // When the clock alone may let it through.
};

void insert_answer(SqlTransaction& transaction, const KeptAnswer& kept);
// Outcome, detail, due, and what it was matched with.
void update_answer(SqlTransaction& transaction, const KeptAnswer& kept);
[[nodiscard]] std::optional<KeptAnswer> find_answer(SqlReader& reader, const AnswerId& id);
[[nodiscard]] std::optional<KeptAnswer> find_answer_of(SqlReader& reader, std::string_view source, std::string_view message_id);
// Of the account, in the order in which they were said.
[[nodiscard]] std::vector<KeptAnswer> waiting_answers_of(SqlReader& reader, const contracting::ContractAccountId& account);
[[nodiscard]] std::vector<KeptAnswer> answers_due(SqlReader& reader, Instant now, std::int64_t limit);
// By id, after `after`.
[[nodiscard]] std::vector<KeptAnswer> answers_with(SqlReader& reader, Outcome outcome, std::string_view after, std::int64_t limit);
[[nodiscard]] std::vector<KeptAnswer> unmapped_answers(SqlReader& reader, std::string_view after, std::int64_t limit);
// Somebody has looked at it: it is work no more. False where there is no such work.
[[nodiscard]] bool settle_answer(SqlTransaction& transaction, const AnswerId& id, std::string_view detail);

inline constexpr std::int64_t kRetriesMax = 5;

// The same request once more.
struct Retry {
  contracting::ContractAccountId account;
  std::int64_t number = 1;
  contracting::ContractId contract;
  std::string code = {};
  Instant due_at{};
  std::optional<Instant> confirmed_at = {};
  std::string confirmed_by = {};
  std::optional<Instant> done_at = {};
};
[[nodiscard]] std::vector<Retry> retries_of(SqlReader& reader, const contracting::ContractAccountId& account);
void insert_retry(SqlTransaction& transaction, const Retry& retry);
// Confirmed and due, not done.
[[nodiscard]] std::vector<Retry> retries_due(SqlReader& reader, Instant now, std::int64_t limit);
[[nodiscard]] std::vector<Retry> retries_to_confirm(SqlReader& reader, std::string_view after, std::int64_t limit);
[[nodiscard]] bool confirm_retry_row(SqlTransaction& transaction, const contracting::ContractAccountId& account, std::string_view by, Instant at);
void end_retry(SqlTransaction& transaction, const Retry& retry, Instant at);

}  // namespace switchyard::enrollment

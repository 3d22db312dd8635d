// All SQL about submissions and the reviews before them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "enrollment/submissions/submission.hpp"
#include "ports/database.hpp"

namespace switchyard::enrollment {

// From 1; the contract's row must be locked.
[[nodiscard]] std::int64_t next_attempt(SqlReader& reader, const contracting::ContractId& contract);
void insert_submission(SqlTransaction& transaction, const Submission& submission, std::string_view payload);
[[nodiscard]] std::optional<Submission> find_submission(SqlReader& reader, const SubmissionId& id);
// As it was sent.
[[nodiscard]] std::string payload_of_submission(SqlReader& reader, const SubmissionId& id);

// Of a queued one; false where it is no longer.
bool mark_sent(SqlTransaction& transaction, const SubmissionId& id, const SubmissionReceipt& receipt, Instant at);
void mark_failed(SqlTransaction& transaction, const SubmissionId& id, std::string_view error);
void note_try(SqlTransaction& transaction, const SubmissionId& id, std::string_view error, std::optional<Instant> next_try_at);
// The last one that had this account; whatever its state was but `failed`.
void mark_answered(SqlTransaction& transaction, const contracting::ContractAccountId& account, Instant at);
// A failed one is queued anew.
[[nodiscard]] bool requeue_submission(SqlTransaction& transaction, const SubmissionId& id);

struct SubmissionFilter {
  std::optional<SubmissionState> state = {};
  std::optional<contracting::ContractId> contract = {};
  std::string supplier = {};
  std::optional<SubmissionId> before = {};  // The newest come first.
  std::int64_t limit = 50;
};
[[nodiscard]] std::vector<Submission> list_submissions(SqlReader& reader, const SubmissionFilter& filter);

// Contracts in review, or incomplete, that were not looked at in this version, or not since `before` (real time).
struct ReviewTurn {
  contracting::ContractId contract;
  std::string supplier = {};
  std::int64_t version = 1;
};
[[nodiscard]] std::vector<ReviewTurn> reviews_to_look_at(SqlReader& reader, Instant before, std::int64_t limit);
struct ReviewVerdict {
  contracting::ContractId contract;
  std::int64_t version = 1;
  Instant looked_at{};
  std::string code = {};                    // Of the refusal; "by_operator"; empty where it went.
  std::string detail = {};
};
void store_review(SqlTransaction& transaction, const ReviewVerdict& verdict);
// Contracts that still wait for a person, by contract.
struct WaitingReview {
  contracting::ContractId contract;
  std::string contract_number = {};
  std::string supplier = {};
  std::string code = {};
  std::string detail = {};
};
[[nodiscard]] std::vector<WaitingReview> waiting_reviews(SqlReader& reader, std::string_view after, std::int64_t limit);

}  // namespace switchyard::enrollment

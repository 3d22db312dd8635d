#include "enrollment/submissions/submission_store.hpp"

#include <array>

namespace switchyard::enrollment {
namespace {

constexpr std::string_view kNextAttempt = "SELECT COALESCE(MAX(attempt), 0) + 1 FROM enrollment_submissions WHERE contract_id = $1";
constexpr std::string_view kInsert =
    "INSERT INTO enrollment_submissions (id, partner_id, contract_id, supplier, attempt, document_version, channel, state, is_retry, payload, payload_sha256,"
    " external_reference, tries, last_error, created_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $9, $10, '', 0, '', $11)";
constexpr std::string_view kInsertAccount = "INSERT INTO enrollment_submission_accounts (submission_id, position, account_id) VALUES ($1, $2, $3)";
#define SUBMISSIONS                                                                                                                                          \
  "SELECT id, partner_id, contract_id, supplier, attempt, document_version, channel, state, is_retry, payload_sha256, external_reference, tries, last_error," \
  " next_try_at_ms, created_at_ms, sent_at_ms, answered_at_ms FROM enrollment_submissions"
constexpr std::string_view kFind = SUBMISSIONS " WHERE id = $1";
constexpr std::string_view kList =
    SUBMISSIONS " WHERE ($1 = '' OR state = $1) AND ($2 = '' OR contract_id = $2) AND ($3 = '' OR supplier = $3) AND ($4 = '' OR id < $4) ORDER BY id DESC LIMIT $5";
#undef SUBMISSIONS
constexpr std::string_view kAccounts = "SELECT account_id FROM enrollment_submission_accounts WHERE submission_id = $1 ORDER BY position";
constexpr std::string_view kPayload = "SELECT payload FROM enrollment_submissions WHERE id = $1";
constexpr std::string_view kSent =
    "UPDATE enrollment_submissions SET state = $2, external_reference = $3, sent_at_ms = $4, tries = tries + 1, last_error = '', next_try_at_ms = NULL"
    " WHERE id = $1 AND state = 'queued'";
// An answer came before the receipt: the receipt's facts are kept beside it.
constexpr std::string_view kSentLate =
    "UPDATE enrollment_submissions SET external_reference = $2, sent_at_ms = $3, tries = tries + 1 WHERE id = $1 AND state = 'answered' AND sent_at_ms IS NULL";
constexpr std::string_view kFailed =
    "UPDATE enrollment_submissions SET state = 'failed', tries = tries + 1, last_error = $2, next_try_at_ms = NULL WHERE id = $1 AND state = 'queued'";
constexpr std::string_view kTry = "UPDATE enrollment_submissions SET tries = tries + 1, last_error = $2, next_try_at_ms = $3 WHERE id = $1 AND state = 'queued'";
constexpr std::string_view kAnswered =
    "UPDATE enrollment_submissions SET state = 'answered', answered_at_ms = COALESCE(answered_at_ms, $2) WHERE state <> 'failed' AND id ="
    " (SELECT MAX(submission_id) FROM enrollment_submission_accounts WHERE account_id = $1)";
constexpr std::string_view kRequeue = "UPDATE enrollment_submissions SET state = 'queued', last_error = '' WHERE id = $1 AND state = 'failed'";
constexpr std::string_view kReviews =
    "SELECT c.id, c.supplier, c.version FROM contracts c LEFT JOIN enrollment_reviews r ON r.contract_id = c.id WHERE c.state IN ('in_review', 'incomplete') AND"
    " (r.contract_id IS NULL OR r.contract_version <> c.version OR r.looked_at_ms <= $1) ORDER BY r.looked_at_ms, c.id LIMIT $2";
constexpr std::string_view kStoreReview =
    "INSERT INTO enrollment_reviews (contract_id, contract_version, looked_at_ms, code, detail) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (contract_id) DO UPDATE SET"
    " contract_version = EXCLUDED.contract_version, looked_at_ms = EXCLUDED.looked_at_ms, code = EXCLUDED.code, detail = EXCLUDED.detail";
constexpr std::string_view kWaiting =
    "SELECT c.id, c.number, c.supplier, r.code, r.detail FROM enrollment_reviews r JOIN contracts c ON c.id = r.contract_id WHERE c.state IN ('in_review', 'incomplete') AND"
    " r.code <> '' AND c.id > $1 ORDER BY c.id LIMIT $2";

std::optional<Instant> instant_of(const SqlRow& row, int column) {
  const auto ms = row.integer_or_null(column);
  return ms ? std::optional(Instant::from_unix_ms(*ms)) : std::nullopt;
}

Submission submission_of(const SqlRow& row) {
  Submission submission{.id = SubmissionId::parse(row.text(0)).value(),
                        .partner = access::PartnerId::parse(row.text(1)).value(),
                        .contract = contracting::ContractId::parse(row.text(2)).value()};
  submission.supplier = row.text(3);
  submission.attempt = row.integer(4);
  submission.document_version = row.integer(5);
  submission.channel = row.text(6);
  submission.state = parse_submission_state(row.text(7)).value();
  submission.is_retry = row.integer(8) != 0;
  submission.payload_sha256 = row.text(9);
  submission.external_reference = row.text(10);
  submission.tries = row.integer(11);
  submission.last_error = row.text(12);
  submission.next_try_at = instant_of(row, 13);
  submission.created_at = Instant::from_unix_ms(row.integer(14));
  submission.sent_at = instant_of(row, 15);
  submission.answered_at = instant_of(row, 16);
  return submission;
}

void read_accounts(SqlReader& reader, Submission& submission) {
  const std::string id = submission.id.text();
  reader.query(kAccounts, {std::string_view(id)}, [&](const SqlRow& row) { submission.accounts.push_back(contracting::ContractAccountId::parse(row.text(0)).value()); });
}

using S = SubmissionState;
constexpr std::array kStates = {S::queued, S::sent, S::acknowledged, S::answered, S::failed};

}  // namespace

std::string_view text_of(SubmissionState state) {
  switch (state) {
    case S::queued: return "queued";
    case S::sent: return "sent";
    case S::acknowledged: return "acknowledged";
    case S::answered: return "answered";
    case S::failed: return "failed";
  }
  return "";
}

Result<SubmissionState> parse_submission_state(std::string_view text) {
  for (const S state : kStates) {
    if (text_of(state) == text) return state;
  }
  return Error{ErrorKind::invalid, "not_one_of", "must be queued, sent, acknowledged, answered or failed"};
}

std::int64_t next_attempt(SqlReader& reader, const contracting::ContractId& contract) {
  const std::string id = contract.text();
  std::int64_t attempt = 1;
  reader.query(kNextAttempt, {std::string_view(id)}, [&](const SqlRow& row) { attempt = row.integer(0); });
  return attempt;
}

void insert_submission(SqlTransaction& transaction, const Submission& submission, std::string_view payload) {
  const std::string id = submission.id.text();
  const std::string partner = submission.partner.text();
  const std::string contract = submission.contract.text();
  transaction.execute(kInsert, {std::string_view(id), std::string_view(partner), std::string_view(contract), submission.supplier, submission.attempt, submission.document_version,
                                submission.channel, std::int64_t{submission.is_retry}, payload, submission.payload_sha256, submission.created_at.unix_ms()});
  std::vector<std::string> accounts;
  for (const contracting::ContractAccountId& account : submission.accounts) accounts.push_back(account.text());
  std::vector<std::vector<SqlValue>> rows;
  for (std::size_t i = 0; i < accounts.size(); ++i) rows.push_back({std::string_view(id), static_cast<std::int64_t>(i), std::string_view(accounts[i])});
  transaction.execute_many(kInsertAccount, rows);
}

std::optional<Submission> find_submission(SqlReader& reader, const SubmissionId& id) {
  const std::string key = id.text();
  std::optional<Submission> submission;
  reader.query(kFind, {std::string_view(key)}, [&](const SqlRow& row) { submission = submission_of(row); });
  if (submission) read_accounts(reader, *submission);
  return submission;
}

std::string payload_of_submission(SqlReader& reader, const SubmissionId& id) {
  const std::string key = id.text();
  std::string payload;
  reader.query(kPayload, {std::string_view(key)}, [&](const SqlRow& row) { payload = row.text(0); });
  return payload;
}

bool mark_sent(SqlTransaction& transaction, const SubmissionId& id, const SubmissionReceipt& receipt, Instant at) {
  const std::string key = id.text();
  const std::string_view state = text_of(receipt.is_acknowledged ? S::acknowledged : S::sent);
  if (transaction.execute(kSent, {std::string_view(key), state, receipt.external_reference, at.unix_ms()}) > 0) return true;
  return transaction.execute(kSentLate, {std::string_view(key), receipt.external_reference, at.unix_ms()}) > 0;
}

void mark_failed(SqlTransaction& transaction, const SubmissionId& id, std::string_view error) {
  const std::string key = id.text();
  transaction.execute(kFailed, {std::string_view(key), error});
}

void note_try(SqlTransaction& transaction, const SubmissionId& id, std::string_view error, std::optional<Instant> next_try_at) {
  const std::string key = id.text();
  transaction.execute(kTry, {std::string_view(key), error, next_try_at ? SqlValue(next_try_at->unix_ms()) : SqlValue(nullptr)});
}

void mark_answered(SqlTransaction& transaction, const contracting::ContractAccountId& account, Instant at) {
  const std::string key = account.text();
  transaction.execute(kAnswered, {std::string_view(key), at.unix_ms()});
}

bool requeue_submission(SqlTransaction& transaction, const SubmissionId& id) {
  const std::string key = id.text();
  return transaction.execute(kRequeue, {std::string_view(key)}) > 0;
}

std::vector<Submission> list_submissions(SqlReader& reader, const SubmissionFilter& filter) {
  const std::string contract = filter.contract ? filter.contract->text() : std::string();
  const std::string before = filter.before ? filter.before->text() : std::string();
  std::vector<Submission> submissions;
  reader.query(kList, {filter.state ? text_of(*filter.state) : std::string_view(), std::string_view(contract), std::string_view(filter.supplier), std::string_view(before), filter.limit},
               [&](const SqlRow& row) { submissions.push_back(submission_of(row)); });
  for (Submission& submission : submissions) read_accounts(reader, submission);
  return submissions;
}

std::vector<ReviewTurn> reviews_to_look_at(SqlReader& reader, Instant before, std::int64_t limit) {
  std::vector<ReviewTurn> turns;
  reader.query(kReviews, {before.unix_ms(), limit}, [&](const SqlRow& row) {
    turns.push_back({.contract = contracting::ContractId::parse(row.text(0)).value(), .supplier = std::string(row.text(1)), .version = row.integer(2)});
  });
  return turns;
}

void store_review(SqlTransaction& transaction, const ReviewVerdict& verdict) {
  const std::string contract = verdict.contract.text();
  transaction.execute(kStoreReview, {std::string_view(contract), verdict.version, verdict.looked_at.unix_ms(), verdict.code, verdict.detail});
}

std::vector<WaitingReview> waiting_reviews(SqlReader& reader, std::string_view after, std::int64_t limit) {
  std::vector<WaitingReview> reviews;
  reader.query(kWaiting, {after, limit}, [&](const SqlRow& row) {
    reviews.push_back({.contract = contracting::ContractId::parse(row.text(0)).value(), .contract_number = std::string(row.text(1)), .supplier = std::string(row.text(2)),
                       .code = std::string(row.text(3)), .detail = std::string(row.text(4))});
  });
  return reviews;
}

}  // namespace switchyard::enrollment

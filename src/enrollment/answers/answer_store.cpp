#include "enrollment/answers/answer_store.hpp"

namespace switchyard::enrollment {
namespace {

constexpr std::string_view kInsert =
    "INSERT INTO enrollment_answers (id, supplier, account_number, account_id, contract_id, kind, said_at_ms, code, text, start_days, notice_days, source, message_id,"
    " evidence, actor, received_at_ms, outcome, detail, is_unmapped, due_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
    " $19, $20)";
constexpr std::string_view kUpdate =
    "UPDATE enrollment_answers SET account_id = $2, contract_id = $3, outcome = $4, detail = $5, is_unmapped = $6, due_at_ms = $7 WHERE id = $1";
#define ANSWERS                                                                                                                                     \
  "SELECT id, supplier, account_number, account_id, contract_id, kind, said_at_ms, code, text, start_days, notice_days, source, message_id, evidence, actor," \
  " received_at_ms, outcome, detail, is_unmapped, due_at_ms FROM enrollment_answers"
constexpr std::string_view kFind = ANSWERS " WHERE id = $1";
constexpr std::string_view kFindMessage = ANSWERS " WHERE source = $1 AND message_id = $2";
constexpr std::string_view kWaitingOf = ANSWERS " WHERE account_id = $1 AND outcome = 'waiting' ORDER BY said_at_ms, id";
constexpr std::string_view kDue = ANSWERS " WHERE outcome = 'waiting' AND due_at_ms <= $1 ORDER BY due_at_ms, id LIMIT $2";
constexpr std::string_view kWith = ANSWERS " WHERE outcome = $1 AND id > $2 ORDER BY id LIMIT $3";
constexpr std::string_view kUnmapped = ANSWERS " WHERE is_unmapped = 1 AND id > $1 ORDER BY id LIMIT $2";
#undef ANSWERS
constexpr std::string_view kSettle =
    "UPDATE enrollment_answers SET is_unmapped = 0, due_at_ms = NULL, detail = $2, outcome = CASE WHEN outcome IN ('waiting', 'unmatched') THEN 'noted' ELSE outcome END"
    " WHERE id = $1 AND (is_unmapped = 1 OR outcome IN ('waiting', 'unmatched'))";
#define RETRIES "SELECT account_id, number, contract_id, code, due_at_ms, confirmed_at_ms, confirmed_by, done_at_ms FROM enrollment_retries"
constexpr std::string_view kRetriesOf = RETRIES " WHERE account_id = $1 ORDER BY number";
constexpr std::string_view kRetriesDue = RETRIES " WHERE done_at_ms IS NULL AND confirmed_at_ms IS NOT NULL AND due_at_ms <= $1 ORDER BY due_at_ms, account_id LIMIT $2";
constexpr std::string_view kToConfirm = RETRIES " WHERE done_at_ms IS NULL AND confirmed_at_ms IS NULL AND account_id > $1 ORDER BY account_id LIMIT $2";
#undef RETRIES
constexpr std::string_view kInsertRetry =
    "INSERT INTO enrollment_retries (account_id, number, contract_id, code, due_at_ms, confirmed_at_ms, confirmed_by, done_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
constexpr std::string_view kConfirm =
    "UPDATE enrollment_retries SET confirmed_at_ms = $2, confirmed_by = $3 WHERE account_id = $1 AND done_at_ms IS NULL AND confirmed_at_ms IS NULL";
constexpr std::string_view kEndRetry = "UPDATE enrollment_retries SET done_at_ms = $3 WHERE account_id = $1 AND number = $2";

SqlValue ms_or_null(const std::optional<Instant>& instant) { return instant ? SqlValue(instant->unix_ms()) : SqlValue(nullptr); }
SqlValue days_or_null(const std::optional<Date>& date) { return date ? SqlValue(std::int64_t{date->days()}) : SqlValue(nullptr); }

std::optional<Instant> instant_of(const SqlRow& row, int column) {
  const auto ms = row.integer_or_null(column);
  return ms ? std::optional(Instant::from_unix_ms(*ms)) : std::nullopt;
}
std::optional<Date> date_of(const SqlRow& row, int column) {
  const auto days = row.integer_or_null(column);
  return days ? std::optional(Date::from_days(static_cast<std::int32_t>(*days))) : std::nullopt;
}

KeptAnswer answer_of(const SqlRow& row) {
  KeptAnswer kept{.id = AnswerId::parse(row.text(0)).value()};
  Answer& answer = kept.answer;
  answer.supplier = row.text(1);
  answer.account_number = row.text(2);
  if (const auto id = row.text_or_null(3)) kept.account = answer.account = contracting::ContractAccountId::parse(*id).value();
  if (const auto id = row.text_or_null(4)) kept.contract = contracting::ContractId::parse(*id).value();
  answer.kind = parse_answer_kind(row.text(5)).value();
  answer.at = Instant::from_unix_ms(row.integer(6));
  answer.code = row.text(7);
  answer.text = row.text(8);
  answer.start = date_of(row, 9);
  answer.notice_on = date_of(row, 10);
  answer.source = row.text(11);
  answer.message_id = row.text_or_null(12).value_or("");
  answer.evidence = row.text(13);
  kept.actor = row.text(14);
  kept.received_at = Instant::from_unix_ms(row.integer(15));
  kept.outcome = parse_outcome(row.text(16)).value();
  kept.detail = row.text(17);
  kept.is_unmapped = row.integer(18) != 0;
  kept.due_at = instant_of(row, 19);
  return kept;
}

Retry retry_of(const SqlRow& row) {
  return {.account = contracting::ContractAccountId::parse(row.text(0)).value(),
          .number = row.integer(1),
          .contract = contracting::ContractId::parse(row.text(2)).value(),
          .code = std::string(row.text(3)),
          .due_at = Instant::from_unix_ms(row.integer(4)),
          .confirmed_at = instant_of(row, 5),
          .confirmed_by = std::string(row.text(6)),
          .done_at = instant_of(row, 7)};
}

template <class Row, class Read>
std::vector<Row> rows_of(SqlReader& reader, std::string_view sql, std::initializer_list<SqlValue> values, Read read) {
  std::vector<Row> rows;
  reader.query(sql, values, [&](const SqlRow& row) { rows.push_back(read(row)); });
  return rows;
}

std::optional<KeptAnswer> first(std::vector<KeptAnswer> answers) {
  if (answers.empty()) return std::nullopt;
  return std::move(answers.front());
}

// Ids as text, bound for as long as the call.
struct MatchedIds {
  explicit MatchedIds(const KeptAnswer& kept) : account(kept.account ? kept.account->text() : ""), contract(kept.contract ? kept.contract->text() : "") {}
  [[nodiscard]] static SqlValue bound(const std::string& text) { return text.empty() ? SqlValue(nullptr) : SqlValue(std::string_view(text)); }
  std::string account;
  std::string contract;
};

}  // namespace

void insert_answer(SqlTransaction& transaction, const KeptAnswer& kept) {
  const Answer& answer = kept.answer;
  const std::string id = kept.id.text();
  const MatchedIds matched(kept);
  transaction.execute(kInsert, {std::string_view(id), answer.supplier, answer.account_number, MatchedIds::bound(matched.account), MatchedIds::bound(matched.contract), text_of(answer.kind),
                                answer.at.unix_ms(), answer.code, answer.text, days_or_null(answer.start), days_or_null(answer.notice_on), answer.source,
                                MatchedIds::bound(answer.message_id), answer.evidence, kept.actor, kept.received_at.unix_ms(), text_of(kept.outcome), kept.detail,
                                std::int64_t{kept.is_unmapped}, ms_or_null(kept.due_at)});
}

void update_answer(SqlTransaction& transaction, const KeptAnswer& kept) {
  const std::string id = kept.id.text();
  const MatchedIds matched(kept);
  transaction.execute(kUpdate, {std::string_view(id), MatchedIds::bound(matched.account), MatchedIds::bound(matched.contract), text_of(kept.outcome), kept.detail,
                                std::int64_t{kept.is_unmapped}, ms_or_null(kept.due_at)});
}

std::optional<KeptAnswer> find_answer(SqlReader& reader, const AnswerId& id) {
  const std::string key = id.text();
  return first(rows_of<KeptAnswer>(reader, kFind, {std::string_view(key)}, answer_of));
}

std::optional<KeptAnswer> find_answer_of(SqlReader& reader, std::string_view source, std::string_view message_id) {
  return first(rows_of<KeptAnswer>(reader, kFindMessage, {source, message_id}, answer_of));
}

std::vector<KeptAnswer> waiting_answers_of(SqlReader& reader, const contracting::ContractAccountId& account) {
  const std::string key = account.text();
  return rows_of<KeptAnswer>(reader, kWaitingOf, {std::string_view(key)}, answer_of);
}

std::vector<KeptAnswer> answers_due(SqlReader& reader, Instant now, std::int64_t limit) { return rows_of<KeptAnswer>(reader, kDue, {now.unix_ms(), limit}, answer_of); }

std::vector<KeptAnswer> answers_with(SqlReader& reader, Outcome outcome, std::string_view after, std::int64_t limit) {
  return rows_of<KeptAnswer>(reader, kWith, {text_of(outcome), after, limit}, answer_of);
}

std::vector<KeptAnswer> unmapped_answers(SqlReader& reader, std::string_view after, std::int64_t limit) {
  return rows_of<KeptAnswer>(reader, kUnmapped, {after, limit}, answer_of);
}

bool settle_answer(SqlTransaction& transaction, const AnswerId& id, std::string_view detail) {
  const std::string key = id.text();
  return transaction.execute(kSettle, {std::string_view(key), detail}) > 0;
}

std::vector<Retry> retries_of(SqlReader& reader, const contracting::ContractAccountId& account) {
  const std::string key = account.text();
  return rows_of<Retry>(reader, kRetriesOf, {std::string_view(key)}, retry_of);
}

void insert_retry(SqlTransaction& transaction, const Retry& retry) {
  const std::string account = retry.account.text();
  const std::string contract = retry.contract.text();
  transaction.execute(kInsertRetry, {std::string_view(account), retry.number, std::string_view(contract), retry.code, retry.due_at.unix_ms(), ms_or_null(retry.confirmed_at),
                                     retry.confirmed_by});
}

std::vector<Retry> retries_due(SqlReader& reader, Instant now, std::int64_t limit) { return rows_of<Retry>(reader, kRetriesDue, {now.unix_ms(), limit}, retry_of); }

std::vector<Retry> retries_to_confirm(SqlReader& reader, std::string_view after, std::int64_t limit) {
  return rows_of<Retry>(reader, kToConfirm, {after, limit}, retry_of);
}

bool confirm_retry_row(SqlTransaction& transaction, const contracting::ContractAccountId& account, std::string_view by, Instant at) {
  const std::string key = account.text();
  return transaction.execute(kConfirm, {std::string_view(key), at.unix_ms(), by}) > 0;
}

void end_retry(SqlTransaction& transaction, const Retry& retry, Instant at) {
  const std::string account = retry.account.text();
  transaction.execute(kEndRetry, {std::string_view(account), retry.number, at.unix_ms()});
}

}  // namespace switchyard::enrollment

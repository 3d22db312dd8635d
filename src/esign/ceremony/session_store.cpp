#include "esign/ceremony/session.hpp"

namespace switchyard::esign {
namespace {

constexpr std::string_view kInsert =
    "INSERT INTO esign_sessions (session_id, secret_sha256, kind, account_id, envelope_id, recipient_guid, signer_email, options, return_url, language, ip, user_agent, "
    "created_at_ms, idle_until_ms, passed, ended_as, ended_why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', '', '')";
constexpr std::string_view kFindBySecret =
    "SELECT session_id, secret_sha256, kind, account_id, envelope_id, recipient_guid, signer_email, options, return_url, language, ip, user_agent, created_at_ms, "
    "idle_until_ms, passed, ended_at_ms, ended_as, ended_why FROM esign_sessions WHERE secret_sha256 = $1";
constexpr std::string_view kFind =
    "SELECT session_id, secret_sha256, kind, account_id, envelope_id, recipient_guid, signer_email, options, return_url, language, ip, user_agent, created_at_ms, "
    "idle_until_ms, passed, ended_at_ms, ended_as, ended_why FROM esign_sessions WHERE session_id = $1";
constexpr std::string_view kMoveIdle = "UPDATE esign_sessions SET idle_until_ms = $2 WHERE session_id = $1 AND ended_at_ms IS NULL";
constexpr std::string_view kWritePassed = "UPDATE esign_sessions SET passed = $2 WHERE session_id = $1";
constexpr std::string_view kWriteOutcome = "UPDATE esign_sessions SET ended_as = $2 WHERE session_id = $1";
constexpr std::string_view kEnd = "UPDATE esign_sessions SET ended_at_ms = $2, ended_as = $3, ended_why = $4 WHERE session_id = $1 AND ended_at_ms IS NULL";
constexpr std::string_view kEndOthers =
    "UPDATE esign_sessions SET ended_at_ms = $4, ended_as = 'exception', ended_why = $5 WHERE envelope_id = $1 AND recipient_guid = $2 AND session_id <> $3 AND ended_at_ms IS NULL";
constexpr std::string_view kForget = "DELETE FROM esign_sessions WHERE idle_until_ms < $1";

Session session_of(const SqlRow& row) {
  Session session;
  session.session_id = row.text(0);
  session.secret_sha256 = row.text(1);
  session.kind = view_kind_of_stored(row.text(2));
  session.account = AccountId::of_stored(row.text(3));
  session.envelope = EnvelopeId::of_stored(row.text(4));
  session.recipient = RecipientGuid::of_stored(row.text(5));
  session.signer_email = row.text(6);
  session.options = options_of_stored(row.text(7));
  session.return_url = row.text(8);
  session.language = row.text(9);
  session.ip = row.text(10);
  session.user_agent = row.text(11);
  session.created_at = Instant::from_unix_ms(row.integer(12));
  session.idle_until = Instant::from_unix_ms(row.integer(13));
  session.passed_access_code = row.text(14).find('a') != std::string_view::npos;
  session.passed_email_code = row.text(14).find('e') != std::string_view::npos;
  if (const auto at = row.integer_or_null(15)) session.ended_at = Instant::from_unix_ms(*at);
  session.ended_as = row.text(16);
  session.ended_why = row.text(17);
  return session;
}

}  // namespace

void insert_session(SqlTransaction& transaction, const Session& session) {
  const std::string options = options_text(session.options);
  transaction.execute(kInsert, {std::string_view(session.session_id), std::string_view(session.secret_sha256), text_of(session.kind), std::string_view(session.account.text()),
                                std::string_view(session.envelope.text()), std::string_view(session.recipient.text()), std::string_view(session.signer_email),
                                std::string_view(options), std::string_view(session.return_url), std::string_view(session.language), std::string_view(session.ip),
                                std::string_view(session.user_agent), session.created_at.unix_ms(), session.idle_until.unix_ms()});
}

std::optional<Session> find_session_by_secret(SqlReader& reader, std::string_view secret_sha256) {
  std::optional<Session> found;
  reader.query(kFindBySecret, {secret_sha256}, [&](const SqlRow& row) { found = session_of(row); });
  return found;
}

std::optional<Session> find_session(SqlReader& reader, std::string_view session_id) {
  std::optional<Session> found;
  reader.query(kFind, {session_id}, [&](const SqlRow& row) { found = session_of(row); });
  return found;
}

void move_idle_until(SqlTransaction& transaction, std::string_view session_id, Instant idle_until) { transaction.execute(kMoveIdle, {session_id, idle_until.unix_ms()}); }

void write_passed(SqlTransaction& transaction, const Session& session) {
  const std::string passed = std::string(session.passed_access_code ? "a" : "") + (session.passed_email_code ? "e" : "");
  transaction.execute(kWritePassed, {std::string_view(session.session_id), std::string_view(passed)});
}

void write_outcome(SqlTransaction& transaction, std::string_view session_id, std::string_view event) { transaction.execute(kWriteOutcome, {session_id, event}); }

bool end_session(SqlTransaction& transaction, std::string_view session_id, std::string_view event, std::string_view why, Instant at) {
  return transaction.execute(kEnd, {session_id, at.unix_ms(), event, why}) == 1;
}

void end_sessions_of(SqlTransaction& transaction, const EnvelopeId& envelope, const RecipientGuid& recipient, std::string_view but_for, std::string_view why, Instant at) {
  transaction.execute(kEndOthers, {std::string_view(envelope.text()), std::string_view(recipient.text()), but_for, at.unix_ms(), why});
}

void delete_sessions_idle_before(SqlTransaction& transaction, Instant at) { transaction.execute(kForget, {at.unix_ms()}); }

}  // namespace switchyard::esign

// A session: one browser's way through a ceremony, from the opening of a view to its end or to its idle timeout.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "esign/ceremony/view.hpp"
#include "ports/database.hpp"

namespace switchyard::esign {

struct Session {
  std::string session_id;
  std::string secret_sha256;
  ViewKind kind = ViewKind::recipient;
  AccountId account;
  EnvelopeId envelope;
  RecipientGuid recipient = {};
  std::string signer_email = {};
  ViewOptions options = {};
  std::string return_url = {};
  std::string language = "en";            // "en" or "es".
  std::string ip = {};
  std::string user_agent = {};
  Instant created_at{};                   // Real time, as the others.
  Instant idle_until{};
  bool passed_access_code = false;
  bool passed_email_code = false;
  std::optional<Instant> ended_at = {};
  std::string ended_as = {};              // The event of its outcome; with no ended_at the signer is done and still looks.
  std::string ended_why = {};             // A stop's code; empty: of its own accord.
};

// All SQL of sessions. A session is found by its secret's hash by calls, by its name by pages.
void insert_session(SqlTransaction& transaction, const Session& session);
[[nodiscard]] std::optional<Session> find_session_by_secret(SqlReader& reader, std::string_view secret_sha256);
[[nodiscard]] std::optional<Session> find_session(SqlReader& reader, std::string_view session_id);
void move_idle_until(SqlTransaction& transaction, std::string_view session_id, Instant idle_until);
void write_passed(SqlTransaction& transaction, const Session& session);
// How the signer is done, while the session lives on.
void write_outcome(SqlTransaction& transaction, std::string_view session_id, std::string_view event);
// False where it had ended before.
bool end_session(SqlTransaction& transaction, std::string_view session_id, std::string_view event, std::string_view why, Instant at);
// Of a recipient, but for one that may be named.
void end_sessions_of(SqlTransaction& transaction, const EnvelopeId& envelope, const RecipientGuid& recipient, std::string_view but_for, std::string_view why, Instant at);
void delete_sessions_idle_before(SqlTransaction& transaction, Instant at);

}  // namespace switchyard::esign

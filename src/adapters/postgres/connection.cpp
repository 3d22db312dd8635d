#include "adapters/postgres/connection.hpp"

#include <algorithm>
#include <utility>

#include "adapters/postgres/parameters.hpp"
#include "adapters/postgres/row.hpp"
#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {

constexpr std::size_t kStatementsKept = 1000;
// Rows between two syncs of a pipeline: the answers to them fit in the socket's buffer, so that neither side waits for the other.
constexpr std::size_t kPipelineRows = 256;

bool is_identifier(std::string_view name) {
  return !name.empty() && name.size() <= 40 && !(name.front() >= '0' && name.front() <= '9') &&
         std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace

ConnectionParameters connection_parameters(const PostgresOptions& options) {
  if (!is_identifier(options.schema)) throw DatabaseError("PostgreSQL: the schema's name must be lower-case letters, digits and '_', at most 40");
  char* message = nullptr;
  PQconninfoOption* parsed = PQconninfoParse(options.url.c_str(), &message);
  if (parsed == nullptr) {
    // libpq's message may quote the URL, and so its password.
    PQfreemem(message);
    throw DatabaseError("PostgreSQL: the database URL is not of the form postgresql://user:password@host:port/name");
  }
  ConnectionParameters parameters{{"connect_timeout", "5"}, {"tcp_user_timeout", "10000"}, {"application_name", "switchyard"}};
  for (const PQconninfoOption* option = parsed; option->keyword != nullptr; ++option) {
    if (option->val != nullptr) parameters[option->keyword] = option->val;
  }
  PQconninfoFree(parsed);
  if (!options.role.empty()) parameters["user"] = options.role;
  parameters["client_encoding"] = "UTF8";
  std::string& settings = parameters["options"];
  settings += (settings.empty() ? "-c search_path=" : " -c search_path=") + options.schema +
              " -c client_min_messages=error -c idle_in_transaction_session_timeout=300000 -c default_transaction_isolation=serializable";
  return parameters;
}

PostgresConnection::PostgresConnection(const ConnectionParameters& parameters) {
  std::vector<const char*> names, values;
  for (const auto& [name, value] : parameters) {
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  handle_ = PQconnectdbParams(names.data(), values.data(), 0);
  if (is_lost()) {
    const std::string message = handle_ == nullptr ? "out of memory" : PQerrorMessage(handle_);
    PQfinish(handle_);
    throw DatabaseError("PostgreSQL: cannot connect: " + message);
  }
  PQsetErrorVerbosity(handle_, PQERRORS_TERSE);
  // What matters comes as an error of a call; libpq would print the rest to standard error.
  PQsetNoticeProcessor(handle_, [](void*, const char*) {}, nullptr);
}

PostgresConnection::~PostgresConnection() { PQfinish(handle_); }

void PostgresConnection::fail(const PGresult* result, std::string_view sql) {
  const char* state_text = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string state = state_text == nullptr ? "" : state_text;
  // The primary message alone: the detail would quote values.
  const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const std::string cause = primary == nullptr ? PQerrorMessage(handle_) : primary;
  const std::string message = "PostgreSQL: " + cause + " (" + state + ") in: " + std::string(sql.substr(0, 200));
  if (state == "40001" || state == "40P01") serialization_failure_ = true;
  if (state == "23505" || state == "23503") throw ConstraintViolation(message);
  throw DatabaseError(message);
}

void PostgresConnection::check(const PGresult* result, std::string_view sql) {
  const ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(result, sql);
}

void PostgresConnection::command(const char* sql) { check(PostgresResult(PQexec(handle_, sql)).get(), sql); }

void PostgresConnection::command_quietly(const char* sql) noexcept { PQclear(PQexec(handle_, sql)); }

const std::string& PostgresConnection::prepared(std::string_view sql) {
  static const std::string unnamed;
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  const bool keep = statements_.size() < kStatementsKept;
  std::string name = keep ? "s" + std::to_string(statements_.size()) : unnamed;
  const std::string text(sql);
  check(PostgresResult(PQprepare(handle_, name.c_str(), text.c_str(), 0, nullptr)).get(), sql);
  return keep ? statements_.emplace(text, std::move(name)).first->second : unnamed;
}

PostgresResult PostgresConnection::run(std::string_view sql, std::span<const SqlValue> values) {
  const std::string& name = prepared(sql);
  const PostgresParameters parameters(values);
  PostgresResult result(PQexecPrepared(handle_, name.c_str(), parameters.count(), parameters.values(), parameters.lengths(), parameters.formats(), 1));
  check(result.get(), sql);
  return result;
}

void PostgresConnection::query(std::string_view sql, std::span<const SqlValue> values, const std::function<void(const SqlRow&)>& each) {
  const PostgresResult result = run(sql, values);
  PostgresRow row(result.get());
  for (int i = 0; i < PQntuples(result.get()); ++i) {
    row.move_to(i);
    each(row);
  }
}

std::int64_t PostgresConnection::execute(std::string_view sql, std::span<const SqlValue> values) {
  const PostgresResult result = run(sql, values);
  const std::string_view changed = PQcmdTuples(result.get());
  return changed.empty() ? 0 : std::stoll(std::string(changed));
}

void PostgresConnection::execute_many(std::string_view sql, std::span<const std::vector<SqlValue>> rows) {
  if (rows.empty()) return;
  const std::string name = prepared(sql);
  while (!rows.empty()) {
    const std::size_t size = std::min(rows.size(), kPipelineRows);
    send_chunk(sql, name, rows.first(size));
    rows = rows.subspan(size);
  }
}

void PostgresConnection::send_chunk(std::string_view sql, const std::string& name, std::span<const std::vector<SqlValue>> rows) {
  const auto require = [&](int done) {
    if (done != 1) throw DatabaseError(std::string("PostgreSQL: ") + PQerrorMessage(handle_));
  };
  require(PQenterPipelineMode(handle_));
  for (const auto& row : rows) {
    const PostgresParameters parameters(row);
    require(PQsendQueryPrepared(handle_, name.c_str(), parameters.count(), parameters.values(), parameters.lengths(), parameters.formats(), 1));
  }
  require(PQpipelineSync(handle_));
  PostgresResult failed;
  for (bool synced = false; !synced;) {
    PostgresResult result(PQgetResult(handle_));
    if (!result) {
      if (is_lost()) throw DatabaseError(std::string("PostgreSQL: ") + PQerrorMessage(handle_));
      continue;  // The end of one statement's results.
    }
    const ExecStatusType status = PQresultStatus(result.get());
    synced = status == PGRES_PIPELINE_SYNC;
    if (!failed && status == PGRES_FATAL_ERROR) failed = std::move(result);
  }
  require(PQexitPipelineMode(handle_));
  if (failed) fail(failed.get(), sql);
}

}  // namespace switchyard::adapters

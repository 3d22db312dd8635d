// One schema of one database: SQLite file or PostgreSQL schema. Stores are written once over this and run on both.
//
// SQL is the common subset: `$1` parameters; TEXT, BIGINT, SMALLINT (0/1 for truth), BYTEA; INSERT … ON CONFLICT; RETURNING;
// no triggers, no sequences, no engine functions. Instants are BIGINT milliseconds in a column named …_at_ms; money, prices and
// energy BIGINT at the scale that the column's name says. What fails for the database's own reasons (gone, full, broken SQL)
// throws DatabaseError; a refusal by a UNIQUE or FOREIGN KEY constraint throws ConstraintViolation, which a store may catch to
// say why it refuses: after a failed statement the transaction can only be undone (on both engines). To go on instead, write
// INSERT … ON CONFLICT DO NOTHING and look at the number of rows. A text is UTF-8 without NUL: refuse others at the edge.
// FOR UPDATE [SKIP LOCKED] may stand at the end of a SELECT; SQLite, with one writer, drops it. Sums need CAST(… AS BIGINT).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "values/result.hpp"

namespace switchyard {

class DatabaseError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// `constraint` is the columns on SQLite ("api_keys.key_hash") and the constraint's name on PostgreSQL: do not branch on it.
class ConstraintViolation : public DatabaseError {
 public:
  using DatabaseError::DatabaseError;
};

// Bytes that are not text; bound as BLOB/BYTEA.
struct Blob {
  std::string_view bytes;
};

// A bound value; views must live until the call returns.
using SqlValue = std::variant<std::nullptr_t, std::int64_t, std::string_view, Blob>;

template <class T>
SqlValue sql_value(const std::optional<T>& value) {
  if (!value) return nullptr;
  return SqlValue(*value);
}

// A row of an answer. Columns count from 0. Reading a NULL as a value, or text as a number, is a bug (ENSURE).
class SqlRow {
 public:
  virtual ~SqlRow() = default;
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  // Valid until the row callback returns.
  [[nodiscard]] virtual std::string_view text(int column) const = 0;
  [[nodiscard]] virtual std::string_view blob(int column) const = 0;

  [[nodiscard]] std::optional<std::int64_t> integer_or_null(int column) const;
  [[nodiscard]] std::optional<std::string> text_or_null(int column) const;
};

// Runs statements; prepared once a connection and kept. Used by one thread at a time.
class SqlReader {
 public:
  virtual ~SqlReader() = default;
  // Calls `each` for every row in order. `sql` must be a constant: it is the key of the statement cache.
  virtual void query(std::string_view sql, std::span<const SqlValue> values, const std::function<void(const SqlRow&)>& each) = 0;

  void query(std::string_view sql, std::initializer_list<SqlValue> values, const std::function<void(const SqlRow&)>& each) {
    query(sql, std::span(values.begin(), values.size()), each);
  }
};

// A transaction that may write.
class SqlTransaction : public SqlReader {
 public:
  using SqlReader::query;
  // How many rows it changed.
  virtual std::int64_t execute(std::string_view sql, std::span<const SqlValue> values) = 0;
  std::int64_t execute(std::string_view sql, std::initializer_list<SqlValue> values) {
    return execute(sql, std::span(values.begin(), values.size()));
  }
  // Many runs of one statement (PostgreSQL: pipelined).
  virtual void execute_many(std::string_view sql, std::span<const std::vector<SqlValue>> rows) = 0;
  // Nodes on the same database that listen hear `channel` and `payload` (≤ 7000 bytes) after the commit; polling must stand
  // behind it, since a listener may be away. The same twice in a transaction is heard once. Within one SQLite process it reaches the listeners of this process.
  virtual void notify(std::string_view channel, std::string_view payload) = 0;
};

// Forward-only steps, in order of name within the list; a step that ran is never changed.
struct Migration {
  std::string_view name;  // "access/0001_applications"
  std::string_view sql;   // Statements, each ended by ';' at the end of a line.
};

// Safe to call from many threads. Each call blocks its thread: the HTTP edge runs such handlers on its worker threads.
class Database {
 public:
  virtual ~Database() = default;

  // A consistent read.
  virtual void read(const std::function<void(SqlReader&)>& work) = 0;

  // Runs `work` in one transaction and makes it durable before returning. `work` returns false to undo everything it did;
  // an exception undoes it too and is thrown on to the caller. It may be run again from the start (serialization failure,
  // group commit): it must have no effect outside the transaction but on variables that it sets anew. On SQLite works of
  // many callers share one commit, each in its own savepoint. Never call the database from inside `work`.
  virtual void write(const std::function<bool(SqlTransaction&)>& work) = 0;

  // The same with each statement seeing what was committed before it (READ COMMITTED), for queues that are claimed by
  // FOR UPDATE SKIP LOCKED: under `write`, which is serializable, claims beside each other would run again and again.
  virtual void write_read_committed(const std::function<bool(SqlTransaction&)>& work) { write(work); }

  // Applies what is missing and returns the names applied. Safe beside other nodes doing the same.
  virtual std::vector<std::string> migrate(std::span<const Migration> migrations) = 0;
  // Names of the given migrations that have not been applied.
  virtual std::vector<std::string> pending(std::span<const Migration> migrations) = 0;

  // Calls `heard` (on a thread of the database's own, one at a time) with the payload of each notify. The returned handle
  // ends it. A reconnect calls `heard` with an empty payload: something may have been missed.
  virtual std::shared_ptr<void> listen(std::string_view channel, std::function<void(std::string_view payload)> heard) = 0;

  // A consistent copy of the whole schema beside a running server, into a file that did not exist.
  virtual void backup_to(const std::string& file) = 0;
};

// The same for work that gives a result: an Error rolls back.
template <class T>
Result<T> write_result(Database& database, const std::function<Result<T>(SqlTransaction&)>& work) {
  std::optional<Result<T>> outcome;
  database.write([&](SqlTransaction& transaction) {
    outcome.emplace(work(transaction));
    return outcome->has_value();
  });
  return std::move(*outcome);
}

}  // namespace switchyard

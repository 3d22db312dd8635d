#include "adapters/sqlite/connection.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>

#include "adapters/database/sql_text.hpp"
#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {

// More distinct statements than all stores together have; only a caller that builds SQL text would reach it.
constexpr std::size_t kStatementsKept = 1000;

[[noreturn]] void fail(sqlite3* handle, std::string_view doing) {
  const int code = sqlite3_extended_errcode(handle);
  std::string message = "SQLite: " + std::string(sqlite3_errmsg(handle)) + " (" + std::to_string(code) + ") in: " + std::string(doing.substr(0, 200));
  const bool refused = code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_FOREIGNKEY ||
                       code == SQLITE_CONSTRAINT_ROWID;
  if (refused) throw ConstraintViolation(message);
  throw DatabaseError(message);
}

// A row of the statement that is being stepped.
class SqliteRow final : public SqlRow {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

  [[nodiscard]] bool is_null(int column) const override { return type(column) == SQLITE_NULL; }
  [[nodiscard]] std::int64_t integer(int column) const override {
    ENSURE(type(column) == SQLITE_INTEGER);
    return sqlite3_column_int64(statement_, column);
  }
  [[nodiscard]] std::string_view text(int column) const override {
    ENSURE(type(column) == SQLITE_TEXT);
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  [[nodiscard]] std::string_view blob(int column) const override {
    ENSURE(type(column) == SQLITE_BLOB);
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  [[nodiscard]] int type(int column) const {
    ENSURE(column >= 0 && column < sqlite3_column_count(statement_));
    return sqlite3_column_type(statement_, column);
  }

  sqlite3_stmt* statement_;
};

// Makes the file itself, so that only its owner may read it; -wal and -shm take over its mode.
void make_private_file(const std::string& file) {
  const int made = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (made >= 0) ::close(made);
}

}  // namespace

struct SqliteConnection::Statement {
  explicit Statement(sqlite3_stmt* prepared) : handle(prepared) {}
  ~Statement() { sqlite3_finalize(handle); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void bind(std::span<const SqlValue> values);

  sqlite3_stmt* handle;
  std::vector<std::size_t> value_of_index;  // SQLite counts names by first appearance: "$2" may have index 1.
  std::size_t values_wanted = 0;
  bool running = false;
};

void SqliteConnection::Statement::bind(std::span<const SqlValue> values) {
  ENSURE(values.size() == values_wanted);
  for (std::size_t i = 0; i < value_of_index.size(); ++i) {
    const SqlValue& value = values[value_of_index[i]];
    const int index = static_cast<int>(i) + 1;
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      code = sqlite3_bind_int64(handle, index, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      if (!is_storable_text(*text)) throw DatabaseError("SQLite: a text that is not UTF-8 or holds a NUL");
      code = sqlite3_bind_text64(handle, index, text->empty() ? "" : text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    } else if (const auto* blob = std::get_if<Blob>(&value)) {
      code = sqlite3_bind_blob64(handle, index, blob->bytes.empty() ? "" : blob->bytes.data(), blob->bytes.size(), SQLITE_STATIC);
    } else {
      code = sqlite3_bind_null(handle, index);
    }
    if (code != SQLITE_OK) fail(sqlite3_db_handle(handle), sqlite3_sql(handle));
  }
}

// A statement taken from the cache, or a fresh one while the cached one is being stepped; ready again when the lease ends.
class SqliteConnection::Lease {
 public:
  Lease(SqliteConnection& connection, std::string_view sql) {
    auto found = connection.statements_.find(sql);
    if (found == connection.statements_.end() && connection.statements_.size() < kStatementsKept) {
      found = connection.statements_.emplace(std::string(sql), connection.prepare(sql)).first;
    }
    if (found == connection.statements_.end() || found->second->running) own_ = connection.prepare(sql);
    statement_ = own_ ? own_.get() : found->second.get();
    statement_->running = true;
  }
  ~Lease() {
    sqlite3_reset(statement_->handle);
    sqlite3_clear_bindings(statement_->handle);
    statement_->running = false;
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  Statement* operator->() { return statement_; }

 private:
  std::unique_ptr<Statement> own_;
  Statement* statement_;
};

SqliteConnection::SqliteConnection(const SqliteOptions& options, Use use) {
  if (use == Use::write) make_private_file(options.file);
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(options.file.c_str(), &handle_, flags, nullptr);
  if (code != SQLITE_OK) {
    const std::string message = "SQLite: cannot open " + options.file + ": " + sqlite3_errstr(code);
    sqlite3_close(handle_);
    throw DatabaseError(message);
  }
  try {
    sqlite3_busy_timeout(handle_, static_cast<int>(options.busy_timeout.ms));
    if (use == Use::write) execute_script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;");
    execute_script("PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;");
    if (use == Use::read) execute_script("PRAGMA query_only=ON;");
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  statements_.clear();
  sqlite3_close(handle_);
}

std::unique_ptr<SqliteConnection::Statement> SqliteConnection::prepare(std::string_view sql) {
  const std::string text = without_locking_clause(sql);
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(handle_, text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (code != SQLITE_OK || handle == nullptr) fail(handle_, sql);
  auto statement = std::make_unique<Statement>(handle);
  for (int index = 1; index <= sqlite3_bind_parameter_count(handle); ++index) {
    const std::string_view name = sqlite3_bind_parameter_name(handle, index);
    std::size_t number = 0;
    std::from_chars(name.data() + 1, name.data() + name.size(), number);
    ENSURE(name.front() == '$' && number > 0);
    statement->value_of_index.push_back(number - 1);
    statement->values_wanted = std::max(statement->values_wanted, number);
  }
  return statement;
}

void SqliteConnection::query(std::string_view sql, std::span<const SqlValue> values, const std::function<void(const SqlRow&)>& each) {
  Lease statement(*this, sql);
  statement->bind(values);
  const SqliteRow row(statement->handle);
  for (;;) {
    const int code = sqlite3_step(statement->handle);
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_ROW) fail(handle_, sql);
    each(row);
  }
}

std::int64_t SqliteConnection::execute(std::string_view sql, std::span<const SqlValue> values) {
  Lease statement(*this, sql);
  statement->bind(values);
  const std::int64_t total_before = sqlite3_total_changes64(handle_);
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW) code = sqlite3_step(statement->handle);
  if (code != SQLITE_DONE) fail(handle_, sql);
  // The engine's count stands still for statements that change nothing; the total tells those apart.
  return sqlite3_total_changes64(handle_) == total_before ? 0 : sqlite3_changes64(handle_);
}

void SqliteConnection::execute_quietly(const char* sql) noexcept { sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); }

void SqliteConnection::execute_script(const char* sql) {
  if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle_, sql);
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

}  // namespace switchyard::adapters

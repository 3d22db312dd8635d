#include "adapters/sqlite/writer.hpp"

#include <set>

#include "adapters/database/listeners.hpp"
#include "adapters/database/work_guard.hpp"
#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {

// Works in one commit: enough to spread the sync, few enough that the first does not wait long.
constexpr std::size_t kGroupMax = 256;
// Notifications kept for other processes that poll.
constexpr std::int64_t kNotificationsKept = 4096;

constexpr std::string_view kInsertNotification = "INSERT INTO database_notifications (channel, payload) VALUES ($1, $2) RETURNING number";
constexpr std::string_view kPruneNotifications = "DELETE FROM database_notifications WHERE number < $1";

std::exception_ptr lost_with_the_group(const std::exception& cause) {
  return std::make_exception_ptr(DatabaseError(std::string("the commit failed: ") + cause.what()));
}

}  // namespace

// What a work sees. After a failed statement it can only be undone, as on PostgreSQL.
class SqliteWriter::Transaction final : public SqlTransaction {
 public:
  Transaction(SqliteConnection& connection, bool& notified) : connection_(connection), notified_(notified) {}

  using SqlTransaction::execute;
  using SqlTransaction::query;

  void query(std::string_view sql, std::span<const SqlValue> values, const std::function<void(const SqlRow&)>& each) override {
    guarded([&] { connection_.query(sql, values, each); });
  }
  std::int64_t execute(std::string_view sql, std::span<const SqlValue> values) override {
    std::int64_t changed = 0;
    guarded([&] { changed = connection_.execute(sql, values); });
    return changed;
  }
  void execute_many(std::string_view sql, std::span<const std::vector<SqlValue>> rows) override {
    guarded([&] {
      for (const auto& row : rows) connection_.execute(sql, row);
    });
  }
  void notify(std::string_view channel, std::string_view payload) override {
    ENSURE(payload.size() <= kPayloadBytesMax);
    if (!notified_with_.emplace(channel, payload).second) return;  // Once a transaction, as on PostgreSQL.
    std::int64_t number = 0;
    query(kInsertNotification, {channel, payload}, [&](const SqlRow& row) { number = row.integer(0); });
    if (number % 256 == 0) execute(kPruneNotifications, {number - kNotificationsKept});
    notified_ = true;
  }

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  template <class Run>
  void guarded(Run run) {
    if (failed_) throw DatabaseError("SQLite: a statement after one that failed: the transaction can only be undone");
    try {
      run();
    } catch (const DatabaseError&) {
      failed_ = true;
      throw;
    }
  }

  SqliteConnection& connection_;
  bool& notified_;
  std::set<std::pair<std::string, std::string>> notified_with_;
  bool failed_ = false;
};

SqliteWriter::SqliteWriter(const SqliteOptions& options, const void* database, std::function<void()> committed_notification)
    : connection_(options, SqliteConnection::Use::write),
      database_(database),
      committed_notification_(std::move(committed_notification)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

SqliteWriter::~SqliteWriter() {
  thread_.request_stop();
  wake_.notify_all();
}

void SqliteWriter::write(const std::function<bool(SqlTransaction&)>& work) {
  WorkGuard::refuse_inside(database_);
  Request request;
  request.work = &work;
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(&request);
  }
  wake_.notify_one();
  request.done.acquire();
  if (request.failure) std::rethrow_exception(request.failure);
}

void SqliteWriter::run(const std::stop_token& stop) {
  std::vector<Request*> group;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [&] { return !waiting_.empty(); })) return;
      while (!waiting_.empty() && group.size() < kGroupMax) {
        group.push_back(waiting_.front());
        waiting_.pop_front();
      }
    }
    run_group(group);
    finish(group);
    group.clear();
  }
}

void SqliteWriter::finish(std::span<Request* const> group) {
  for (Request* request : group) request->done.release();  // From here on the request may be gone.
}

void SqliteWriter::run_group(std::span<Request* const> group) {
  notified_ = false;
  try {
    connection_.execute("BEGIN IMMEDIATE");
    for (Request* request : group) {
      run_in_savepoint(*request);
      if (!connection_.in_transaction()) return run_alone(group, request);
    }
    connection_.execute("COMMIT");
  } catch (const std::exception& failure) {
    // Not even a refusal stands: it may rest on what another work of the group had written.
    connection_.execute_quietly("ROLLBACK");
    for (Request* request : group) request->failure = lost_with_the_group(failure);
    return;
  }
  if (notified_) committed_notification_();
}

// The engine undid the whole transaction during the culprit's work: it keeps its error, the others run again one by one.
void SqliteWriter::run_alone(std::span<Request* const> group, const Request* culprit) {
  if (group.size() == 1) return;
  for (Request* request : group) {
    if (request == culprit) continue;
    request->failure = nullptr;
    run_group(std::span(&request, 1));
  }
}

void SqliteWriter::run_in_savepoint(Request& request) {
  connection_.execute("SAVEPOINT work");
  const bool notified_before = notified_;
  bool keep = false;
  try {
    const WorkGuard guard(database_);
    Transaction transaction(connection_, notified_);
    keep = (*request.work)(transaction);
    if (keep && transaction.failed()) throw DatabaseError("SQLite: a work went on after a statement that failed");
  } catch (...) {
    keep = false;
    request.failure = std::current_exception();
  }
  if (!connection_.in_transaction()) {
    if (!request.failure) request.failure = std::make_exception_ptr(DatabaseError("SQLite: the transaction was undone by the engine"));
    return;
  }
  if (!keep) {
    notified_ = notified_before;
    connection_.execute("ROLLBACK TO work");
  }
  connection_.execute("RELEASE work");
}

}  // namespace switchyard::adapters

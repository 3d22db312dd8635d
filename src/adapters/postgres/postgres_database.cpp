#include <chrono>
#include <thread>

#include "adapters/database/migration_store.hpp"
#include "adapters/database/work_guard.hpp"
#include "adapters/postgres/dump.hpp"
#include "adapters/postgres/notifications.hpp"
#include "adapters/postgres/pool.hpp"
#include "adapters/postgres/postgres.hpp"
#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {

constexpr const char* kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
constexpr const char* kBeginWrite = "BEGIN ISOLATION LEVEL SERIALIZABLE";
constexpr const char* kBeginReadCommitted = "BEGIN ISOLATION LEVEL READ COMMITTED";
constexpr std::string_view kLockMigrations = "SELECT pg_advisory_xact_lock(hashtextextended('switchyard migrations of ' || $1, 0))::text";
constexpr std::string_view kHasMigrationTable = "SELECT to_regclass('schema_migrations') IS NOT NULL";
constexpr std::string_view kNotify = "SELECT pg_notify($1, $2)::text";

constexpr int kRunsMax = 40;
constexpr std::int64_t kLongestPauseUs = 100'000;

class Transaction final : public SqlTransaction {
 public:
  Transaction(PostgresConnection& connection, const std::string& schema) : connection_(connection), schema_(schema) {}

  using SqlTransaction::execute;
  using SqlTransaction::query;

  void query(std::string_view sql, std::span<const SqlValue> values, const std::function<void(const SqlRow&)>& each) override {
    connection_.query(sql, values, each);
  }
  std::int64_t execute(std::string_view sql, std::span<const SqlValue> values) override { return connection_.execute(sql, values); }
  void execute_many(std::string_view sql, std::span<const std::vector<SqlValue>> rows) override { connection_.execute_many(sql, rows); }
  void notify(std::string_view channel, std::string_view payload) override {
    ENSURE(payload.size() <= kPayloadBytesMax);
    const std::string name = qualified_channel(schema_, channel);
    execute(kNotify, {std::string_view(name), payload});
  }

 private:
  PostgresConnection& connection_;
  const std::string& schema_;
};

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const PostgresOptions& options) : options_(options), pool_(options, connection_parameters(options)) {
    PostgresPool::Lease lease(pool_);  // Throws if there is no server, role or right.
  }

  void read(const std::function<void(SqlReader&)>& work) override {
    WorkGuard::refuse_inside(this);
    PostgresPool::Lease lease(pool_);
    lease.begin(kBeginRead);
    try {
      const WorkGuard guard(this);
      Transaction transaction(*lease, options_.schema);
      work(transaction);
    } catch (...) {
      lease->command_quietly("ROLLBACK");
      throw;
    }
    lease->command_quietly("COMMIT");
  }

  void write(const std::function<bool(SqlTransaction&)>& work) override { write_until_serialized(kBeginWrite, work); }
  void write_read_committed(const std::function<bool(SqlTransaction&)>& work) override { write_until_serialized(kBeginReadCommitted, work); }

  std::vector<std::string> migrate(std::span<const Migration> migrations) override {
    std::vector<std::string> applied;
    // One transaction for all: the lock of the first statement keeps other nodes out until its commit.
    write_until_serialized(kBeginReadCommitted, [&](SqlTransaction& transaction) {
      applied.clear();
      transaction.query(kLockMigrations, {std::string_view(options_.schema)}, [](const SqlRow&) {});
      create_migration_table(transaction);
      refuse_unknown_migrations(transaction, migrations);
      return true;
    });
    for (const Migration& migration : migrations) {
      bool ran = false;
      write_until_serialized(kBeginReadCommitted, [&](SqlTransaction& transaction) {
        transaction.query(kLockMigrations, {std::string_view(options_.schema)}, [](const SqlRow&) {});
        ran = apply_migration(transaction, migration);
        return true;
      });
      if (ran) applied.emplace_back(migration.name);
    }
    return applied;
  }

  std::vector<std::string> pending(std::span<const Migration> migrations) override {
    std::vector<std::string> names;
    read([&](SqlReader& reader) {
      bool has_table = false;
      reader.query(kHasMigrationTable, {}, [&](const SqlRow& row) { has_table = row.integer(0) == 1; });
      if (has_table) {
        names = pending_migrations(reader, migrations);
        return;
      }
      for (const Migration& migration : migrations) names.emplace_back(migration.name);
    });
    return names;
  }

  std::shared_ptr<void> listen(std::string_view channel, std::function<void(std::string_view)> heard) override {
    const std::lock_guard lock(listening_mutex_);
    if (!notifications_) notifications_ = std::make_unique<PostgresNotifications>(options_, pool_.parameters());
    return notifications_->add(channel, std::move(heard));
  }

  void backup_to(const std::string& file) override { dump_schema(pool_.parameters(), options_.schema, file); }

 private:
  void write_until_serialized(const char* begin, const std::function<bool(SqlTransaction&)>& work) {
    WorkGuard::refuse_inside(this);
    for (int run = 1; !write_once(begin, work); ++run) {
      if (run == kRunsMax) throw DatabaseError("PostgreSQL: other transactions were in the way " + std::to_string(kRunsMax) + " times");
      pause_before(run + 1);
    }
  }

  // False if it must run again.
  bool write_once(const char* begin, const std::function<bool(SqlTransaction&)>& work) {
    PostgresPool::Lease lease(pool_);
    lease.begin(begin);
    bool keep = false;
    try {
      const WorkGuard guard(this);
      Transaction transaction(*lease, options_.schema);
      keep = work(transaction);
    } catch (...) {
      // Whatever the work made of it: what it saw was not one state.
      const bool again = lease->take_serialization_failure() && !lease->is_lost();
      lease->command_quietly("ROLLBACK");
      if (again) return false;
      throw;
    }
    const bool again = lease->take_serialization_failure();
    const bool failed = lease->has_failed_statement();
    if (again || failed || !keep) lease->command_quietly("ROLLBACK");
    if (again) return false;
    if (keep && failed) throw DatabaseError("PostgreSQL: a work went on after a statement that failed");
    return !keep || commit(*lease);
  }

  static bool commit(PostgresConnection& connection) {
    try {
      connection.command("COMMIT");
      return true;
    } catch (const DatabaseError&) {
      if (connection.take_serialization_failure()) return false;
      throw;
    }
  }

  // Doubles from half a millisecond, and spreads those that clashed by a count, so that they do not clash again.
  void pause_before(int run) {
    const std::int64_t longest_us = std::min(std::int64_t{500} << std::min(run, 12), kLongestPauseUs);
    const std::uint64_t spread = (pauses_.fetch_add(1, std::memory_order_relaxed) + 1) * 0x9E3779B97F4A7C15u >> 48;
    const std::int64_t pause_us = longest_us / 2 + static_cast<std::int64_t>(spread) * (longest_us / 2) / 65536;
    std::this_thread::sleep_for(std::chrono::microseconds(pause_us));
  }

  const PostgresOptions options_;
  PostgresPool pool_;
  std::atomic<std::uint64_t> pauses_{0};
  std::mutex listening_mutex_;
  std::unique_ptr<PostgresNotifications> notifications_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const PostgresOptions& options) { return std::make_unique<PostgresDatabase>(options); }

void restore_postgres(const PostgresOptions& options, const std::string& file) { restore_schema(connection_parameters(options), options.schema, file); }

}  // namespace switchyard::adapters

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "adapters/database/migration_store.hpp"
#include "adapters/database/work_guard.hpp"
#include "adapters/sqlite/connection.hpp"
#include "adapters/sqlite/notifications.hpp"
#include "adapters/sqlite/sqlite.hpp"
#include "adapters/sqlite/writer.hpp"

namespace switchyard::adapters {
namespace {

// Connections kept open for readers that come again.
constexpr std::size_t kIdleReadersMax = 32;

constexpr std::string_view kCreateNotifications =
    "CREATE TABLE IF NOT EXISTS database_notifications (number INTEGER PRIMARY KEY, channel TEXT NOT NULL, payload TEXT NOT NULL)";

class Reader final : public SqlReader {
 public:
  explicit Reader(SqliteConnection& connection) : connection_(connection) {}
  using SqlReader::query;
  void query(std::string_view sql, std::span<const SqlValue> values, const std::function<void(const SqlRow&)>& each) override {
    connection_.query(sql, values, each);
  }

 private:
  SqliteConnection& connection_;
};

// A read transaction on a connection of its own; ends with the scope.
class ReadScope {
 public:
  explicit ReadScope(SqliteConnection& connection) : connection_(connection) { connection_.execute("BEGIN"); }
  ~ReadScope() { connection_.execute_quietly("ROLLBACK"); }
  ReadScope(const ReadScope&) = delete;
  ReadScope& operator=(const ReadScope&) = delete;

 private:
  SqliteConnection& connection_;
};

void sync_to_disk(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) throw DatabaseError("SQLite: cannot sync " + path);
}

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const SqliteOptions& options)
      : options_(options), writer_(options, this, [this] { committed_notification(); }) {
    writer_.write([](SqlTransaction& transaction) {
      create_migration_table(transaction);
      transaction.execute(kCreateNotifications, {});
      return true;
    });
  }

  void read(const std::function<void(SqlReader&)>& work) override {
    WorkGuard::refuse_inside(this);
    auto connection = take_reader();
    {
      const ReadScope scope(*connection);
      const WorkGuard guard(this);
      Reader reader(*connection);
      work(reader);
    }
    const std::lock_guard lock(mutex_);
    if (idle_readers_.size() < kIdleReadersMax) idle_readers_.push_back(std::move(connection));
  }

  void write(const std::function<bool(SqlTransaction&)>& work) override { writer_.write(work); }

  std::vector<std::string> migrate(std::span<const Migration> migrations) override {
    read([&](SqlReader& reader) { refuse_unknown_migrations(reader, migrations); });
    std::vector<std::string> applied;
    for (const Migration& migration : migrations) {
      bool ran = false;
      write([&](SqlTransaction& transaction) {
        ran = apply_migration(transaction, migration);
        return true;
      });
      if (ran) applied.emplace_back(migration.name);
    }
    return applied;
  }

  std::vector<std::string> pending(std::span<const Migration> migrations) override {
    std::vector<std::string> names;
    read([&](SqlReader& reader) { names = pending_migrations(reader, migrations); });
    return names;
  }

  std::shared_ptr<void> listen(std::string_view channel, std::function<void(std::string_view)> heard) override {
    const std::lock_guard lock(mutex_);
    if (!notifications_) notifications_ = std::make_unique<SqliteNotifications>(options_);
    return notifications_->listeners().add(channel, std::move(heard));
  }

  void backup_to(const std::string& file) override {
    const int made = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (made < 0) throw DatabaseError("SQLite: cannot make the backup " + file + ": it exists or its folder can't be written");
    ::close(made);
    SqliteConnection connection(options_, SqliteConnection::Use::backup);
    connection.execute("VACUUM INTO $1", std::vector<SqlValue>{std::string_view(file)});
    sync_to_disk(file);
    const auto folder = std::filesystem::path(file).parent_path();
    sync_to_disk(folder.empty() ? "." : folder.string());
  }

 private:
  std::unique_ptr<SqliteConnection> take_reader() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_readers_.empty()) {
        auto connection = std::move(idle_readers_.back());
        idle_readers_.pop_back();
        return connection;
      }
    }
    return std::make_unique<SqliteConnection>(options_, SqliteConnection::Use::read);
  }

  void committed_notification() {
    const std::lock_guard lock(mutex_);
    if (notifications_) notifications_->committed();
  }

  const SqliteOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_readers_;
  std::unique_ptr<SqliteNotifications> notifications_;
  SqliteWriter writer_;  // Last: its thread calls the members above and ends first.
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const SqliteOptions& options) { return std::make_unique<SqliteDatabase>(options); }

}  // namespace switchyard::adapters

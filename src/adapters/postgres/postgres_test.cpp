#include "adapters/postgres/postgres.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <latch>
#include <mutex>
#include <thread>

#include "adapters/test_databases_fake.hpp"

namespace switchyard::adapters {
namespace {

constexpr Migration kMigration{"suite/0001_items", "CREATE TABLE items (id TEXT NOT NULL PRIMARY KEY);\n"};

// A schema of its own in the server of this run.
class PostgresServer : public ::testing::Test {
 protected:
  PostgresServer() {
    static int made = 0;
    options_ = {.url = test_postgres_url(), .schema = "own" + std::to_string(++made), .role = {}, .log = nullptr};
    command(*open("public"), "CREATE SCHEMA " + options_.schema);
  }
  ~PostgresServer() override { command(*open("public"), "DROP SCHEMA " + options_.schema + " CASCADE"); }

  [[nodiscard]] std::unique_ptr<Database> open(const std::string& schema, const std::string& role = {}) const {
    PostgresOptions options = options_;
    options.schema = schema;
    options.role = role;
    return open_postgres(options);
  }
  static void command(Database& database, std::string_view sql) {
    database.write([&](SqlTransaction& transaction) {
      transaction.execute(sql, {});
      return true;
    });
  }
  static std::int64_t number(Database& database, std::string_view sql) {
    std::int64_t number = -1;
    database.read([&](SqlReader& reader) { reader.query(sql, {}, [&](const SqlRow& row) { number = row.integer(0); }); });
    return number;
  }
  // Ends the connections of this run's other databases, as a server that is restarted does.
  void end_connections() {
    command(*open("public"),
            "DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'switchyard' AND pid <> pg_backend_pid(); END $$");
  }

  PostgresOptions options_;
};

TEST_F(PostgresServer, RolesOwnTheirSchemaAndHaveNoRightOnTheOthers) {
  const auto schemas = switchyard_schemas();
  EXPECT_FALSE(postgres_separation_findings(options_.url, schemas).empty());
  prepare_postgres(options_.url, schemas);
  prepare_postgres(options_.url, schemas);
  EXPECT_EQ(postgres_separation_findings(options_.url, schemas), std::vector<std::string>{});

  const auto live = open("live", "switchyard_live");
  live->migrate(std::span(&kMigration, 1));
  command(*live, "INSERT INTO items (id) VALUES ('secret')");
  for (const auto& [schema, role] : {std::pair{"test", "switchyard_test"}, std::pair{"control", "switchyard_control"}}) {
    const auto other = open(schema, role);
    for (const char* sql : {"SELECT id FROM live.items", "INSERT INTO live.items (id) VALUES ('mine')", "CREATE TABLE live.mine (id TEXT)",
                            "SET ROLE switchyard_live", "SET SESSION AUTHORIZATION switchyard_live", "CREATE SCHEMA mine", "CREATE TABLE public.mine (id TEXT)"}) {
      EXPECT_THROW(command(*other, sql), DatabaseError) << role << ": " << sql;
    }
    other->migrate(std::span(&kMigration, 1));
    EXPECT_EQ(number(*other, "SELECT count(*) FROM items"), 0);
  }
  EXPECT_EQ(number(*live, "SELECT count(*) FROM items"), 1);

  command(*open("public"), "GRANT USAGE ON SCHEMA live TO switchyard_test");
  EXPECT_EQ(postgres_separation_findings(options_.url, schemas), std::vector<std::string>{"the role switchyard_test can use the schema live"});
  command(*open("public"), "REVOKE USAGE ON SCHEMA live FROM switchyard_test");
}

TEST_F(PostgresServer, AnAdministratorWhoIsNoSuperuserCanPrepare) {
  command(*open("public"), "CREATE ROLE administrator LOGIN CREATEROLE");
  command(*open("public"), "GRANT CREATE ON DATABASE postgres TO administrator");
  std::string url = options_.url;
  url.replace(url.find("postgres@"), 8, "administrator");
  const std::vector<PostgresSchema> schemas{{"second_test", "second_role"}};
  prepare_postgres(url, schemas);
  prepare_postgres(url, schemas);
  EXPECT_EQ(postgres_separation_findings(url, schemas), std::vector<std::string>{});
  open("second_test", "second_role")->migrate(std::span(&kMigration, 1));
}

TEST_F(PostgresServer, AConnectionThatTheServerClosedIsMadeAgain) {
  const auto database = open(options_.schema);
  database->migrate(std::span(&kMigration, 1));
  end_connections();
  command(*database, "INSERT INTO items (id) VALUES ('a')");
  end_connections();
  EXPECT_EQ(number(*database, "SELECT count(*) FROM items"), 1);
}

TEST_F(PostgresServer, AConnectionLostInAWorkIsADatabaseErrorAndItsWritesAreGone) {
  const auto database = open(options_.schema);
  database->migrate(std::span(&kMigration, 1));
  int runs = 0;
  EXPECT_THROW(database->write([&](SqlTransaction& transaction) {
    ++runs;
    transaction.execute("INSERT INTO items (id) VALUES ('a')", {});
    std::thread([&] { end_connections(); }).join();
    transaction.execute("INSERT INTO items (id) VALUES ('b')", {});
    return true;
  }), DatabaseError);
  EXPECT_THROW(database->write([&](SqlTransaction& transaction) {
    std::thread([&] { end_connections(); }).join();
    const std::vector<std::vector<SqlValue>> rows(600, std::vector<SqlValue>{std::string_view("c")});
    transaction.execute_many("INSERT INTO items (id) VALUES ($1)", rows);
    return true;
  }), DatabaseError);
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(number(*database, "SELECT count(*) FROM items"), 0);
}

TEST_F(PostgresServer, AListenerHearsAnEmptyPayloadAfterAReconnect) {
  const auto database = open(options_.schema);
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::string> heard;
  const auto handle = database->listen("prices", [&](std::string_view payload) {
    const std::lock_guard lock(mutex);
    heard.emplace_back(payload);
    changed.notify_all();
  });
  const auto wait_for = [&](std::size_t number) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(10), [&] { return heard.size() >= number; });
  };
  end_connections();
  ASSERT_TRUE(wait_for(1));
  database->write([](SqlTransaction& transaction) { return transaction.notify("prices", "new"), true; });
  ASSERT_TRUE(wait_for(2));
  EXPECT_EQ(heard, (std::vector<std::string>{"", "new"}));
}

TEST_F(PostgresServer, ChannelsOfAnotherSchemaAreNotHeard) {
  const auto mine = open(options_.schema);
  const auto other = open("public");
  std::atomic<int> heard{0};
  std::latch done(1);
  const auto wrong = mine->listen("prices", [&](std::string_view) { ++heard; });
  const auto last = mine->listen("done", [&](std::string_view) { done.count_down(); });
  other->write([](SqlTransaction& transaction) { return transaction.notify("prices", "x"), true; });
  mine->write([](SqlTransaction& transaction) { return transaction.notify("done", "x"), true; });
  done.wait();
  EXPECT_EQ(heard.load(), 0);
}

TEST_F(PostgresServer, WhenAllConnectionsAreTakenTheNextCallerIsToldSo) {
  PostgresOptions options = options_;
  options.connections_max = 1;
  options.wait_for_connection = Duration::milliseconds(20);
  const auto database = open_postgres(options);
  database->read([&](SqlReader&) {
    std::thread([&] { EXPECT_THROW(database->read([](SqlReader&) {}), DatabaseError); }).join();
  });
  database->read([](SqlReader&) {});
}

TEST_F(PostgresServer, ABackupBesideWritersIsOneStateAndComesBack) {
  const auto database = open(options_.schema);
  database->migrate(std::span(&kMigration, 1));
  const std::string folder = std::filesystem::temp_directory_path() / ("switchyard-backup-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  std::atomic<bool> stop{false};
  std::atomic<int> pairs{0};
  {
    const std::jthread writer([&] {
      for (int i = 0; !stop; ++i, ++pairs) {
        database->write([&](SqlTransaction& transaction) {
          const std::string id = std::to_string(i);
          return transaction.execute("INSERT INTO items (id) VALUES ($1 || 'a'), ($1 || 'b')", {std::string_view(id)}) == 2;
        });
      }
    });
    while (pairs < 50) std::this_thread::yield();
    database->backup_to(folder + "/test.dump");
    stop = true;
  }
  EXPECT_THROW(database->backup_to(folder + "/test.dump"), DatabaseError);
  command(*database, "DROP TABLE items, schema_migrations");
  restore_postgres(options_, folder + "/test.dump");
  EXPECT_GE(number(*database, "SELECT count(*) FROM items"), 100);
  EXPECT_EQ(number(*database, "SELECT count(*) % 2 FROM items"), 0);
  EXPECT_EQ(database->pending(std::span(&kMigration, 1)), std::vector<std::string>{});
  EXPECT_THROW(restore_postgres(options_, folder + "/test.dump"), DatabaseError);
  std::filesystem::remove_all(folder);
}

TEST_F(PostgresServer, ABadUrlSchemaOrServerIsADatabaseErrorWithoutThePassword) {
  for (const char* url : {"mysql://root:hunter2@localhost/x", "postgresql://root:hunter2@localhost:port/x", "postgresql://root:hunter2@127.0.0.1:1/x"}) {
    try {
      static_cast<void>(open_postgres({.url = url, .schema = "test", .role = {}, .log = nullptr}));
      ADD_FAILURE() << url;
    } catch (const DatabaseError& failure) {
      EXPECT_EQ(std::string(failure.what()).find("hunter2"), std::string::npos);
    }
  }
  EXPECT_THROW(open_postgres({.url = options_.url, .schema = "test; DROP", .role = {}, .log = nullptr}), DatabaseError);
}

}  // namespace
}  // namespace switchyard::adapters

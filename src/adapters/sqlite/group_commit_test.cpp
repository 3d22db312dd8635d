#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <latch>
#include <thread>

#include "adapters/sqlite/sqlite.hpp"

namespace switchyard::adapters {
namespace {

using namespace std::string_view_literals;

constexpr Migration kMigration{"suite/0001_items",
                               "CREATE TABLE items (id TEXT NOT NULL PRIMARY KEY, parent TEXT REFERENCES items (id) DEFERRABLE INITIALLY DEFERRED);\n"};

class SqliteFile : public ::testing::Test {
 protected:
  SqliteFile() {
    folder_ = (std::filesystem::temp_directory_path() / "switchyard-test-XXXXXX").string();
    EXPECT_NE(::mkdtemp(folder_.data()), nullptr);
    database_ = open_sqlite({.file = folder_ + "/test.db"});
    database_->migrate(std::span(&kMigration, 1));
  }
  ~SqliteFile() override {
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  void insert(std::string_view id) {
    database_->write([&](SqlTransaction& transaction) { return transaction.execute("INSERT INTO items (id) VALUES ($1)", {id}) == 1; });
  }
  static std::int64_t count(Database& database) {
    std::int64_t count = -1;
    database.read([&](SqlReader& reader) { reader.query("SELECT count(*) FROM items", {}, [&](const SqlRow& row) { count = row.integer(0); }); });
    return count;
  }

  // Holds the writer until all the works wait, so that they share one commit. Returns how many threw DatabaseError.
  int run_as_one_group(const std::vector<std::function<bool(SqlTransaction&)>>& works) {
    std::latch held(1), queued(static_cast<std::ptrdiff_t>(works.size()));
    std::atomic<int> failed{0};
    std::vector<std::jthread> threads;
    threads.emplace_back([&] {
      database_->write([&](SqlTransaction&) {
        held.count_down();
        queued.wait();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));  // From "about to call" to "in the queue".
        return false;
      });
    });
    held.wait();
    for (const auto& work : works) {
      threads.emplace_back([&] {
        queued.count_down();
        try {
          database_->write(work);
        } catch (const DatabaseError&) {
          ++failed;
        }
      });
    }
    threads.clear();
    return failed;
  }

  std::string folder_;
  std::unique_ptr<Database> database_;
};

std::function<bool(SqlTransaction&)> inserting(std::string id, SqlValue parent = nullptr) {
  return [id = std::move(id), parent](SqlTransaction& transaction) {
    return transaction.execute("INSERT INTO items (id, parent) VALUES ($1, $2)", {std::string_view(id), parent}) == 1;
  };
}

TEST_F(SqliteFile, IfTheCommitFailsEveryCallerOfTheGroupHearsIt) {
  // A deferred foreign key fails in COMMIT.
  EXPECT_EQ(run_as_one_group({inserting("a"), inserting("b", "no such parent"sv), inserting("c"), [](SqlTransaction&) { return false; }}), 4);
  EXPECT_EQ(count(*database_), 0);
  insert("still usable");
}

TEST_F(SqliteFile, AFullDiskFailsTheWorkThatMetItAndNoOther) {
  const auto large = [](SqlTransaction& transaction) {
    transaction.query("PRAGMA max_page_count = 40", {}, [](const SqlRow&) {});
    const std::string id(1u << 20, 'x');
    return transaction.execute("INSERT INTO items (id) VALUES ($1)", {std::string_view(id)}) == 1;
  };
  EXPECT_EQ(run_as_one_group({inserting("a"), inserting("b"), large, inserting("c")}), 1);
  EXPECT_EQ(count(*database_), 3);
}

TEST_F(SqliteFile, AnotherHandleOnTheFileTakesTurns) {
  const auto other = open_sqlite({.file = folder_ + "/test.db"});
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      Database& database = thread % 2 == 0 ? *database_ : *other;
      for (int i = 0; i < 50; ++i) database.write(inserting(std::to_string(thread) + "." + std::to_string(i)));
    });
  }
  threads.clear();
  EXPECT_EQ(count(*other), 200);
}

TEST_F(SqliteFile, ALockHeldTooLongIsADatabaseError) {
  const auto other = open_sqlite({.file = folder_ + "/test.db", .busy_timeout = Duration::milliseconds(20)});
  std::latch held(1), tried(1);
  {
    const std::jthread holder([&] {
      database_->write([&](SqlTransaction&) {
        held.count_down();
        tried.wait();
        return false;
      });
    });
    held.wait();
    EXPECT_THROW(other->write([](SqlTransaction&) { return true; }), DatabaseError);
    tried.count_down();
  }
  other->write(inserting("after"));
}

TEST_F(SqliteFile, OnlyItsOwnerMayReadTheFile) {
  insert("a");
  for (const char* name : {"/test.db", "/test.db-wal", "/test.db-shm"}) {
    struct stat status {};
    ASSERT_EQ(::stat((folder_ + name).c_str(), &status), 0) << name;
    EXPECT_EQ(status.st_mode & 0777u, 0600u) << name;
  }
}

TEST_F(SqliteFile, ABackupBesideWritersIsOneStateAndOpens) {
  std::atomic<bool> stop{false};
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < 4; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; !stop; ++i) {
        database_->write([&](SqlTransaction& transaction) {
          const std::string id = std::to_string(writer) + "." + std::to_string(i);
          inserting(id + "a")(transaction);
          return inserting(id + "b")(transaction);
        });
      }
    });
  }
  while (count(*database_) < 100) std::this_thread::yield();
  database_->backup_to(folder_ + "/backup.db");
  stop = true;
  writers.clear();
  const auto backup = open_sqlite({.file = folder_ + "/backup.db"});
  EXPECT_GE(count(*backup), 100);
  EXPECT_EQ(count(*backup) % 2, 0);
  EXPECT_EQ(backup->pending(std::span(&kMigration, 1)), std::vector<std::string>{});
}

TEST_F(SqliteFile, ABackupNeverOverwrites) {
  database_->backup_to(folder_ + "/backup.db");
  EXPECT_THROW(database_->backup_to(folder_ + "/backup.db"), DatabaseError);
  EXPECT_THROW(database_->backup_to(folder_ + "/none/backup.db"), DatabaseError);
}

TEST_F(SqliteFile, WhatIsNoDatabaseIsRefused) {
  std::ofstream(folder_ + "/text.db") << std::string(5000, 'x');
  EXPECT_THROW(open_sqlite({.file = folder_ + "/text.db"}), DatabaseError);
  EXPECT_THROW(open_sqlite({.file = folder_ + "/none/test.db"}), DatabaseError);
}

}  // namespace
}  // namespace switchyard::adapters

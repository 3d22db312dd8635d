#include <atomic>
#include <latch>
#include <thread>

#include "adapters/database_suite/database_fixture.hpp"
#include "values/ensure.hpp"

namespace switchyard {
namespace {

using namespace std::string_view_literals;
using DatabaseTransactions = DatabaseSuite;

constexpr std::string_view kInsert = "INSERT INTO items (id, amount) VALUES ($1, $2)";

TEST_P(DatabaseTransactions, AWorkThatReturnsFalseLeavesNothing) {
  database_->write([&](SqlTransaction& transaction) {
    transaction.execute(kInsert, {"a"sv, std::int64_t{1}});
    return false;
  });
  EXPECT_EQ(count(*database_), 0);
}

TEST_P(DatabaseTransactions, AnExceptionUndoesAndReachesTheCaller) {
  EXPECT_THROW(database_->write([&](SqlTransaction& transaction) -> bool {
    transaction.execute(kInsert, {"a"sv, std::int64_t{1}});
    throw std::out_of_range("mine");
  }), std::out_of_range);
  EXPECT_EQ(count(*database_), 0);
}

TEST_P(DatabaseTransactions, AnErrorRollsBackAndIsTheResult) {
  const auto refused = write_result<int>(*database_, [](SqlTransaction& transaction) -> Result<int> {
    transaction.execute(kInsert, {"a"sv, std::int64_t{1}});
    return Error{ErrorKind::conflict, "taken", "It is taken."};
  });
  EXPECT_EQ(refused.error().code, "taken");
  const auto done = write_result<int>(*database_, [](SqlTransaction& transaction) -> Result<int> {
    transaction.execute(kInsert, {"b"sv, std::int64_t{1}});
    return 7;
  });
  EXPECT_EQ(done.value(), 7);
  EXPECT_EQ(count(*database_), 1);
}

TEST_P(DatabaseTransactions, ADuplicateAndAMissingParentAreConstraintViolations) {
  insert(*database_, "a");
  EXPECT_THROW(insert(*database_, "a"), ConstraintViolation);
  EXPECT_THROW(database_->write([](SqlTransaction& transaction) {
    transaction.execute("INSERT INTO parts (id, item_id) VALUES ('p', 'none')", {});
    return true;
  }), ConstraintViolation);
}

TEST_P(DatabaseTransactions, AMissingValueOrBrokenSqlIsADatabaseErrorAndNoRefusal) {
  for (const std::string_view sql : {"INSERT INTO items (id) VALUES (NULL)"sv, "SELEKT 1"sv, "INSERT INTO nowhere (a) VALUES (1)"sv}) {
    try {
      database_->write([&](SqlTransaction& transaction) { return transaction.execute(sql, {}) == 1; });
      ADD_FAILURE() << sql;
    } catch (const ConstraintViolation&) {
      ADD_FAILURE() << sql;
    } catch (const DatabaseError&) {
    }
  }
}

TEST_P(DatabaseTransactions, AfterARefusedStatementTheWorkCanOnlyEnd) {
  insert(*database_, "a");
  const auto refused = write_result<int>(*database_, [](SqlTransaction& transaction) -> Result<int> {
    transaction.execute(kInsert, {"b"sv, std::int64_t{1}});
    try {
      transaction.execute(kInsert, {"a"sv, std::int64_t{1}});
    } catch (const ConstraintViolation&) {
      return Error{ErrorKind::conflict, "taken", "It is taken."};
    }
    return 1;
  });
  EXPECT_EQ(refused.error().code, "taken");
  EXPECT_THROW(database_->write([](SqlTransaction& transaction) {
    try {
      transaction.execute(kInsert, {"a"sv, std::int64_t{1}});
    } catch (const ConstraintViolation&) {
    }
    return true;
  }), DatabaseError);
  EXPECT_EQ(count(*database_), 1);
}

TEST_P(DatabaseTransactions, CallingTheDatabaseFromItsOwnWorkIsABug) {
  EXPECT_THROW(database_->write([&](SqlTransaction&) { return insert(*database_, "a"), true; }), Bug);
  EXPECT_THROW(database_->read([&](SqlReader&) { insert(*database_, "a"); }), Bug);
  EXPECT_EQ(count(*database_), 0);
}

TEST_P(DatabaseTransactions, AReadSeesOneStateThoughWritesGoOn) {
  insert(*database_, "a");
  database_->read([&](SqlReader& reader) {
    std::int64_t before = 0, after = 0;
    reader.query("SELECT count(*) FROM items", {}, [&](const SqlRow& row) { before = row.integer(0); });
    std::thread([&] { insert(*database_, "b"); }).join();
    reader.query("SELECT count(*) FROM items", {}, [&](const SqlRow& row) { after = row.integer(0); });
    EXPECT_EQ(before, 1);
    EXPECT_EQ(after, 1);
  });
  EXPECT_EQ(count(*database_), 2);
}

TEST_P(DatabaseTransactions, SixtyFourWritersTogetherLoseAndDoubleNothing) {
  insert(*database_, "counter", 0);
  std::atomic<int> undone{0};
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < 64; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < 10; ++i) {
        const std::string id = std::to_string(writer) + "." + std::to_string(i);
        try {
          database_->write([&](SqlTransaction& transaction) {
            transaction.execute(kInsert, {std::string_view(id), std::int64_t{i}});
            if (i == 3) return false;
            if (i == 7) throw std::runtime_error("undone");
            return true;
          });
        } catch (const std::runtime_error&) {
          ++undone;
        }
      }
    });
  }
  writers.clear();
  EXPECT_EQ(undone.load(), 64);
  EXPECT_EQ(count(*database_), 1 + 64 * 8);
  EXPECT_EQ(number(*database_, "SELECT count(*) FROM items WHERE amount IN (3, 7)"), 0);
  EXPECT_EQ(count(*database_.open_again()), 1 + 64 * 8);
}

TEST_P(DatabaseTransactions, TwoThatReadBeforeTheyWriteCountBoth) {
  insert(*database_, "counter", 0);
  constexpr int kThreads = 8, kTurns = 10;
  std::latch start(kThreads);
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&] {
      start.arrive_and_wait();
      for (int turn = 0; turn < kTurns; ++turn) {
        database_->write([](SqlTransaction& transaction) {
          std::int64_t amount = 0;
          transaction.query("SELECT amount FROM items WHERE id = 'counter'", {}, [&](const SqlRow& row) { amount = row.integer(0); });
          return transaction.execute("UPDATE items SET amount = $1 WHERE id = 'counter'", {amount + 1}) == 1;
        });
      }
    });
  }
  threads.clear();
  EXPECT_EQ(number(*database_, "SELECT amount FROM items WHERE id = 'counter'"), kThreads * kTurns);
}

// Write skew: each of two sees that nobody is on call and goes; a serializable database lets only one do so.
TEST_P(DatabaseTransactions, ADecisionOnWhatWasReadHolds) {
  auto other = database_.open_again();
  std::latch both_read(2);
  std::atomic<int> runs{0};
  const auto take = [&](Database& database, std::string_view id) {
    bool first_run = true;
    database.write([&](SqlTransaction& transaction) {
      ++runs;
      std::int64_t taken = 0;
      transaction.query("SELECT count(*) FROM items", {}, [&](const SqlRow& row) { taken = row.integer(0); });
      if (std::exchange(first_run, false) && GetParam() == Engine::postgres) both_read.arrive_and_wait();
      if (taken > 0) return false;
      transaction.execute(kInsert, {id, std::int64_t{1}});
      return true;
    });
  };
  {
    const std::jthread one([&] { take(*database_, "a"); });
    const std::jthread two([&] { take(*other, "b"); });
  }
  EXPECT_EQ(count(*database_), 1);
  EXPECT_EQ(runs.load(), GetParam() == Engine::postgres ? 3 : 2);
}

TEST_P(DatabaseTransactions, AQueueIsClaimedWithoutWaitingOrDoubles) {
  for (int i = 0; i < 40; ++i) insert(*database_, "job " + std::to_string(i), 0);
  std::atomic<int> claimed{0};
  std::vector<std::jthread> runners;
  for (int runner = 0; runner < 4; ++runner) {
    runners.emplace_back([&] {
      for (int turn = 0; turn < 10; ++turn) {
        int got = 0;
        database_->write_read_committed([&](SqlTransaction& transaction) {
          got = 0;
          transaction.query("UPDATE items SET amount = 1 WHERE id IN (SELECT id FROM items WHERE amount = 0 ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED)"
                            " RETURNING id", {}, [&](const SqlRow&) { ++got; });
          return true;
        });
        claimed += got;
      }
    });
  }
  runners.clear();
  EXPECT_EQ(claimed.load(), 40);
}

INSTANTIATE_TEST_SUITE_P(Engines, DatabaseTransactions, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard

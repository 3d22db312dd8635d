#include <latch>
#include <thread>

#include "adapters/database_suite/database_fixture.hpp"

namespace switchyard {
namespace {

using Names = std::vector<std::string>;

class DatabaseMigrations : public ::testing::TestWithParam<Engine> {
 protected:
  TestDatabase database_{GetParam()};
};

TEST_P(DatabaseMigrations, EachStepRunsOnce) {
  EXPECT_EQ(database_->pending(kSuiteMigrations), (Names{"suite/0001_items", "suite/0002_parts"}));
  EXPECT_EQ(database_->migrate(std::span(kSuiteMigrations).first(1)), Names{"suite/0001_items"});
  EXPECT_EQ(database_->pending(kSuiteMigrations), Names{"suite/0002_parts"});
  EXPECT_EQ(database_->migrate(kSuiteMigrations), Names{"suite/0002_parts"});
  EXPECT_EQ(database_->migrate(kSuiteMigrations), Names{});
  EXPECT_EQ(database_->pending(kSuiteMigrations), Names{});
}

TEST_P(DatabaseMigrations, AStepThatFailsLeavesNothingAndIsStillPending) {
  const std::vector<Migration> steps{{"suite/0001_a", "CREATE TABLE a (id TEXT);\n"},
                                     {"suite/0002_b", "CREATE TABLE b (id TEXT);\nINSERT INTO nowhere VALUES (1);\n"}};
  EXPECT_THROW(database_->migrate(steps), DatabaseError);
  EXPECT_EQ(database_->pending(steps), Names{"suite/0002_b"});
  EXPECT_THROW(database_->read([](SqlReader& reader) { reader.query("SELECT id FROM b", {}, [](const SqlRow&) {}); }), DatabaseError);
}

TEST_P(DatabaseMigrations, ADatabaseOfANewerVersionIsRefused) {
  database_->migrate(kSuiteMigrations);
  EXPECT_THROW(database_->migrate(std::span(kSuiteMigrations).first(1)), DatabaseError);
  const std::vector<Migration> other_room{{"other/0001_c", "CREATE TABLE c (id TEXT);\n"}};
  EXPECT_EQ(database_->migrate(other_room), Names{"other/0001_c"});
}

TEST_P(DatabaseMigrations, AStepThatWasChangedAfterItRanIsRefused) {
  const std::vector<Migration> first{{"suite/0001_a", "CREATE TABLE a (id TEXT);\n"}};
  const std::vector<Migration> same{{"suite/0001_a", "-- A comment may change.\nCREATE TABLE a (id TEXT);\n"}};
  const std::vector<Migration> changed{{"suite/0001_a", "CREATE TABLE a (id BIGINT);\n"}};
  database_->migrate(first);
  EXPECT_EQ(database_->migrate(same), Names{});
  EXPECT_THROW(database_->migrate(changed), DatabaseError);
}

TEST_P(DatabaseMigrations, ManyNodesAtOnceRunEachStepOnce) {
  constexpr int kNodes = 4;
  std::vector<std::unique_ptr<Database>> nodes;
  for (int i = 0; i < kNodes; ++i) nodes.push_back(database_.open_again());
  std::vector<Names> applied(kNodes);
  std::latch start(kNodes);
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < kNodes; ++i) {
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      applied[i] = nodes[i]->migrate(kSuiteMigrations);
    });
  }
  threads.clear();
  std::size_t total = 0;
  for (const Names& names : applied) total += names.size();
  EXPECT_EQ(total, 2u);
  EXPECT_EQ(database_->pending(kSuiteMigrations), Names{});
}

INSTANTIATE_TEST_SUITE_P(Engines, DatabaseMigrations, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard

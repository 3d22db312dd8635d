// Fresh databases for the tests of any room's stores, on every engine. Link TEST_ROOMS adapters_test_databases.
//
//   class JobStore : public ::testing::TestWithParam<Engine> {
//    protected:
//     TestDatabase database_{GetParam(), outbox_migrations()};
//   };
//   INSTANTIATE_TEST_SUITE_P(Engines, JobStore, every_engine(), engine_name);
//
// PostgreSQL is started once a test process, in a folder of its own, and stopped at its end, however it ends.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "ports/database.hpp"

namespace switchyard {

enum class Engine { sqlite, postgres };

// Both engines; only SQLite if SWITCHYARD_TEST_ENGINES=sqlite stands in the environment.
::testing::internal::ParamGenerator<Engine> every_engine();
std::string engine_name(const ::testing::TestParamInfo<Engine>& parameter);

// The superuser's URL of this run's PostgreSQL, which is started if it was not.
std::string test_postgres_url();

// An empty file or schema, with the given migrations applied; gone when it ends.
class TestDatabase {
 public:
  explicit TestDatabase(Engine engine, std::span<const Migration> migrations = {});
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  [[nodiscard]] Engine engine() const;
  Database& operator*() { return *database_; }
  Database* operator->() { return database_.get(); }

  // The same data as another node (PostgreSQL) or process (SQLite) sees it. Must end before this does.
  std::unique_ptr<Database> open_again();

 private:
  struct Place;
  std::unique_ptr<Place> place_;
  std::unique_ptr<Database> database_;
};

}  // namespace switchyard

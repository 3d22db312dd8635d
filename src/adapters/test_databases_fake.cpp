#include "adapters/test_databases_fake.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "adapters/postgres/postgres.hpp"
#include "adapters/postgres/postgres_cluster_fake.hpp"
#include "adapters/sqlite/sqlite.hpp"

namespace switchyard {
namespace {

PostgresCluster& cluster_of_this_run() {
  static PostgresCluster cluster;
  return cluster;
}

std::string new_folder() {
  std::string folder = (std::filesystem::temp_directory_path() / "switchyard-test-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("cannot make " + folder);
  return folder;
}

void drop_schema(const std::string& schema) {
  adapters::open_postgres({.url = cluster_of_this_run().url(), .schema = schema, .role = {}, .log = nullptr})->write([&](SqlTransaction& transaction) {
    transaction.execute("DROP SCHEMA " + schema + " CASCADE", {});
    return true;
  });
}

}  // namespace

::testing::internal::ParamGenerator<Engine> every_engine() {
  const char* engines = std::getenv("SWITCHYARD_TEST_ENGINES");
  if (engines != nullptr && std::string_view(engines) == "sqlite") return ::testing::Values(Engine::sqlite);
  return ::testing::Values(Engine::sqlite, Engine::postgres);
}

std::string engine_name(const ::testing::TestParamInfo<Engine>& parameter) { return parameter.param == Engine::sqlite ? "Sqlite" : "Postgres"; }

std::string test_postgres_url() { return cluster_of_this_run().url(); }

struct TestDatabase::Place {
  Engine engine;
  std::string folder;
  std::string schema;

  [[nodiscard]] std::unique_ptr<Database> open() const {
    if (engine == Engine::sqlite) return adapters::open_sqlite({.file = folder + "/test.db"});
    return adapters::open_postgres({.url = cluster_of_this_run().url(), .schema = schema, .role = {}, .connections_max = 20, .log = nullptr});
  }
};

TestDatabase::TestDatabase(Engine engine, std::span<const Migration> migrations) : place_(std::make_unique<Place>()) {
  static std::atomic<int> made{0};
  place_->engine = engine;
  if (engine == Engine::sqlite) {
    place_->folder = new_folder();
  } else {
    place_->schema = "t" + std::to_string(++made);
  }
  if (engine == Engine::postgres) {
    adapters::open_postgres({.url = cluster_of_this_run().url(), .schema = "public", .role = {}, .log = nullptr})->write([&](SqlTransaction& transaction) {
      transaction.execute("CREATE SCHEMA " + place_->schema, {});
      return true;
    });
  }
  database_ = place_->open();
  database_->migrate(migrations);
}

TestDatabase::~TestDatabase() {
  database_.reset();
  std::error_code ignored;
  if (place_->engine == Engine::sqlite) std::filesystem::remove_all(place_->folder, ignored);
  if (place_->engine == Engine::postgres) drop_schema(place_->schema);
}

Engine TestDatabase::engine() const { return place_->engine; }

std::unique_ptr<Database> TestDatabase::open_again() { return place_->open(); }

}  // namespace switchyard

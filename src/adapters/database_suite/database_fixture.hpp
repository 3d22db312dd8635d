// What the suites of the Database port share: a small table, and short ways to write and count its rows.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "adapters/test_databases_fake.hpp"

namespace switchyard {

inline constexpr std::array<Migration, 2> kSuiteMigrations{{
    {"suite/0001_items", "CREATE TABLE items (\n  id TEXT NOT NULL PRIMARY KEY,\n  amount BIGINT,\n  body BYTEA,\n  note TEXT\n);\n"
                         "CREATE UNIQUE INDEX items_by_note ON items (note);\n"},
    {"suite/0002_parts", "CREATE TABLE parts (\n  id TEXT NOT NULL PRIMARY KEY,\n  item_id TEXT NOT NULL REFERENCES items (id)\n);\n"},
}};

class DatabaseSuite : public ::testing::TestWithParam<Engine> {
 protected:
  void insert(Database& database, std::string_view id, std::int64_t amount = 0) {
    database.write([&](SqlTransaction& transaction) {
      transaction.execute("INSERT INTO items (id, amount) VALUES ($1, $2)", {id, amount});
      return true;
    });
  }
  std::int64_t number(Database& database, std::string_view sql) {
    std::int64_t number = -1;
    database.read([&](SqlReader& reader) { reader.query(sql, {}, [&](const SqlRow& row) { number = row.integer(0); }); });
    return number;
  }
  std::int64_t count(Database& database) { return number(database, "SELECT count(*) FROM items"); }

  TestDatabase database_{GetParam(), kSuiteMigrations};
};

}  // namespace switchyard

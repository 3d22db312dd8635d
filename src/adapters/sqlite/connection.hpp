// One connection to a SQLite file with its cache of prepared statements. Used by one thread at a time (opened NOMUTEX).
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/sqlite/sqlite.hpp"

namespace switchyard::adapters {

class SqliteConnection {
 public:
  enum class Use { read, write, backup };

  SqliteConnection(const SqliteOptions& options, Use use);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  void query(std::string_view sql, std::span<const SqlValue> values, const std::function<void(const SqlRow&)>& each);
  // How many rows it changed.
  std::int64_t execute(std::string_view sql, std::span<const SqlValue> values = {});
  // For what must not fail (ROLLBACK): an error is dropped.
  void execute_quietly(const char* sql) noexcept;
  // Several statements without values.
  void execute_script(const char* sql);
  // False after the engine has undone the transaction on its own (disk full, i/o error).
  [[nodiscard]] bool in_transaction() const;

 private:
  struct Statement;
  class Lease;
  std::unique_ptr<Statement> prepare(std::string_view sql);

  sqlite3* handle_ = nullptr;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::unique_ptr<Statement>, Hash, std::equal_to<>> statements_;
};

}  // namespace switchyard::adapters

// One connection to PostgreSQL with its cache of prepared statements. Used by one thread at a time.
#pragma once

#include <libpq-fe.h>

#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "adapters/postgres/postgres.hpp"

namespace switchyard::adapters {

// The parameters of libpq that the options mean; throws DatabaseError if the URL is none.
using ConnectionParameters = std::map<std::string, std::string>;
[[nodiscard]] ConnectionParameters connection_parameters(const PostgresOptions& options);

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

class PostgresConnection {
 public:
  // Connects; throws DatabaseError.
  explicit PostgresConnection(const ConnectionParameters& parameters);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  // Without values or rows: BEGIN, COMMIT, LISTEN.
  void command(const char* sql);
  // For what must not fail (ROLLBACK): an error is dropped; a connection that it broke is not `usable`.
  void command_quietly(const char* sql) noexcept;
  void query(std::string_view sql, std::span<const SqlValue> values, const std::function<void(const SqlRow&)>& each);
  std::int64_t execute(std::string_view sql, std::span<const SqlValue> values = {});
  // In pipeline mode: one round trip for many rows.
  void execute_many(std::string_view sql, std::span<const std::vector<SqlValue>> rows);

  // Connected, and in no transaction.
  [[nodiscard]] bool is_idle() const { return PQtransactionStatus(handle_) == PQTRANS_IDLE; }
  [[nodiscard]] bool is_lost() const { return PQstatus(handle_) == CONNECTION_BAD; }
  [[nodiscard]] bool has_failed_statement() const { return PQtransactionStatus(handle_) == PQTRANS_INERROR; }
  // 40001 or 40P01 since the last call of this.
  [[nodiscard]] bool take_serialization_failure() { return std::exchange(serialization_failure_, false); }
  [[nodiscard]] PGconn* handle() { return handle_; }

 private:
  PostgresResult run(std::string_view sql, std::span<const SqlValue> values);
  const std::string& prepared(std::string_view sql);
  void send_chunk(std::string_view sql, const std::string& name, std::span<const std::vector<SqlValue>> rows);
  void check(const PGresult* result, std::string_view sql);
  [[noreturn]] void fail(const PGresult* result, std::string_view sql);

  PGconn* handle_ = nullptr;
  bool serialization_failure_ = false;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> statements_;  // Text to name.
};

}  // namespace switchyard::adapters

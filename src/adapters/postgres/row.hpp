// A row of a result in binary format.
#pragma once

#include <libpq-fe.h>

#include "ports/database.hpp"

namespace switchyard::adapters {

// Looks at `result`, which must outlive it.
class PostgresRow final : public SqlRow {
 public:
  explicit PostgresRow(const PGresult* result) : result_(result) {}
  void move_to(int row) { row_ = row; }

  [[nodiscard]] bool is_null(int column) const override;
  // Takes SMALLINT, INTEGER, BIGINT and BOOLEAN (as 0 or 1).
  [[nodiscard]] std::int64_t integer(int column) const override;
  [[nodiscard]] std::string_view text(int column) const override;
  [[nodiscard]] std::string_view blob(int column) const override;

 private:
  [[nodiscard]] std::string_view bytes(int column) const;

  const PGresult* result_;
  int row_ = 0;
};

}  // namespace switchyard::adapters

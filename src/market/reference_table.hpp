// One file of reference data as rows by column name, with an environment's overrides laid over it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::market {

// One cell of the reference data that an environment has otherwise; a row that the file does not have is made of its cells.
struct ReferenceOverride {
  std::string table;    // "utilities", "rateclasses", "zones" or "suppliers".
  std::string row_key;  // The row's code; "comed/Small Load" where the table has two key columns.
  std::string column;
  std::string value;
};

class ReferenceTable {
 public:
  static constexpr std::size_t kRowCountMax = 50'000;

  // `columns` are all the columns that the file must have, in any order; `key_columns` of them name a row. Refused with
  // `invalid_reference`, the file and the line: a column missing or unknown, a row of another width, an empty or doubled key.
  static Result<ReferenceTable> parse(std::string_view name, std::string_view csv, std::vector<std::string> columns, std::size_t key_columns);

  // Those of this table. Refused with `unknown_column`.
  Result<void> apply(std::span<const ReferenceOverride> overrides);

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  // `column` must be one of the table's (ENSURE).
  [[nodiscard]] const std::string& text(std::size_t row, std::string_view column) const;
  // An error about one row: "utilities.csv:12: …".
  [[nodiscard]] Error refusal(std::size_t row, std::string_view what) const;

 private:
  struct Row {
    std::string key;
    std::vector<std::string> cells;  // In the order of columns_.
    std::size_t line = 0;            // 0: made by overrides.
  };

  Result<std::vector<std::size_t>> places_of(std::string_view header) const;
  [[nodiscard]] std::string key_of(const Row& row) const;

  std::string name_;
  std::vector<std::string> columns_;
  std::size_t key_columns_ = 1;
  std::vector<Row> rows_;
};

}  // namespace switchyard::market

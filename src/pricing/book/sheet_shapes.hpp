// First pass of compiling: what many rows share is kept once, so that words are resolved and curves found once a shape.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pricing/book/sheet_format.hpp"
#include "pricing/rate_row.hpp"

namespace switchyard::pricing {

struct SheetShapes {
  std::vector<sheet_format::Shape> shapes;
  std::vector<std::size_t> row_counts;      // By shape.
  std::vector<sheet_format::Band> bands;
  std::vector<sheet_format::Start> starts;
  std::vector<sheet_format::Row> rows;      // In the order of the reading; `cell` not yet set.
  std::vector<std::int64_t> wide_prices;
};

// `worksheet_count` is at least 1; a row of an unknown worksheet is taken for one of the last.
[[nodiscard]] SheetShapes gather_shapes(const std::vector<RateRow>& rows, std::size_t worksheet_count);

// The bytes of a plain record, as a key for maps. T must have no padding.
template <class T>
[[nodiscard]] std::string bytes_of(const T& record) {
  return std::string(reinterpret_cast<const char*>(&record), sizeof record);
}

}  // namespace switchyard::pricing

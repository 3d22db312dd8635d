// Cells told as ranges: "C3:E9" for twenty-one of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "workbook/grid.hpp"

namespace switchyard::pricing {

// Cells are added in reading order.
class CellRanges {
 public:
  explicit CellRanges(std::size_t ranges_max) : ranges_max_(ranges_max) {}
  void add(workbook::CellPlace place);
  // In the order of their first cells; the last is "…" where there are more than ranges_max.
  [[nodiscard]] std::vector<std::string> texts() const;

 private:
  struct Range {
    workbook::CellPlace first, last;
  };
  static void close_run(std::vector<Range>& ranges, const Range& run);
  std::size_t ranges_max_;
  bool cut_ = false;
  std::vector<Range> ranges_;
  std::vector<Range> run_;  // The run of cells of one row that grows; none or one.
};

}  // namespace switchyard::pricing

// A table set in columns whose widths follow what they hold.
#pragma once

#include <vector>

#include "documents/page/set_text.hpp"

namespace switchyard::documents {

struct SetRow {
  std::vector<SetText> cells;
  double height = 0;  // With its padding.
};

struct SetTable {
  bool has_head = false;  // The first row, repeated on each page. A table without one has no rules either.
  std::vector<Alignment> columns = {};
  std::vector<double> widths = {};
  std::vector<SetRow> rows = {};
};

SetTable set_table(const Block& block, double width);

}  // namespace switchyard::documents

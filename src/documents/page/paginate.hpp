// Which line of what stands on which page, and where.
#pragma once

#include <vector>

#include "documents/page/flow.hpp"

namespace switchyard::documents {

// Lines [from, to) of a text or of a cell.
struct LineRange {
  std::size_t from = 0;
  std::size_t to = 0;
};

// A part of an item on one page: some lines of a text, one row of a table or a part of one, or the whole of anything else.
struct Placement {
  int page = 1;
  double y = 0;
  double height = 0;
  std::size_t item = 0;
  std::size_t row = 0;
  std::vector<LineRange> lines = {};  // Of the text, or of each cell.
};

struct Pages {
  int count = 1;
  std::vector<Placement> placements = {};  // In order.
};

// Headings stay with what follows, a paragraph leaves no line alone, heads of tables stand again on each page, and a row is split
// only where it is taller than a page. Stops behind page kRenderedPagesMax.
Pages paginate(const std::vector<FlowItem>& items);

}  // namespace switchyard::documents

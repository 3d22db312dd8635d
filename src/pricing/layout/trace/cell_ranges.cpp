#include "pricing/layout/trace/cell_ranges.hpp"

#include <fmt/format.h>

namespace switchyard::pricing {

// A run of the same columns as a range that ends in the row above makes that range one row longer.
void CellRanges::close_run(std::vector<Range>& ranges, const Range& run) {
  for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
    if (range->last.row + 1 != run.first.row || range->first.column != run.first.column || range->last.column != run.last.column) continue;
    range->last.row = run.first.row;
    return;
  }
  ranges.push_back(run);
}

void CellRanges::add(workbook::CellPlace place) {
  if (!run_.empty() && run_[0].last.row == place.row && run_[0].last.column + 1 == place.column) {
    run_[0].last = place;
    return;
  }
  if (!run_.empty() && !cut_) {
    close_run(ranges_, run_[0]);
    cut_ = ranges_.size() > ranges_max_;
  }
  run_.assign(1, {place, place});
}

std::vector<std::string> CellRanges::texts() const {
  auto ranges = ranges_;
  if (!run_.empty() && !cut_) close_run(ranges, run_[0]);
  std::vector<std::string> texts;
  for (const auto& range : ranges) {
    if (texts.size() == ranges_max_) {
      texts.emplace_back("…");
      break;
    }
    const auto first = workbook::a1_of(range.first);
    texts.push_back(range.first == range.last ? first : fmt::format("{}:{}", first, workbook::a1_of(range.last)));
  }
  return texts;
}

}  // namespace switchyard::pricing

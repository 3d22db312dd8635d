#include "documents/page/paginate.hpp"

#include <algorithm>

#include "documents/render.hpp"

namespace switchyard::documents {
namespace {

constexpr double kBodyHeight = style::kBodyBottom - style::kBodyTop;
constexpr double kSplitRoomMin = 60;

class Paginator {
 public:
  explicit Paginator(const std::vector<FlowItem>& items) : items_(items) {}

  Pages run() && {
    for (std::size_t at = 0; at < items_.size() && !is_over(); ++at) place(at);
    return std::move(pages_);
  }

 private:
  [[nodiscard]] bool is_over() const { return pages_.count > kRenderedPagesMax; }
  [[nodiscard]] double room() const { return style::kBodyBottom - y_; }

  void new_page() {
    ++pages_.count;
    y_ = style::kBodyTop;
    at_top_ = true;
    gap_ = 0;
  }

  [[nodiscard]] double gap_before(const FlowItem& item) const { return at_top_ ? 0 : std::max(gap_, item.before); }

  void place(std::size_t at) {
    const auto& item = items_[at];
    if (item.kind == FlowKind::page_break) {
      if (!at_top_) new_page();
      return;
    }
    if (item.kind == FlowKind::keep_end) return;
    if (item.kind == FlowKind::keep_begin) {
      const auto needed = kept_height(at);
      if (!at_top_ && needed > room() && needed <= kBodyHeight) new_page();
      return;
    }
    const auto needed = gap_before(item) + least_height(at);
    if (!at_top_ && needed > room()) new_page();
    y_ += gap_before(item);
    if (item.kind == FlowKind::text) {
      place_text(at);
    } else if (item.kind == FlowKind::table) {
      place_table(at);
    } else {
      put({.height = item.height(), .item = at});
    }
    gap_ = item.after;
  }

  void put(Placement placement) {
    placement.page = pages_.count;
    placement.y = y_;
    y_ += placement.height;
    at_top_ = false;
    pages_.placements.push_back(std::move(placement));
  }

  // Of what is kept on one page, to its end.
  double kept_height(std::size_t at) const {
    double height = gap_;
    for (++at; at < items_.size() && items_[at].kind != FlowKind::keep_end; ++at)
      height += std::max(items_[at].before, 0.0) + items_[at].height() + items_[at].after;
    return height;
  }

  // What must fit for the item to begin on this page.
  double least_height(std::size_t at) const {
    double height = 0;
    for (;; ++at) {
      const auto& item = items_[at];
      height += item.keep_with_next ? item.height() : first_part(item);
      if (!item.keep_with_next || at + 1 == items_.size() || height > kBodyHeight) return std::min(height, kBodyHeight);
      const auto& next = items_[at + 1];
      if (next.kind == FlowKind::page_break || next.kind == FlowKind::keep_begin) return std::min(height, kBodyHeight);
      height += std::max(item.after, next.before);
    }
  }

  static double first_part(const FlowItem& item) {
    if (item.kind == FlowKind::text) {
      const auto count = item.text.lines().size();
      return item.text.height_of(0, count <= 3 ? count : 2);
    }
    if (item.kind != FlowKind::table) return item.height();
    double height = 0;
    for (std::size_t row = 0; row < item.table.rows.size() && row < (item.table.has_head ? 2U : 1U); ++row)
      height += item.table.rows[row].height;
    return height > kBodyHeight ? kSplitRoomMin : height;
  }

  void place_text(std::size_t at) {
    const auto& text = items_[at].text;
    const auto count = text.lines().size();
    for (std::size_t from = 0; from < count && !is_over();) {
      auto to = from;
      while (to < count && text.height_of(from, to + 1) <= room() + 0.01) ++to;
      if (to + 1 == count && to > from + 2) --to;              // No last line alone.
      if (to < count && to < from + 2 && !at_top_) to = from;  // Nor a first.
      if (to == from && at_top_) to = from + 1;
      if (to > from) put({.height = text.height_of(from, to), .item = at, .lines = {{from, to}}});
      if (to < count) new_page();
      from = to;
    }
  }

  void place_table(std::size_t at) {
    const auto& table = items_[at].table;
    for (std::size_t row = 0; row < table.rows.size() && !is_over(); ++row) {
      const bool is_head = table.has_head && row == 0;
      const auto height = table.rows[row].height;
      if (height > room() + 0.01) {
        if (height + (is_head ? 0 : repeated_head_height(table)) > kBodyHeight) {
          split_row(at, row);
          continue;
        }
        if (!at_top_) new_page();
        if (!is_head) put_head(at);
      }
      put_row(at, row);
    }
  }

  // A head that takes over a third of the page is not repeated.
  static double repeated_head_height(const SetTable& table) {
    return table.has_head && table.rows.front().height < kBodyHeight / 3 ? table.rows.front().height : 0;
  }

  void put_head(std::size_t at) {
    if (repeated_head_height(items_[at].table) > 0) put_row(at, 0);
  }

  void put_row(std::size_t at, std::size_t row) {
    const auto& set = items_[at].table.rows[row];
    Placement placement{.height = set.height, .item = at, .row = row};
    for (const auto& cell : set.cells) placement.lines.push_back({0, cell.lines().size()});
    put(std::move(placement));
  }

  void split_row(std::size_t at, std::size_t row) {
    const auto& cells = items_[at].table.rows[row].cells;
    std::vector<LineRange> lines(cells.size());
    if (room() < kSplitRoomMin && !at_top_) {
      new_page();
      if (row > 0) put_head(at);
    }
    for (bool left = true; left && !is_over();) {
      const auto budget = room() - 2 * style::kCellPaddingY;
      left = false;
      double tallest = 0;
      for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const auto count = cells[cell].lines().size();
        auto& range = lines[cell];
        range.from = range.to;
        while (range.to < count && (cells[cell].height_of(range.from, range.to + 1) <= budget || range.to == range.from))
          ++range.to;
        tallest = std::max(tallest, cells[cell].height_of(range.from, range.to));
        left = left || range.to < count;
      }
      put({.height = tallest + 2 * style::kCellPaddingY, .item = at, .row = row, .lines = lines});
      if (!left) return;
      new_page();
      if (row > 0) put_head(at);
    }
  }

  const std::vector<FlowItem>& items_;
  Pages pages_;
  double y_ = style::kBodyTop;
  double gap_ = 0;
  bool at_top_ = true;
};

}  // namespace

Pages paginate(const std::vector<FlowItem>& items) { return Paginator(items).run(); }

}  // namespace switchyard::documents

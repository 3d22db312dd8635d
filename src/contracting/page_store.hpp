// Pages of a table, read by its sort column and id. For stores alone.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contracting/page.hpp"
#include "ports/database.hpp"

namespace switchyard::contracting {

// Make it `static const`: its texts are keys of the statement cache. Safe to call from many threads.
class PagedQuery {
 public:
  enum class Sort { by_id, by_text, by_number };

  // `select_where` goes up to its last condition and has parameters $1 … $fixed_count; `sort_column` is looked at but for by_id.
  PagedQuery(std::string_view select_where, std::size_t fixed_count, Sort sort = Sort::by_id, std::string_view sort_column = "id");

  // At most `window.size` + 1 rows in the order of the walk. `cursor_invalid` where a cursor is of another sort.
  Result<void> walk(SqlReader& reader, std::span<const SqlValue> fixed, const PageWindow& window, bool descending,
                    const std::function<void(const SqlRow&)>& each) const;
  [[nodiscard]] std::string cursor(std::string_view sort_value, std::string id) const;

 private:
  [[nodiscard]] Result<void> add_cursor(std::vector<SqlValue>& values, const PageCursor& cursor) const;

  Sort sort_;
  std::string sort_mark_;  // Tells cursors of one sort from those of another.
  std::array<std::string, 16> texts_;  // By whether the walk descends (8), the list descends (4), it has an after (2), a before (1).
};

// `read` makes a row of a SqlRow; `key` gives its sort value (looked at but for by_id) and id.
template <class Row, class Read, class Key>
Result<Page<Row>> read_page(SqlReader& reader, const PagedQuery& query, std::span<const SqlValue> fixed, const PageWindow& window, bool descending,
                            Read read, Key key) {
  Page<Row> page;
  const auto walked = query.walk(reader, fixed, window, descending, [&](const SqlRow& row) { page.rows.push_back(read(row)); });
  if (!walked) return walked.error();
  const auto size = static_cast<std::size_t>(window.size);
  const bool has_more = page.rows.size() > size;
  if (has_more) page.rows.erase(page.rows.begin() + static_cast<std::ptrdiff_t>(size), page.rows.end());
  if (window.backward) std::reverse(page.rows.begin(), page.rows.end());
  for (const Row& row : page.rows) {
    const std::pair<std::string, std::string> at = key(row);
    page.cursors.push_back(query.cursor(at.first, at.second));
  }
  page.has_next = window.backward ? window.before.has_value() : has_more;
  page.has_previous = window.backward ? has_more : window.after.has_value();
  return page;
}

}  // namespace switchyard::contracting

// Pages of a sorted list, walked forward (first, after) or backward (last, before), as connections ask for them.
//
// A cursor holds the sort value and the id of a row: a page is right after rows came or went, and a changed row does not move its neighbours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::contracting {

inline constexpr std::int64_t kPageSizeDefault = 25;
inline constexpr std::int64_t kPageSizeMax = 100;
inline constexpr std::size_t kCursorSizeMax = 1024;

// What was asked. At most one of `first` and `last`; neither: the first kPageSizeDefault.
struct PageRequest {
  std::optional<std::int64_t> first = {};
  std::string after = {};
  std::optional<std::int64_t> last = {};
  std::string before = {};
};

struct PageCursor {
  std::string sort_value;  // As it stands in SQL; a number in decimal.
  std::string id;
};

// `cursor_invalid` where it is none that cursor_text wrote.
[[nodiscard]] Result<PageCursor> parse_cursor(std::string_view text);
[[nodiscard]] std::string cursor_text(const PageCursor& cursor);

// A request understood. Rows are read in the order of the walk, one more than `size` to know whether there are further ones.
struct PageWindow {
  std::int64_t size = kPageSizeDefault;
  bool backward = false;
  std::optional<PageCursor> after = {};   // Exclusive.
  std::optional<PageCursor> before = {};  // Exclusive.
};

// `page_size_out_of_range` at "first" or "last", `first_and_last`, `cursor_invalid` at "after" or "before".
[[nodiscard]] Result<PageWindow> parse_page(const PageRequest& request);

template <class Row>
struct Page {
  std::vector<Row> rows;              // In the order of the list, whichever way it was walked.
  std::vector<std::string> cursors;   // One a row.
  bool has_next = false;
  bool has_previous = false;
};

}  // namespace switchyard::contracting

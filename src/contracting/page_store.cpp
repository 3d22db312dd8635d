#include "contracting/page_store.hpp"

#include <charconv>

#include <fmt/format.h>

namespace switchyard::contracting {
namespace {

struct PageText {
  bool descending = false;
  bool after = false;   // A bound in the order of the list.
  bool before = false;
};

std::string text_for(std::string_view select_where, std::size_t fixed_count, bool by_id, std::string_view sort_column, const PageText& asked, bool list_descending) {
  const std::string key = by_id ? "id" : fmt::format("({}, id)", sort_column);
  std::size_t next = fixed_count;
  const auto bound = [&](bool is_after) {
    const char sign = is_after == list_descending ? '<' : '>';
    if (by_id) return fmt::format(" AND id {} ${}", sign, ++next);
    next += 2;
    return fmt::format(" AND {} {} (${}, ${})", key, sign, next - 1, next);
  };
  std::string text(select_where);
  if (asked.after) text += bound(true);
  if (asked.before) text += bound(false);
  const std::string_view way = asked.descending ? "DESC" : "ASC";
  text += by_id ? fmt::format(" ORDER BY id {}", way) : fmt::format(" ORDER BY {} {}, id {}", sort_column, way, way);
  return text + fmt::format(" LIMIT ${}", ++next);
}

}  // namespace

// The walk's direction and the list's differ where a page is walked backward; the bounds' signs follow the list.
PagedQuery::PagedQuery(std::string_view select_where, std::size_t fixed_count, Sort sort, std::string_view sort_column)
    : sort_(sort), sort_mark_(sort == Sort::by_id ? "" : std::string(sort_column) + "=") {
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const PageText asked{.descending = (i & 8u) != 0, .after = (i & 2u) != 0, .before = (i & 1u) != 0};
    texts_[i] = text_for(select_where, fixed_count, sort == Sort::by_id, sort_column, asked, (i & 4u) != 0);
  }
}

Result<void> PagedQuery::walk(SqlReader& reader, std::span<const SqlValue> fixed, const PageWindow& window, bool descending,
                              const std::function<void(const SqlRow&)>& each) const {
  std::vector<SqlValue> values(fixed.begin(), fixed.end());
  for (const auto& cursor : {std::cref(window.after), std::cref(window.before)}) {
    if (!cursor.get()) continue;
    if (auto added = add_cursor(values, *cursor.get()); !added) return added;
  }
  values.emplace_back(window.size + 1);
  const bool walks_descending = descending != window.backward;
  const std::size_t text = (walks_descending ? 8u : 0u) + (descending ? 4u : 0u) + (window.after ? 2u : 0u) + (window.before ? 1u : 0u);
  reader.query(texts_[text], values, each);
  return {};
}

std::string PagedQuery::cursor(std::string_view sort_value, std::string id) const {
  return cursor_text({.sort_value = sort_mark_ + std::string(sort_ == Sort::by_id ? std::string_view() : sort_value), .id = std::move(id)});
}

Result<void> PagedQuery::add_cursor(std::vector<SqlValue>& values, const PageCursor& cursor) const {
  const Error invalid{ErrorKind::invalid, "cursor_invalid", "The cursor is of a list that is sorted otherwise."};
  std::string_view value = cursor.sort_value;
  if (!value.starts_with(sort_mark_) || (sort_ == Sort::by_id && !value.empty())) return invalid;
  value.remove_prefix(sort_mark_.size());
  std::int64_t number = 0;
  if (sort_ == Sort::by_number) {
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size()) return invalid;
    values.emplace_back(number);
  }
  if (sort_ == Sort::by_text) values.emplace_back(value);
  values.emplace_back(std::string_view(cursor.id));
  return {};
}

}  // namespace switchyard::contracting

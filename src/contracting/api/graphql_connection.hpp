// Relay-style connections over the module's pages.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contracting/page.hpp"
#include "graphql/execution/resolvers.hpp"

namespace switchyard::contracting {

// `count` is asked only where totalCount is selected.
template <class T>
struct Connection {
  Page<T> page = {};
  std::function<std::int64_t()> count = nullptr;
};

template <class T>
struct Edge {
  const T* node = nullptr;
  const std::string* cursor = nullptr;
};

struct PageInfo {
  bool has_next = false;
  bool has_previous = false;
  std::string_view start;
  std::string_view end;
};
void bind_page_info(graphql::Resolvers& resolvers);

[[nodiscard]] PageRequest page_request_of(const graphql::Arguments& arguments);

template <class T>
std::vector<Edge<T>> edges_of(const Page<T>& page) {
  std::vector<Edge<T>> edges;
  edges.reserve(page.rows.size());
  for (std::size_t i = 0; i < page.rows.size(); ++i) edges.push_back({&page.rows[i], &page.cursors[i]});
  return edges;
}

template <class T>
PageInfo page_info_of(const Page<T>& page) {
  if (page.cursors.empty()) return {page.has_next, page.has_previous, {}, {}};
  return {page.has_next, page.has_previous, page.cursors.front(), page.cursors.back()};
}

// Binds NAMEConnection and NAMEEdge.
template <class T>
void bind_connection(graphql::Resolvers& resolvers, const std::string& name) {
  resolvers.object<Connection<T>>(name + "Connection")
      .children("edges", [](const Connection<T>& c) { return edges_of(c.page); })
      .children("nodes", [](const Connection<T>& c) -> const std::vector<T>& { return c.page.rows; })
      .child("pageInfo", [](const Connection<T>& c) { return page_info_of(c.page); })
      .field("totalCount", [](const Connection<T>& c) { return c.count(); });
  resolvers.object<Edge<T>>(name + "Edge")
      .child("node", [](const Edge<T>& e) { return e.node; })
      .field("cursor", [](const Edge<T>& e) { return graphql::PlainText{*e.cursor}; });
}

// A page of rows that are all in memory, in their order; `id_of` makes the cursors.
template <class T, class IdOf>
Result<Page<T>> page_of_all(std::vector<T> all, const PageRequest& asked, IdOf id_of) {
  const auto window = parse_page(asked);
  if (!window) return window.error();
  const auto place_of = [&](const PageCursor& cursor) {
    return static_cast<std::size_t>(std::find_if(all.begin(), all.end(), [&](const T& row) { return id_of(row) == cursor.id; }) - all.begin());
  };
  std::size_t from = window->after ? std::min(place_of(*window->after) + 1, all.size()) : 0;
  std::size_t until = window->before ? place_of(*window->before) : all.size();
  until = std::max(until, from);
  const auto size = std::min(static_cast<std::size_t>(window->size), until - from);
  if (window->backward) from = until - size;
  if (!window->backward) until = from + size;
  Page<T> page{.rows = {}, .cursors = {}, .has_next = until < all.size(), .has_previous = from > 0};
  for (std::size_t i = from; i < until; ++i) {
    page.cursors.push_back(cursor_text({"", id_of(all[i])}));
    page.rows.push_back(std::move(all[i]));
  }
  return page;
}

}  // namespace switchyard::contracting

#include "contracting/api/graphql_connection.hpp"

#include "graphql/execution/leaf_writer.hpp"

namespace switchyard::contracting {
namespace {

std::optional<graphql::PlainText> cursor_or_null(std::string_view cursor) {
  if (cursor.empty()) return {};
  return graphql::PlainText{cursor};
}

}  // namespace

void bind_page_info(graphql::Resolvers& resolvers) {
  resolvers.object<PageInfo>("PageInfo")
      .field("hasNextPage", &PageInfo::has_next)
      .field("hasPreviousPage", &PageInfo::has_previous)
      .field("startCursor", [](const PageInfo& p) { return cursor_or_null(p.start); })
      .field("endCursor", [](const PageInfo& p) { return cursor_or_null(p.end); });
}

PageRequest page_request_of(const graphql::Arguments& arguments) {
  return {.first = arguments.optional_integer("first"), .after = arguments.optional_text("after").value_or(""), .last = arguments.optional_integer("last"),
          .before = arguments.optional_text("before").value_or("")};
}

}  // namespace switchyard::contracting

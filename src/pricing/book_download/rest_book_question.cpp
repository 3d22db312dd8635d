#include "pricing/book_download/rest_book_question.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "pricing/rest_price_page.hpp"

namespace switchyard::pricing {

BookFilter parse_book_filter(http::QueryReader& reader, const market::Market& market) {
  BookFilter filter;
  filter.commodity = reader.optional("commodity", parse_commodity);
  filter.utility = reader.optional_text("utility").value_or("");
  filter.state = reader.optional_text("state", {.size_max = 2}).value_or("");
  filter.suppliers = reader.repeated_text("supplier", PriceRequest::kSuppliersMax);
  if (!filter.utility.empty() && market.utility(filter.utility) == nullptr) {
    reader.refuse("utility", "utility_unknown", fmt::format("\"{}\" is not a utility's code; GET /v1/utilities lists them", filter.utility));
  }
  for (const std::string& supplier : filter.suppliers) {
    if (market.supplier(supplier) == nullptr) reader.refuse("supplier", "supplier_unknown", fmt::format("\"{}\" is not a supplier's code; GET /v1/suppliers lists them", supplier));
  }
  const bool is_state = filter.state.empty() || (filter.state.size() == 2 && std::ranges::all_of(filter.state, [](char c) { return c >= 'A' && c <= 'Z'; }));
  if (!is_state) reader.refuse("state", "invalid_state", "must be two capital letters, such as OH");
  return filter;
}

BookView book_view_of(const access::Caller& caller, BookFormat format) { return {.format = format, .shows_stack = PriceVisibility::of(caller.scopes).lineage}; }

std::uint64_t state_tag(const RateRefs& refs, const RateBook& book, std::span<const SoldGroup> groups, std::string_view question) {
  std::string text(question);
  const auto add = [&](const auto& value) { text.append(reinterpret_cast<const char*>(&value), sizeof value); };
  add(book.revision());
  for (const SoldGroup& group : groups) {
    text.append(group.utility);
    add(book.entries()[group.group->entry].sheet->facts().id.uuid().bytes);
    add(group.group->curves_first);
    add(group.group->curves_until);
    add(group.view->stamp());
  }
  return refs.tag(text);
}

}  // namespace switchyard::pricing

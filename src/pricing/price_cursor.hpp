// Where a page of prices ended: opaque, and good for the same query as long as the utility's sheets and the caller's terms are the
// same. What is published for other utilities meanwhile does it no harm.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pricing/book/rate_index.hpp"
#include "pricing/book/rate_ref.hpp"
#include "pricing/search.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

// What a cursor is bound to. `query` is the query in a canonical form.
struct CursorBinding {
  const RateRefs& refs;
  std::string_view query;
  const UtilityShelf* shelf = nullptr;  // The query's; null where the book has none.
  const SellingView* view = nullptr;    // The caller's, where the shelf is not null.
};

[[nodiscard]] std::string cursor_of(const CursorBinding& binding, const RatePlace& last);
// Refused with "cursor_stale" where the utility's sheets or the terms have changed since, else with "cursor_invalid".
[[nodiscard]] Result<RatePlace> parse_cursor(const CursorBinding& binding, std::string_view text);

}  // namespace switchyard::pricing

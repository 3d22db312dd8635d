// Where a page of prices ended: opaque, and good for the same query on the same revision of the rate book only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pricing/book/rate_ref.hpp"
#include "pricing/search.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

// What a cursor is bound to. `query` is the query in a canonical form.
struct CursorBinding {
  const RateRefs& refs;
  std::string_view query;
  std::uint64_t revision = 0;
};

[[nodiscard]] std::string cursor_of(const CursorBinding& binding, const RatePlace& last);
// Refused with "cursor_stale" where the rate book has changed since, else with "cursor_invalid".
[[nodiscard]] Result<RatePlace> parse_cursor(const CursorBinding& binding, std::string_view text);

}  // namespace switchyard::pricing

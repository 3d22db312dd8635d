// Parts of /v1/quotes that reads and writes share.
#pragma once

#include <string_view>

#include "access/caller.hpp"
#include "http/request.hpp"
#include "pricing/quotes/rest_quote_json.hpp"

namespace switchyard::pricing {

inline constexpr std::string_view kXlsxMediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

[[nodiscard]] QuoteView quote_view(const access::Caller& caller, Instant now);
// An id that cannot be one names nothing: "quote_not_found".
[[nodiscard]] Result<QuoteId> quote_id_of(const http::Request& request);
[[nodiscard]] Error quote_not_found(const QuoteId& id);

}  // namespace switchyard::pricing

// Bodies of the POSTs of /v1/quotes, parsed once with every mistake named by its JSON pointer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pricing/quotes/draft_quote.hpp"

namespace switchyard::pricing {

// "invalid_fields", or as the JSON itself is refused.
[[nodiscard]] Result<NewQuote> parse_new_quote(std::string_view body);
// {"lineIds":[…]}
[[nodiscard]] Result<std::vector<QuoteLineId>> parse_selection(std::string_view body);
// {"reason"?}; an empty body is an empty object.
[[nodiscard]] Result<std::string> parse_withdrawal(std::string_view body);
// {}
[[nodiscard]] Result<void> parse_nothing(std::string_view body);

}  // namespace switchyard::pricing

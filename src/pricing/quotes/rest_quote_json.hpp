// Quotes as the REST interface shows them: of the price stack only what the caller's scopes show.
#pragma once

#include <string>
#include <vector>

#include "http/json_writer.hpp"
#include "pricing/quotes/quote.hpp"
#include "pricing/rest_price_page.hpp"

namespace switchyard::pricing {

struct QuoteView {
  Instant now{};
  PriceVisibility visibility = {};
  bool with_partner = false;    // For operators, who see all partners' quotes.
  bool with_canonical = false;  // The canonical form, for who wants to recompute the hash.
};

// One object without its lines.
void write_quote_head(http::JsonWriter& json, const Quote& quote, const QuoteView& view);
// One object with its lines.
[[nodiscard]] std::string quote_json(const Quote& quote, const QuoteView& view);
// The new quote, and in its "former" the one that it re-prices.
[[nodiscard]] std::string repriced_json(const Quote& quote, const Quote& former, const QuoteView& view);
// Strong: of the version, the state that time makes of it, and what is shown.
[[nodiscard]] std::string quote_etag(const Quote& quote, const QuoteView& view);

}  // namespace switchyard::pricing

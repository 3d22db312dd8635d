// What partners hear of their quotes. Payloads hold no price: who reads events may have no right to see one.
#pragma once

#include <optional>
#include <string_view>

#include "outbox/outbox.hpp"
#include "pricing/quotes/quote.hpp"

namespace switchyard::pricing {

inline constexpr std::string_view kQuoteCreated = "quote.created";
inline constexpr std::string_view kQuoteSelected = "quote.selected";
inline constexpr std::string_view kQuoteContracted = "quote.contracted";
inline constexpr std::string_view kQuoteExpiring = "quote.expiring";  // kQuoteWarning before its end.
inline constexpr std::string_view kQuoteExpired = "quote.expired";
inline constexpr std::string_view kQuoteRepriced = "quote.repriced";
inline constexpr std::string_view kQuoteWithdrawn = "quote.withdrawn";
inline constexpr Duration kQuoteWarning = Duration::minutes(30);

// In the transaction that makes it true; the audience is the quote's partner. `from` is the state before, absent for a new quote.
void publish_quote_event(SqlTransaction& transaction, outbox::Outbox& outbox, std::string_view type, const Quote& quote, Instant at,
                         std::optional<QuoteState> from = {});

}  // namespace switchyard::pricing

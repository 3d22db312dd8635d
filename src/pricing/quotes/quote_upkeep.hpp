// What time and the end of prices do to quotes, without a caller: recurring work and the job behind price stops.
#pragma once

#include <cstddef>

#include "ports/metrics.hpp"
#include "pricing/quotes/quote_desk.hpp"
#include "pricing/quotes/quote_store.hpp"
#include "pricing/stops/quote_policy.hpp"

namespace switchyard::pricing {

// Moves what the business clock has ended to expired, an event each, and warns once kQuoteWarning before the end. Any number of nodes
// may do it at once. Gives how many expired.
std::size_t end_quotes(const QuoteDesk& desk);

// Sets the gauge quotes{environment, state}.
void count_quotes_into(Metrics& metrics, const QuoteDesk& desk);

// What became of prices before their time, as the job kQuoteReviewJob tells it: open and selected quotes that have such a line of the
// suppliers named are withdrawn, an event each; gives how many. A stop that was lifted before it began does nothing. Bears repeating.
std::size_t withdraw_quotes_of(const QuoteDesk& desk, const StoppedPrices& stopped);

}  // namespace switchyard::pricing

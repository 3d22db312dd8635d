// What is done with quotes, each in the caller's transaction, which a refusal must undo.
#pragma once

#include <string>
#include <vector>

#include "pricing/quotes/draft_quote.hpp"
#include "pricing/quotes/quote_desk.hpp"
#include "pricing/quotes/quote_store.hpp"

namespace switchyard::pricing {

// The sources of one moment: what lines are found in.
[[nodiscard]] LineSources line_sources(const QuoteDesk& desk, const SourceMoment& moment);

// Seals and writes a drafted quote, with its event. Refused: "your_reference_taken". The caller has asked sources.still_stand in the
// same transaction.
[[nodiscard]] Result<Quote> write_quote(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& draft);

// Writes the draft in the former's place: that one becomes repriced, linked both ways.
struct RepricedQuote {
  Quote former;
  Quote quote;
};
[[nodiscard]] Result<RepricedQuote> write_repriced(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& former, const Quote& draft);

// "quote_state_conflict", "quote_expired".
[[nodiscard]] Result<Quote> withdraw_quote(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& quote, const std::string& reason);
// As select_lines refuses, too.
[[nodiscard]] Result<Quote> select_quote(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& quote, const std::vector<QuoteLineId>& lines);

// A contract is made of these lines: they are selected, where the quote is open, and the quote is contracted. Until it expires a contracted
// quote gives further contracts its other lines (electricity and gas of one quote are two). As select_quote refuses; also
// "quote_line_not_selected", "quote_line_contracted".
[[nodiscard]] Result<Quote> contract_quote(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& quote, const std::vector<QuoteLineId>& lines);

// The quote with its next state and version, not yet written. What time has ended counts as expired.
[[nodiscard]] Result<Quote> moved_quote(const Quote& quote, QuoteAction action, Instant now);

}  // namespace switchyard::pricing

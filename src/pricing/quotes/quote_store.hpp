// All SQL about quotes. What a partner asks for takes its id first, so that no query can forget its tenant.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ports/database.hpp"
#include "pricing/quotes/quote.hpp"

namespace switchyard::pricing {

void insert_quote(SqlTransaction& transaction, const Quote& quote);

// With its lines; nothing where it is another partner's.
[[nodiscard]] std::optional<Quote> find_quote(SqlReader& reader, const access::PartnerId& partner, const QuoteId& id);
// For operators and this system's own parts.
[[nodiscard]] std::optional<Quote> find_quote_of_any_partner(SqlReader& reader, const QuoteId& id);

struct QuoteFilter {
  std::optional<QuoteState> state = {};
  std::string your_reference = {};
  std::optional<Instant> created_from = {};
  std::optional<Instant> created_to = {};    // Exclusive.
  std::optional<QuoteId> before = {};        // Only ids less than it: the newest come first.
  std::int64_t limit = 50;
  Instant now{};                             // What is open or selected and past its expiry counts as expired.
};
// Without lines.
[[nodiscard]] std::vector<Quote> list_quotes(SqlReader& reader, const access::PartnerId& partner, const QuoteFilter& filter);
[[nodiscard]] std::vector<Quote> list_quotes_of_all_partners(SqlReader& reader, const QuoteFilter& filter);

// Whether a quote of the application that nothing superseded has this reference.
[[nodiscard]] bool is_reference_taken(SqlReader& reader, const access::ApplicationId& application, std::string_view your_reference);

// Writes state, version, changed_at, reason, superseded_by and the selected lines; false where the stored version is not one less.
[[nodiscard]] bool update_quote(SqlTransaction& transaction, const Quote& quote);

// Open and selected quotes past their expiry, the longest over first, without lines.
[[nodiscard]] std::vector<Quote> list_quotes_to_expire(SqlReader& reader, Instant now, std::int64_t limit);
// Open and selected quotes that end before `before` and whose partner was not told so.
[[nodiscard]] std::vector<Quote> list_quotes_to_warn_of(SqlReader& reader, Instant now, Instant before, std::int64_t limit);
// False where that was done meanwhile.
[[nodiscard]] bool mark_warned(SqlTransaction& transaction, const QuoteId& id);

// Open and selected quotes with a line of this supplier (empty: any), with lines, by id after `after`.
[[nodiscard]] std::vector<Quote> list_live_quotes_of_supplier(SqlReader& reader, std::string_view supplier, const std::optional<QuoteId>& after,
                                                              std::int64_t limit);

[[nodiscard]] std::map<QuoteState, std::int64_t> count_quotes(SqlReader& reader);

}  // namespace switchyard::pricing

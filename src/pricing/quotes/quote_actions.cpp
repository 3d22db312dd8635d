#include "pricing/quotes/quote_actions.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "pricing/quotes/layout_text_store.hpp"
#include "pricing/quotes/quote_events.hpp"
#include "pricing/quotes/quote_form.hpp"
#include "pricing/quotes/quote_line_store.hpp"
#include "pricing/quotes/rate_line_source.hpp"

namespace switchyard::pricing {
namespace {

void take_layouts(SqlReader& reader, Quote& quote) {
  std::map<std::string, std::string> known;
  for (QuoteLine& line : quote.lines) {
    if (line.facts.sheet_id.empty()) continue;
    const auto [place, is_new] = known.emplace(line.facts.sheet_id, std::string());
    if (is_new) place->second = layout_sha256_of(reader, line.facts.sheet_id);
    line.facts.layout_sha256 = place->second;
  }
}

void insert_sealed(SqlTransaction& transaction, const QuoteDesk& desk, Quote& quote) {
  take_layouts(transaction, quote);
  seal_quote(quote, desk.digest);
  insert_quote(transaction, quote);
  publish_quote_event(transaction, desk.outbox, kQuoteCreated, quote, quote.created_at);
}

// Somebody else moved it between the read and now: the caller's database sees to it that this is told, not lost.
Result<Quote> written(SqlTransaction& transaction, Quote quote) {
  if (update_quote(transaction, quote)) return quote;
  return Error{ErrorKind::conflict, "quote_state_conflict", "The quote was changed at the same moment; look at it and try again."};
}

}  // namespace

LineSources line_sources(const QuoteDesk& desk, const SourceMoment& moment) {
  LineSources sources{.rates = std::make_unique<RateLineSource>(moment, desk.market)};
  if (desk.offers) sources.offers = desk.offers(moment);
  return sources;
}

Result<Quote> write_quote(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& draft) {
  if (!draft.your_reference.empty() && is_reference_taken(transaction, draft.application, draft.your_reference)) {
    return Error{.kind = ErrorKind::conflict,
                 .code = "your_reference_taken",
                 .message = fmt::format("Another quote of this application has the reference \"{}\".", draft.your_reference),
                 .fields = {{"/yourReference", "your_reference_taken", "is another quote's"}}};
  }
  Quote quote = draft;
  insert_sealed(transaction, desk, quote);
  return quote;
}

Result<RepricedQuote> write_repriced(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& former, const Quote& draft) {
  auto moved = moved_quote(former, QuoteAction::reprice, draft.created_at);
  if (!moved) return std::move(moved).error();
  moved->superseded_by = draft.id;
  auto ended = written(transaction, std::move(*moved));
  if (!ended) return std::move(ended).error();
  publish_quote_event(transaction, desk.outbox, kQuoteRepriced, *ended, draft.created_at, former.state);
  Quote quote = draft;
  insert_sealed(transaction, desk, quote);
  return RepricedQuote{std::move(*ended), std::move(quote)};
}

Result<Quote> moved_quote(const Quote& quote, QuoteAction action, Instant now) {
  const auto next = next_state(action == QuoteAction::expire ? quote.state : state_at(quote, now), action);
  if (!next) return next.error();
  Quote moved = quote;
  moved.state = *next;
  moved.changed_at = now;
  ++moved.version;
  return moved;
}

Result<Quote> withdraw_quote(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& quote, const std::string& reason) {
  const Instant now = desk.clock.now();
  auto moved = moved_quote(quote, QuoteAction::withdraw, now);
  if (!moved) return moved;
  moved->reason = reason;
  auto done = written(transaction, std::move(*moved));
  if (done) publish_quote_event(transaction, desk.outbox, kQuoteWithdrawn, *done, now, quote.state);
  return done;
}

Result<Quote> select_quote(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& quote, const std::vector<QuoteLineId>& lines) {
  const Instant now = desk.clock.now();
  auto moved = moved_quote(quote, QuoteAction::select, now);
  if (!moved) return moved;
  if (auto selected = select_lines(*moved, lines, *desk.market); !selected) return std::move(selected).error();
  auto done = written(transaction, std::move(*moved));
  if (done) publish_quote_event(transaction, desk.outbox, kQuoteSelected, *done, now, quote.state);
  return done;
}

namespace {

Error line_refused(std::size_t index, std::string code, std::string message) {
  Error error{ErrorKind::unprocessable, std::move(code), std::move(message)};
  error.fields.push_back({fmt::format("/lineIds/{}", index), error.code, error.message});
  return error;
}

// Which of these lines are selected already decides what may be done with them.
Result<void> check_selected(const Quote& quote, const std::vector<QuoteLineId>& lines, bool must_be) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto line = std::ranges::find(quote.lines, lines[i], &QuoteLine::id);
    if (line == quote.lines.end()) return line_refused(i, "quote_line_unknown", "The quote has no such line.");
    if (line->selected == must_be) continue;
    if (must_be) return line_refused(i, "quote_line_not_selected", "Other lines of the quote were selected.");
    return line_refused(i, "quote_line_contracted", "A contract was made of this line already.");
  }
  return {};
}

Result<Quote> contracted(SqlTransaction& transaction, const QuoteDesk& desk, Quote quote, Instant now, QuoteState from) {
  auto done = written(transaction, std::move(quote));
  if (done) publish_quote_event(transaction, desk.outbox, kQuoteContracted, *done, now, from);
  return done;
}

// The quote keeps its state; the further lines become selected.
Result<Quote> contract_further_lines(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& quote, const std::vector<QuoteLineId>& lines) {
  const Instant now = desk.clock.now();
  if (now >= quote.expires_at) return next_state(QuoteState::expired, QuoteAction::contract).error();
  if (auto fresh = check_selected(quote, lines, false); !fresh) return std::move(fresh).error();
  Quote further = quote;
  for (QuoteLine& line : further.lines) line.selected = false;
  if (auto selected = select_lines(further, lines, *desk.market); !selected) return std::move(selected).error();
  update_selected_lines(transaction, further);
  for (std::size_t i = 0; i < further.lines.size(); ++i) further.lines[i].selected = further.lines[i].selected || quote.lines[i].selected;
  further.changed_at = now;
  ++further.version;
  return contracted(transaction, desk, std::move(further), now, quote.state);
}

}  // namespace

Result<Quote> contract_quote(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& quote, const std::vector<QuoteLineId>& lines) {
  const Instant now = desk.clock.now();
  if (quote.state == QuoteState::contracted) return contract_further_lines(transaction, desk, quote, lines);
  Quote selected = quote;
  if (state_at(quote, now) == QuoteState::open) {
    auto done = select_quote(transaction, desk, quote, lines);
    if (!done) return done;
    selected = std::move(*done);
  } else if (auto chosen = check_selected(quote, lines, true); state_at(quote, now) == QuoteState::selected && !chosen) {
    return std::move(chosen).error();
  }
  auto moved = moved_quote(selected, QuoteAction::contract, now);
  if (!moved) return moved;
  return contracted(transaction, desk, std::move(*moved), now, selected.state);
}

}  // namespace switchyard::pricing

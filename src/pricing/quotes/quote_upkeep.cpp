#include "pricing/quotes/quote_upkeep.hpp"

#include <algorithm>

#include "pricing/quotes/quote_actions.hpp"
#include "pricing/quotes/quote_events.hpp"
#include "pricing/stops/price_stop_store.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kAtOnceMax = 200;

// At the later of now and the stop's own beginning: nodes' clocks differ a little.
bool has_ended(const QuoteLine& line, const StoppedPrices& stopped, Instant now) {
  const LineFacts& facts = line.facts;
  if (std::ranges::find(stopped.suppliers, facts.supplier) == stopped.suppliers.end()) return false;
  if (stopped.sheet) return facts.sheet_id == stopped.sheet->text();
  if (!stopped.stop) return false;
  const StopQuestion question{.supplier = facts.supplier, .commodity = facts.commodity, .state = facts.state, .utility = facts.utility_code,
                              .product = facts.product};
  return PriceStops({*stopped.stop}).find(question, std::max(now, stopped.stop->from)) != nullptr;
}

bool never_began(SqlReader& reader, const StoppedPrices& stopped) {
  if (!stopped.stop) return false;
  const auto record = find_price_stop(reader, stopped.stop->id);
  return record && record->lifted_at && *record->lifted_at <= record->stop.from;
}

void expire_one(SqlTransaction& transaction, const QuoteDesk& desk, const Quote& quote, Instant now, std::size_t& count) {
  auto moved = moved_quote(quote, QuoteAction::expire, now);
  if (!moved || !update_quote(transaction, *moved)) return;
  publish_quote_event(transaction, desk.outbox, kQuoteExpired, *moved, quote.expires_at, quote.state);
  ++count;
}

// Short quotes, of less than the warning itself, were known to be short when they were made.
void warn_of_end(const QuoteDesk& desk, Instant now) {
  std::vector<Quote> quotes;
  desk.database.read([&](SqlReader& reader) { quotes = list_quotes_to_warn_of(reader, now, now + kQuoteWarning, kAtOnceMax); });
  if (quotes.empty()) return;
  desk.database.write([&](SqlTransaction& transaction) {
    for (const Quote& quote : quotes) {
      const bool is_short = quote.expires_at - quote.created_at <= kQuoteWarning;
      if (mark_warned(transaction, quote.id) && !is_short) publish_quote_event(transaction, desk.outbox, kQuoteExpiring, quote, now, quote.state);
    }
    return true;
  });
}

}  // namespace

std::size_t end_quotes(const QuoteDesk& desk) {
  const Instant now = desk.clock.now();
  warn_of_end(desk, now);
  std::size_t all = 0;
  while (true) {
    std::vector<Quote> quotes;
    desk.database.read([&](SqlReader& reader) { quotes = list_quotes_to_expire(reader, now, kAtOnceMax); });
    if (quotes.empty()) return all;
    std::size_t count = 0;
    desk.database.write([&](SqlTransaction& transaction) {
      count = 0;
      for (const Quote& quote : quotes) expire_one(transaction, desk, quote, now, count);
      return true;
    });
    all += count;
    if (count == 0 || static_cast<std::int64_t>(quotes.size()) < kAtOnceMax) return all;
  }
}

void count_quotes_into(Metrics& metrics, const QuoteDesk& desk) {
  std::map<QuoteState, std::int64_t> counts;
  desk.database.read([&](SqlReader& reader) { counts = count_quotes(reader); });
  for (const QuoteState state : kQuoteStates) {
    metrics.gauge("quotes", "Quotes by environment and state.", {{"environment", text_of(desk.environment)}, {"state", text_of(state)}}).set(counts[state]);
  }
}

std::size_t withdraw_quotes_of(const QuoteDesk& desk, const StoppedPrices& stopped) {
  const Instant now = desk.clock.now();
  const std::string supplier = stopped.suppliers.size() == 1 ? stopped.suppliers.front() : std::string();
  const std::string reason = "The supplier's prices ended: " + stopped.reason;
  std::optional<QuoteId> after;
  std::size_t all = 0;
  while (true) {
    std::vector<Quote> quotes;
    desk.database.read([&](SqlReader& reader) {
      quotes = never_began(reader, stopped) ? std::vector<Quote>() : list_live_quotes_of_supplier(reader, supplier, after, kAtOnceMax);
    });
    if (quotes.empty()) return all;
    std::size_t count = 0;
    desk.database.write([&](SqlTransaction& transaction) {
      count = 0;
      for (const Quote& quote : quotes) {
        if (std::ranges::none_of(quote.lines, [&](const QuoteLine& line) { return has_ended(line, stopped, now); })) continue;
        const auto present = find_quote_of_any_partner(transaction, quote.id);  // It may have been selected meanwhile.
        if (present && withdraw_quote(transaction, desk, *present, reason)) ++count;
      }
      return true;
    });
    all += count;
    after = quotes.back().id;
  }
}

}  // namespace switchyard::pricing

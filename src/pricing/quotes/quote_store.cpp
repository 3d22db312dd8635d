#include "pricing/quotes/quote_store.hpp"

#include "pricing/quotes/quote_line_store.hpp"

namespace switchyard::pricing {
namespace {

#define QUOTE_COLUMNS                                                                                                          \
  "SELECT id, partner_id, application_id, state, version, created_at_ms, expires_at_ms, changed_at_ms, customer_name, "        \
  "your_reference, reason, hash, supersedes, superseded_by, line_count FROM quotes "

// $1 partner or all, $2 state, $3 reference, $4 and $5 creation, $6 ids before, $7 now, $8 limit. A state is asked for as it is
// read: what time has ended is expired whether that was written or not.
#define QUOTE_FILTER                                                                                                           \
  "AND ($2 = '' OR CASE WHEN state IN ('open', 'selected') AND expires_at_ms <= $7 THEN 'expired' ELSE state END = $2) "       \
  "AND ($3 = '' OR your_reference = $3) AND created_at_ms >= $4 AND created_at_ms < $5 AND id < $6 ORDER BY id DESC LIMIT $8"

constexpr std::string_view kBehindEveryId = "quo_zzzzzzzzzzzzzzzzzzzzzzzzzz";
constexpr std::int64_t kEndOfTimeMs = 253'402'300'800'000;  // 10000-01-01.

std::optional<QuoteId> id_or_null(const SqlRow& row, int column) {
  const auto text = row.text_or_null(column);
  if (!text) return std::nullopt;
  return QuoteId::parse(*text).value();
}

Quote quote_of(const SqlRow& row) {
  Quote quote{.id = QuoteId::parse(row.text(0)).value(),
              .partner = access::PartnerId::parse(row.text(1)).value(),
              .application = access::ApplicationId::parse(row.text(2)).value()};
  quote.state = parse_quote_state(row.text(3)).value();
  quote.version = row.integer(4);
  quote.created_at = Instant::from_unix_ms(row.integer(5));
  quote.expires_at = Instant::from_unix_ms(row.integer(6));
  quote.changed_at = Instant::from_unix_ms(row.integer(7));
  quote.customer_name = row.text(8);
  quote.your_reference = row.text(9);
  quote.reason = row.text(10);
  quote.hash = row.text(11);
  quote.supersedes = id_or_null(row, 12);
  quote.superseded_by = id_or_null(row, 13);
  quote.line_count = row.integer(14);
  return quote;
}

std::vector<Quote> quotes(SqlReader& reader, std::string_view sql, std::initializer_list<SqlValue> values) {
  std::vector<Quote> found;
  reader.query(sql, values, [&](const SqlRow& row) { found.push_back(quote_of(row)); });
  return found;
}

std::optional<Quote> first_with_lines(SqlReader& reader, std::vector<Quote> found) {
  if (found.empty()) return std::nullopt;
  found.front().lines = read_quote_lines(reader, found.front().id);
  return std::move(found.front());
}

std::vector<Quote> listed(SqlReader& reader, std::string_view sql, std::string_view partner, const QuoteFilter& filter) {
  const std::string before = filter.before ? filter.before->text() : std::string(kBehindEveryId);
  return quotes(reader, sql,
                {partner, filter.state ? text_of(*filter.state) : std::string_view(), std::string_view(filter.your_reference),
                 filter.created_from ? filter.created_from->unix_ms() : 0, filter.created_to ? filter.created_to->unix_ms() : kEndOfTimeMs,
                 std::string_view(before), filter.now.unix_ms(), filter.limit});
}

}  // namespace

void insert_quote(SqlTransaction& transaction, const Quote& quote) {
  const std::string id = quote.id.text();
  const std::string partner = quote.partner.text();
  const std::string application = quote.application.text();
  const std::string supersedes = quote.supersedes ? quote.supersedes->text() : "";
  transaction.execute(
      "INSERT INTO quotes (id, partner_id, application_id, state, version, created_at_ms, expires_at_ms, changed_at_ms, customer_name, "
      "your_reference, reason, hash, supersedes, superseded_by, line_count, warned) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL, $14, 0)",
      {std::string_view(id), std::string_view(partner), std::string_view(application), text_of(quote.state), quote.version,
       quote.created_at.unix_ms(), quote.expires_at.unix_ms(), quote.changed_at.unix_ms(), std::string_view(quote.customer_name),
       std::string_view(quote.your_reference), std::string_view(quote.reason), std::string_view(quote.hash),
       quote.supersedes ? SqlValue(std::string_view(supersedes)) : SqlValue(nullptr), quote.line_count});
  insert_quote_lines(transaction, quote);
}

std::optional<Quote> find_quote(SqlReader& reader, const access::PartnerId& partner, const QuoteId& id) {
  const std::string key = id.text();
  const std::string owner = partner.text();
  return first_with_lines(reader, quotes(reader, QUOTE_COLUMNS "WHERE id = $1 AND partner_id = $2", {std::string_view(key), std::string_view(owner)}));
}

std::optional<Quote> find_quote_of_any_partner(SqlReader& reader, const QuoteId& id) {
  const std::string key = id.text();
  return first_with_lines(reader, quotes(reader, QUOTE_COLUMNS "WHERE id = $1", {std::string_view(key)}));
}

std::vector<Quote> list_quotes(SqlReader& reader, const access::PartnerId& partner, const QuoteFilter& filter) {
  return listed(reader, QUOTE_COLUMNS "WHERE partner_id = $1 " QUOTE_FILTER, partner.text(), filter);
}

std::vector<Quote> list_quotes_of_all_partners(SqlReader& reader, const QuoteFilter& filter) {
  return listed(reader, QUOTE_COLUMNS "WHERE $1 = '' " QUOTE_FILTER, "", filter);
}

bool is_reference_taken(SqlReader& reader, const access::ApplicationId& application, std::string_view your_reference) {
  const std::string owner = application.text();
  bool taken = false;
  reader.query("SELECT 1 FROM quotes WHERE application_id = $1 AND your_reference = $2 AND superseded_by IS NULL LIMIT 1",
               {std::string_view(owner), your_reference}, [&](const SqlRow&) { taken = true; });
  return taken;
}

bool update_quote(SqlTransaction& transaction, const Quote& quote) {
  const std::string id = quote.id.text();
  const std::string successor = quote.superseded_by ? quote.superseded_by->text() : "";
  const auto changed = transaction.execute(
      "UPDATE quotes SET state = $2, version = $3, changed_at_ms = $4, reason = $5, superseded_by = $6 WHERE id = $1 AND version = $7",
      {std::string_view(id), text_of(quote.state), quote.version, quote.changed_at.unix_ms(), std::string_view(quote.reason),
       quote.superseded_by ? SqlValue(std::string_view(successor)) : SqlValue(nullptr), quote.version - 1});
  if (changed == 1 && quote.state == QuoteState::selected) update_selected_lines(transaction, quote);
  return changed == 1;
}

std::vector<Quote> list_quotes_to_expire(SqlReader& reader, Instant now, std::int64_t limit) {
  return quotes(reader, QUOTE_COLUMNS "WHERE state IN ('open', 'selected') AND expires_at_ms <= $1 ORDER BY expires_at_ms, id LIMIT $2",
                {now.unix_ms(), limit});
}

std::vector<Quote> list_quotes_to_warn_of(SqlReader& reader, Instant now, Instant before, std::int64_t limit) {
  return quotes(reader,
                QUOTE_COLUMNS "WHERE state IN ('open', 'selected') AND expires_at_ms > $1 AND expires_at_ms <= $2 AND warned = 0 "
                              "ORDER BY expires_at_ms, id LIMIT $3",
                {now.unix_ms(), before.unix_ms(), limit});
}

bool mark_warned(SqlTransaction& transaction, const QuoteId& id) {
  const std::string key = id.text();
  return transaction.execute("UPDATE quotes SET warned = 1 WHERE id = $1 AND warned = 0", {std::string_view(key)}) == 1;
}

std::vector<Quote> list_live_quotes_of_supplier(SqlReader& reader, std::string_view supplier, const std::optional<QuoteId>& after, std::int64_t limit) {
  const std::string from = after ? after->text() : "";
  std::vector<Quote> found =
      quotes(reader,
             QUOTE_COLUMNS "WHERE state IN ('open', 'selected') AND id > $2 AND EXISTS (SELECT 1 FROM quote_lines "
                           "WHERE quote_lines.quote_id = quotes.id AND ($1 = '' OR quote_lines.supplier = $1)) ORDER BY id LIMIT $3",
             {supplier, std::string_view(from), limit});
  for (Quote& quote : found) quote.lines = read_quote_lines(reader, quote.id);
  return found;
}

std::map<QuoteState, std::int64_t> count_quotes(SqlReader& reader) {
  std::map<QuoteState, std::int64_t> counts;
  reader.query("SELECT state, COUNT(*) FROM quotes GROUP BY state", {},
               [&](const SqlRow& row) { counts[parse_quote_state(row.text(0)).value()] = row.integer(1); });
  return counts;
}

}  // namespace switchyard::pricing

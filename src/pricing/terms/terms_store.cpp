#include "pricing/terms/terms_store.hpp"

#include "pricing/terms/reference_terms.hpp"
#include "values/ensure.hpp"

#define TERMS_COLUMNS                                                                                                                        \
  "SELECT id, kind, partner, supplier, commodity, state, utility, from_at_ms, until_at_ms, margin_min_micros, margin_max_micros,"             \
  " margin_step_micros, margin_default_micros, gross_up_form, gross_up_factor_millionths, share_tiers, share_realized_max_micros,"            \
  " house_fee_micros, agent_code, license, reason, made_at_ms, made_by, closed_at_ms, coalesce(closed_by, ''), coalesce(close_reason, '')"     \
  " FROM price_terms "

namespace switchyard::pricing {
namespace {

std::optional<Instant> instant_of(const std::optional<std::int64_t>& ms) {
  if (!ms) return std::nullopt;
  return Instant::from_unix_ms(*ms);
}

SqlValue ms_of(const std::optional<Instant>& instant) { return instant ? SqlValue(instant->unix_ms()) : SqlValue(nullptr); }

void take_content(const SqlRow& row, TermsContent& content) {
  if (!row.is_null(10)) {
    content.margin = MarginRule{.min_micros = row.integer(9), .max_micros = row.integer(10), .step_micros = row.integer(11), .default_micros = row.integer_or_null(12)};
  }
  if (!row.text(13).empty()) content.gross_up = GrossUp{parse_gross_up_form(row.text(13)).value(), row.integer(14)};
  if (!row.text(15).empty()) content.share = ShareRule{.tiers = parse_share_tiers(row.text(15)).value(), .realized_max_micros = row.integer_or_null(16)};
  content.house_fee_micros = row.integer_or_null(17).value_or(0);
  content.agent_code = row.text(18);
  content.license = row.text(19);
}

TermsRecord record_of(const SqlRow& row) {
  TermsRecord record{.id = TermsId::parse(row.text(0)).value(), .kind = parse_terms_kind(row.text(1)).value()};
  if (!row.text(2).empty()) record.place.partner = access::PartnerId::parse(row.text(2)).value();
  record.place.supplier = row.text(3);
  if (!row.text(4).empty()) record.place.commodity = parse_commodity(row.text(4)).value();
  record.place.state = row.text(5);
  record.place.utility = row.text(6);
  record.from = Instant::from_unix_ms(row.integer(7));
  record.until = instant_of(row.integer_or_null(8));
  take_content(row, record.content);
  record.reason = row.text(20);
  record.made_at = Instant::from_unix_ms(row.integer(21));
  record.made_by = row.text(22);
  record.closed_at = instant_of(row.integer_or_null(23));
  record.closed_by = row.text(24);
  record.close_reason = row.text(25);
  return record;
}

std::string partner_text(const TermsPlace& place) { return place.partner ? place.partner->text() : ""; }
std::string_view commodity_text(const TermsPlace& place) { return place.commodity ? text_of(*place.commodity) : std::string_view(); }

}  // namespace

void insert_terms(SqlTransaction& transaction, const TermsRecord& record) {
  const std::string id = record.id.text();
  const std::string partner = partner_text(record.place);
  const TermsContent& content = record.content;
  const std::string tiers = content.share ? share_tiers_text(content.share->tiers) : "";
  const auto of_margin = [&](std::int64_t MarginRule::*member) { return content.margin ? SqlValue((*content.margin).*member) : SqlValue(nullptr); };
  transaction.execute(
      "INSERT INTO price_terms (id, kind, partner, supplier, commodity, state, utility, from_at_ms, until_at_ms, margin_min_micros, margin_max_micros,"
      " margin_step_micros, margin_default_micros, gross_up_form, gross_up_factor_millionths, share_tiers, share_realized_max_micros, house_fee_micros,"
      " agent_code, license, reason, made_at_ms, made_by)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)",
      {std::string_view(id), text_of(record.kind), std::string_view(partner), std::string_view(record.place.supplier), commodity_text(record.place),
       std::string_view(record.place.state), std::string_view(record.place.utility), record.from.unix_ms(), ms_of(record.until),
       of_margin(&MarginRule::min_micros), of_margin(&MarginRule::max_micros), of_margin(&MarginRule::step_micros),
       content.margin ? sql_value(content.margin->default_micros) : SqlValue(nullptr), content.gross_up ? text_of(content.gross_up->form) : std::string_view(),
       content.gross_up ? content.gross_up->factor_millionths : 1'000'000, std::string_view(tiers),
       content.share ? sql_value(content.share->realized_max_micros) : SqlValue(nullptr),
       record.kind == TermsKind::house_fee ? SqlValue(content.house_fee_micros) : SqlValue(nullptr), std::string_view(content.agent_code),
       std::string_view(content.license), std::string_view(record.reason), record.made_at.unix_ms(), std::string_view(record.made_by)});
}

void close_terms(SqlTransaction& transaction, const TermsRecord& record) {
  const std::string id = record.id.text();
  const auto changed = transaction.execute("UPDATE price_terms SET closed_at_ms = $2, closed_by = $3, close_reason = $4 WHERE id = $1",
                                           {std::string_view(id), ms_of(record.closed_at), std::string_view(record.closed_by), std::string_view(record.close_reason)});
  ENSURE(changed == 1);
}

std::optional<TermsRecord> find_terms(SqlReader& reader, const TermsId& id) {
  const std::string text = id.text();
  std::optional<TermsRecord> record;
  reader.query(TERMS_COLUMNS "WHERE id = $1", {std::string_view(text)}, [&](const SqlRow& row) { record = record_of(row); });
  return record;
}

std::vector<TermsRecord> list_terms(SqlReader& reader, const TermsFilter& filter) {
  const std::string before = filter.before ? filter.before->text() : "ptm_zzzzzzzzzzzzzzzzzzzzzzzzzz";  // Behind every id.
  std::vector<TermsRecord> records;
  reader.query(TERMS_COLUMNS
               "WHERE ($1 = '' OR kind = $1) AND ($2 = '' OR partner = $2) AND ($3 = '' OR supplier = $3) AND id < $4 AND ($6 = 0 OR"
               " ((until_at_ms IS NULL OR until_at_ms > $7) AND (closed_at_ms IS NULL OR closed_at_ms > $7))) ORDER BY id DESC LIMIT $5",
               {std::string_view(filter.kind), std::string_view(filter.partner), std::string_view(filter.supplier), std::string_view(before), filter.limit,
                std::int64_t{filter.open_at ? 1 : 0}, filter.open_at ? filter.open_at->unix_ms() : std::int64_t{0}},
               [&](const SqlRow& row) { records.push_back(record_of(row)); });
  return records;
}

std::optional<TermsRecord> find_overlapping_terms(SqlReader& reader, const TermsRecord& record) {
  const std::string partner = partner_text(record.place);
  std::optional<TermsRecord> found;
  reader.query(TERMS_COLUMNS "WHERE kind = $1 AND partner = $2 AND supplier = $3 AND commodity = $4 AND state = $5 AND utility = $6",
               {text_of(record.kind), std::string_view(partner), std::string_view(record.place.supplier), commodity_text(record.place),
                std::string_view(record.place.state), std::string_view(record.place.utility)},
               [&](const SqlRow& row) {
                 const TermsRecord other = record_of(row);
                 const bool begins_before = !record.end() || other.from < *record.end();
                 const bool ends_after = !other.end() || record.from < *other.end();
                 const bool is_empty = other.end() && *other.end() <= other.from;
                 if (!found && begins_before && ends_after && !is_empty) found = other;
               });
  return found;
}

std::int64_t count_terms(SqlReader& reader) {
  std::int64_t count = 0;
  reader.query("SELECT count(*) FROM price_terms", {}, [&](const SqlRow& row) { count = row.integer(0); });
  return count;
}

std::shared_ptr<const CompiledTerms> terms_from(SqlReader& reader, const TermsDefaults& defaults) {
  std::vector<TermsRecord> records = reference_terms();
  reader.query(TERMS_COLUMNS "ORDER BY id", {}, [&](const SqlRow& row) { records.push_back(record_of(row)); });
  return std::make_shared<CompiledTerms>(std::move(records), defaults);
}

}  // namespace switchyard::pricing

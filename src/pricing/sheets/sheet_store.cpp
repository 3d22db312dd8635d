#include "pricing/sheets/sheet_store.hpp"

#include <functional>
#include <map>

#include "values/ensure.hpp"


namespace switchyard::pricing {
namespace {

// Reports are long: only what shows one reads it.
#define SHEET_COLUMNS_WITH(report)                                                                                              \
  "SELECT id, supplier, layout, file_name, sha256, status, doubtful, commodities, valid_from_days, valid_until_days, "          \
  "sellable_from_at_ms, sellable_until_at_ms, row_count, rate_count, compiled_revision, " report ", received_at_ms, "           \
  "received_by, published_at_ms, ended_at_ms, superseded_by, off_sale_from_at_ms FROM sheets "
#define SHEET_COLUMNS SHEET_COLUMNS_WITH("report")
#define SHEET_HEADS SHEET_COLUMNS_WITH("'' AS report")

std::optional<Date> date_at(const SqlRow& row, int column) {
  const auto days = row.integer_or_null(column);
  if (!days) return std::nullopt;
  return Date::from_days(static_cast<std::int32_t>(*days));
}

std::optional<Instant> instant_at(const SqlRow& row, int column) {
  const auto ms = row.integer_or_null(column);
  if (!ms) return std::nullopt;
  return Instant::from_unix_ms(*ms);
}

SqlValue days_of(const std::optional<Date>& date) { return date ? SqlValue(std::int64_t{date->days()}) : SqlValue(nullptr); }
SqlValue ms_of(const std::optional<Instant>& instant) { return instant ? SqlValue(instant->unix_ms()) : SqlValue(nullptr); }

// What the store wrote reads back; anything else is a bug.
SheetId id_of(std::string_view text) { return SheetId::parse(text).value(); }

SheetRecord record_of(const SqlRow& row) {
  SheetRecord sheet{.id = id_of(row.text(0))};
  sheet.supplier = row.text(1);
  sheet.layout = row.text(2);
  sheet.file_name = row.text(3);
  sheet.sha256 = row.text(4);
  sheet.status = parse_sheet_status(row.text(5)).value();
  sheet.doubtful = row.integer(6) != 0;
  sheet.commodities = row.text(7);
  sheet.valid_from = date_at(row, 8);
  sheet.valid_until = date_at(row, 9);
  sheet.sellable_from = instant_at(row, 10);
  sheet.sellable_until = instant_at(row, 11);
  sheet.row_count = row.integer(12);
  sheet.rate_count = row.integer(13);
  sheet.compiled_revision = row.integer(14);
  sheet.report = row.text(15);
  sheet.received_at = Instant::from_unix_ms(row.integer(16));
  sheet.received_by = row.text(17);
  sheet.published_at = instant_at(row, 18);
  sheet.ended_at = instant_at(row, 19);
  if (const auto successor = row.text_or_null(20)) sheet.superseded_by = id_of(*successor);
  sheet.off_sale_from = instant_at(row, 21);
  return sheet;
}

// The records of a query, each with its scope.
std::vector<SheetRecord> records(SqlReader& reader, std::string_view sql, std::initializer_list<SqlValue> values) {
  std::vector<SheetRecord> sheets;
  reader.query(sql, values, [&](const SqlRow& row) { sheets.push_back(record_of(row)); });
  for (SheetRecord& sheet : sheets) {
    const std::string id = sheet.id.text();
    reader.query("SELECT value FROM sheet_scope_values WHERE sheet_id = $1 ORDER BY value", {std::string_view(id)},
                 [&](const SqlRow& row) { sheet.scope_values.emplace_back(row.text(0)); });
  }
  return sheets;
}

// The same for many records: scopes are read once.
std::vector<SheetRecord> records_with_scopes(SqlReader& reader, std::string_view sql) {
  std::vector<SheetRecord> sheets;
  std::map<std::string, std::size_t, std::less<>> places;
  reader.query(sql, {}, [&](const SqlRow& row) {
    places.emplace(row.text(0), sheets.size());
    sheets.push_back(record_of(row));
  });
  reader.query("SELECT sheet_id, value FROM sheet_scope_values ORDER BY sheet_id, value", {}, [&](const SqlRow& row) {
    const auto place = places.find(row.text(0));
    if (place != places.end()) sheets[place->second].scope_values.emplace_back(row.text(1));
  });
  return sheets;
}

std::optional<SheetRecord> first_of(std::vector<SheetRecord> sheets) {
  if (sheets.empty()) return std::nullopt;
  return std::move(sheets.front());
}

}  // namespace

std::int64_t raise_book_revision(SqlTransaction& transaction) {
  transaction.execute("UPDATE rate_book SET revision = revision + 1 WHERE id = 1", {});
  return read_book_revision(transaction);
}

std::int64_t read_book_revision(SqlReader& reader) {
  std::int64_t revision = 0;
  reader.query("SELECT revision FROM rate_book WHERE id = 1", {}, [&](const SqlRow& row) { revision = row.integer(0); });
  return revision;
}

void insert_sheet(SqlTransaction& transaction, const SheetRecord& sheet) {
  const std::string id = sheet.id.text();
  const std::string successor = sheet.superseded_by ? sheet.superseded_by->text() : "";
  transaction.execute(
      "INSERT INTO sheets (id, supplier, layout, file_name, sha256, status, doubtful, commodities, valid_from_days, valid_until_days, "
      "sellable_from_at_ms, sellable_until_at_ms, row_count, rate_count, compiled_revision, report, received_at_ms, received_by, "
      "published_at_ms, ended_at_ms, superseded_by, off_sale_from_at_ms) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
      {std::string_view(id), std::string_view(sheet.supplier), std::string_view(sheet.layout), std::string_view(sheet.file_name),
       std::string_view(sheet.sha256), text_of(sheet.status), std::int64_t{sheet.doubtful}, std::string_view(sheet.commodities),
       days_of(sheet.valid_from), days_of(sheet.valid_until), ms_of(sheet.sellable_from), ms_of(sheet.sellable_until), sheet.row_count,
       sheet.rate_count, sheet.compiled_revision, std::string_view(sheet.report), sheet.received_at.unix_ms(),
       std::string_view(sheet.received_by), ms_of(sheet.published_at), ms_of(sheet.ended_at),
       sheet.superseded_by ? SqlValue(std::string_view(successor)) : SqlValue(nullptr), ms_of(sheet.off_sale_from)});
  for (const std::string& value : sheet.scope_values) {
    transaction.execute("INSERT INTO sheet_scope_values (sheet_id, value) VALUES ($1, $2)", {std::string_view(id), std::string_view(value)});
  }
}

std::optional<SheetRecord> find_sheet(SqlReader& reader, const SheetId& id) {
  const std::string text = id.text();
  return first_of(records(reader, SHEET_COLUMNS "WHERE id = $1", {std::string_view(text)}));
}

std::optional<SheetRecord> find_sheet_of_file(SqlReader& reader, std::string_view sha256) {
  return first_of(records(
      reader, SHEET_COLUMNS "WHERE sha256 = $1 AND status NOT IN ('rejected', 'unknown_layout') ORDER BY id DESC LIMIT 1", {sha256}));
}

std::vector<SheetRecord> list_sheets(SqlReader& reader, const SheetFilter& filter) {
  const std::string before = filter.before ? filter.before->text() : "sht_zzzzzzzzzzzzzzzzzzzzzzzzzz";  // Behind every id.
  return records(reader,
                 SHEET_HEADS "WHERE ($1 = '' OR supplier = $1) AND ($2 = '' OR status = $2) AND id < $3 ORDER BY id DESC LIMIT $4",
                 {std::string_view(filter.supplier), filter.status ? text_of(*filter.status) : std::string_view(),
                  std::string_view(before), filter.limit});
}

std::vector<SheetRecord> list_sheets_selling_after(SqlReader& reader, std::string_view supplier, Instant instant) {
  return records(reader,
                 SHEET_HEADS "WHERE supplier = $1 AND sellable_until_at_ms > $2 AND status IN ('published', 'superseded', 'expired') "
                               "ORDER BY id",
                 {supplier, instant.unix_ms()});
}

std::vector<SheetRecord> list_sheets_valid_from(SqlReader& reader, std::string_view supplier, Date day, std::int64_t limit) {
  return records(reader,
                 SHEET_HEADS "WHERE supplier = $1 AND valid_from_days <= $2 AND status IN ('published', 'superseded', 'expired') "
                               "AND compiled_revision > 0 ORDER BY valid_from_days DESC, id DESC LIMIT $3",
                 {supplier, std::int64_t{day.days()}, limit});
}

std::vector<SheetRecord> list_book_sheets(SqlReader& reader) {
  return records_with_scopes(reader, SHEET_HEADS "WHERE status IN ('published', 'superseded', 'expired') AND compiled_revision > 0 ORDER BY id");
}

std::vector<SheetRecord> list_compiled_sheets(SqlReader& reader) {
  return records_with_scopes(reader, SHEET_HEADS "WHERE compiled_revision > 0 ORDER BY id");
}

std::vector<SheetRecord> list_superseded_by(SqlReader& reader, const SheetId& successor) {
  const std::string text = successor.text();
  return records(reader, SHEET_HEADS "WHERE superseded_by = $1 ORDER BY id", {std::string_view(text)});
}

void update_sheet(SqlTransaction& transaction, const SheetRecord& sheet) {
  const std::string id = sheet.id.text();
  const std::string successor = sheet.superseded_by ? sheet.superseded_by->text() : "";
  const auto changed = transaction.execute(
      "UPDATE sheets SET status = $2, doubtful = $3, published_at_ms = $4, ended_at_ms = $5, superseded_by = $6, "
      "off_sale_from_at_ms = $7, rate_count = $8, compiled_revision = $9 WHERE id = $1",
      {std::string_view(id), text_of(sheet.status), std::int64_t{sheet.doubtful}, ms_of(sheet.published_at), ms_of(sheet.ended_at),
       sheet.superseded_by ? SqlValue(std::string_view(successor)) : SqlValue(nullptr), ms_of(sheet.off_sale_from), sheet.rate_count,
       sheet.compiled_revision});
  ENSURE(changed == 1);
}

void append_steps(SqlTransaction& transaction, const SheetId& id, const std::vector<SheetStep>& steps) {
  const std::string text = id.text();
  std::int64_t number = 0;
  transaction.query("SELECT number FROM sheet_transitions WHERE sheet_id = $1 ORDER BY number DESC LIMIT 1", {std::string_view(text)},
                    [&](const SqlRow& row) { number = row.integer(0); });
  for (const SheetStep& step : steps) {
    transaction.execute(
        "INSERT INTO sheet_transitions (sheet_id, number, from_status, to_status, at_ms, actor, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {std::string_view(text), ++number, text_of(step.from), text_of(step.to), step.at.unix_ms(), std::string_view(step.actor),
         std::string_view(step.reason)});
  }
}

std::vector<SheetStep> list_steps(SqlReader& reader, const SheetId& id) {
  const std::string text = id.text();
  std::vector<SheetStep> steps;
  reader.query("SELECT from_status, to_status, at_ms, actor, reason FROM sheet_transitions WHERE sheet_id = $1 ORDER BY number",
               {std::string_view(text)}, [&](const SqlRow& row) {
                 steps.push_back({parse_sheet_status(row.text(0)).value(), parse_sheet_status(row.text(1)).value(),
                                  Instant::from_unix_ms(row.integer(2)), std::string(row.text(3)), std::string(row.text(4))});
               });
  return steps;
}

std::vector<SheetRecord> list_sheets_to_end(SqlReader& reader, Instant now) {
  return records(reader,
                 SHEET_HEADS "WHERE status = 'published' AND (sellable_until_at_ms <= $1 OR off_sale_from_at_ms <= $1) ORDER BY id",
                 {now.unix_ms()});
}

}  // namespace switchyard::pricing

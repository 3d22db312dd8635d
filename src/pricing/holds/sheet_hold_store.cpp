#include "pricing/holds/sheet_hold_store.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "pricing/holds/held_rates.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kPartSize = 1U << 20U;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void insert_hold(SqlTransaction& transaction, std::string_view sheet, const SheetHold& hold) {
  const std::string cells = fmt::format("{}", fmt::join(hold.cells, "\n"));
  transaction.execute(
      "INSERT INTO sheet_holds (sheet_id, number, grain, code, message, cells, row_count, releasable, state, decided_by, reason)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '')",
      {sheet, hold.number, text_of(hold.grain), std::string_view(hold.code), std::string_view(hold.message), std::string_view(cells), hold.row_count,
       std::int64_t{hold.releasable}, text_of(hold.state)});
  const std::string bytes = bytes_of_held_rates(hold.rates);
  for (std::size_t at = 0, part = 0; at < bytes.size(); at += kPartSize, ++part) {
    transaction.execute("INSERT INTO sheet_held_rates (sheet_id, number, part, bytes) VALUES ($1, $2, $3, $4)",
                        {sheet, hold.number, static_cast<std::int64_t>(part), Blob{std::string_view(bytes).substr(at, kPartSize)}});
  }
}

}  // namespace

void keep_holds(SqlTransaction& transaction, const SheetId& sheet, const std::vector<SheetHold>& holds) {
  const std::string id = sheet.text();
  for (const SheetHold& hold : holds) insert_hold(transaction, id, hold);
}

void replace_compilation_holds(SqlTransaction& transaction, const SheetId& sheet, std::vector<SheetHold> holds) {
  const std::string id = sheet.text();
  transaction.execute("DELETE FROM sheet_holds WHERE sheet_id = $1 AND code IN ('alias_unknown', 'alias_ambiguous', 'duplicate_key')", {std::string_view(id)});
  std::int64_t number = 0;
  transaction.query("SELECT number FROM sheet_holds WHERE sheet_id = $1 ORDER BY number DESC LIMIT 1", {std::string_view(id)},
                    [&](const SqlRow& row) { number = row.integer(0); });
  for (SheetHold& hold : holds) {
    hold.number = ++number;
    insert_hold(transaction, id, hold);
  }
}

void update_hold(SqlTransaction& transaction, const SheetId& sheet, const SheetHold& hold) {
  const std::string id = sheet.text();
  const auto changed = transaction.execute(
      "UPDATE sheet_holds SET state = $3, decided_at_ms = $4, decided_by = $5, reason = $6 WHERE sheet_id = $1 AND number = $2",
      {std::string_view(id), hold.number, text_of(hold.state), hold.decided_at ? SqlValue(hold.decided_at->unix_ms()) : SqlValue(nullptr),
       std::string_view(hold.decided_by), std::string_view(hold.reason)});
  ENSURE(changed == 1);
}

std::vector<SheetHold> list_holds(SqlReader& reader, const SheetId& sheet) {
  const std::string id = sheet.text();
  std::vector<SheetHold> holds;
  reader.query(
      "SELECT number, grain, code, message, cells, row_count, releasable, state, decided_at_ms, decided_by, reason FROM sheet_holds"
      " WHERE sheet_id = $1 ORDER BY number",
      {std::string_view(id)}, [&](const SqlRow& row) {
        SheetHold hold{.number = row.integer(0), .grain = parse_hold_grain(row.text(1)).value(), .code = std::string(row.text(2)), .message = std::string(row.text(3)),
                       .cells = lines_of(row.text(4)), .row_count = row.integer(5), .releasable = row.integer(6) != 0,
                       .state = parse_hold_state(row.text(7)).value(), .decided_by = std::string(row.text(9)), .reason = std::string(row.text(10))};
        if (const auto ms = row.integer_or_null(8)) hold.decided_at = Instant::from_unix_ms(*ms);
        holds.push_back(std::move(hold));
      });
  return holds;
}

std::vector<SheetHold> read_holds_with_rates(SqlReader& reader, const SheetId& sheet) {
  const std::string id = sheet.text();
  std::vector<SheetHold> holds = list_holds(reader, sheet);
  for (SheetHold& hold : holds) {
    std::string bytes;
    reader.query("SELECT bytes FROM sheet_held_rates WHERE sheet_id = $1 AND number = $2 ORDER BY part", {std::string_view(id), hold.number},
                 [&](const SqlRow& row) { bytes += row.blob(0); });
    hold.rates = held_rates_of(bytes);
  }
  return holds;
}

DoubtCounts count_doubt(SqlReader& reader) {
  DoubtCounts counts;
  reader.query("SELECT COUNT(*) FROM sheets WHERE status = 'held'", {}, [&](const SqlRow& row) { counts.sheets_held = row.integer(0); });
  reader.query(
      "SELECT CAST(coalesce(SUM(h.row_count), 0) AS BIGINT) FROM sheet_holds h JOIN sheets s ON s.id = h.sheet_id"
      " WHERE h.state = 'held' AND h.grain <> 'sheet' AND s.status IN ('held', 'published')",
      {}, [&](const SqlRow& row) { counts.rows_held = row.integer(0); });
  return counts;
}

}  // namespace switchyard::pricing

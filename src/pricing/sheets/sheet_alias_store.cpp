#include "pricing/sheets/sheet_alias_store.hpp"

#include "values/ensure.hpp"

namespace switchyard::pricing {

void keep_aliases(SqlTransaction& transaction, const SheetId& id, std::string_view supplier, const std::vector<SheetAlias>& aliases) {
  const std::string text = id.text();
  transaction.execute("DELETE FROM sheet_aliases WHERE sheet_id = $1", {std::string_view(text)});
  std::vector<std::vector<SqlValue>> rows;
  for (const SheetAlias& alias : aliases) {
    rows.push_back({std::string_view(text), supplier, std::string_view(alias.alias), std::string_view(alias.folded), text_of(alias.commodity),
                    std::string_view(alias.state), std::int64_t{alias.resolved}, std::string_view(alias.candidates), alias.row_count});
  }
  transaction.execute_many(
      "INSERT INTO sheet_aliases (sheet_id, supplier, alias, alias_folded, commodity, state, resolved, candidates, row_count) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      rows);
}

std::vector<WaitingAlias> list_waiting_aliases(SqlReader& reader, std::string_view supplier) {
  std::vector<WaitingAlias> waiting;
  reader.query(
      "SELECT a.supplier, a.alias, a.commodity, a.state, MAX(a.candidates), COUNT(*), CAST(SUM(a.row_count) AS BIGINT), MAX(a.sheet_id) "
      "FROM sheet_aliases a JOIN sheets s ON s.id = a.sheet_id "
      "WHERE a.resolved = 0 AND ($1 = '' OR a.supplier = $1) AND s.status IN ('held', 'published', 'superseded', 'expired') "
      "GROUP BY a.supplier, a.alias, a.commodity, a.state ORDER BY a.supplier, a.commodity, a.state, a.alias",
      {supplier}, [&](const SqlRow& row) {
        waiting.push_back({std::string(row.text(0)), std::string(row.text(1)), parse_commodity(row.text(2)).value(), std::string(row.text(3)),
                           std::string(row.text(4)), row.integer(5), row.integer(6), std::string(row.text(7))});
      });
  return waiting;
}

std::vector<SheetId> list_sheets_with_alias(SqlReader& reader, const AliasPlace& place) {
  std::vector<SheetId> ids;
  reader.query(
      "SELECT DISTINCT a.sheet_id FROM sheet_aliases a JOIN sheets s ON s.id = a.sheet_id "
      "WHERE a.alias_folded = $1 AND a.commodity = $2 AND ($3 = '' OR a.supplier = $3) AND ($4 = '' OR a.state = $4) "
      "AND s.status IN ('held', 'published', 'superseded', 'expired') ORDER BY a.sheet_id",
      {place.folded, text_of(place.commodity), place.supplier, place.state},
      [&](const SqlRow& row) { ids.push_back(SheetId::parse(row.text(0)).value()); });
  return ids;
}

}  // namespace switchyard::pricing

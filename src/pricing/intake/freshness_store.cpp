#include "pricing/intake/freshness_store.hpp"

namespace switchyard::pricing {

std::map<std::string, SupplierCalendar> read_calendars(SqlReader& reader) {
  std::map<std::string, SupplierCalendar> calendars;
  reader.query("SELECT supplier, cadence, expected_by_minutes FROM supplier_calendars", {}, [&](const SqlRow& row) {
    calendars.emplace(row.text(0), SupplierCalendar{.cadence = parse_cadence(row.text(1)).value(), .expected_by_minutes = static_cast<int>(row.integer(2))});
  });
  return calendars;
}

void keep_calendar(SqlTransaction& transaction, std::string_view supplier, const SupplierCalendar& calendar, Instant at, std::string_view by) {
  transaction.execute(
      "INSERT INTO supplier_calendars (supplier, cadence, expected_by_minutes, changed_at_ms, changed_by) VALUES ($1, $2, $3, $4, $5) "
      "ON CONFLICT (supplier) DO UPDATE SET cadence = excluded.cadence, expected_by_minutes = excluded.expected_by_minutes, "
      "changed_at_ms = excluded.changed_at_ms, changed_by = excluded.changed_by",
      {supplier, text_of(calendar.cadence), std::int64_t{calendar.expected_by_minutes}, at.unix_ms(), by});
}

std::map<std::string, SupplierSheets> read_supplier_sheets(SqlReader& reader, Instant now) {
  std::map<std::string, SupplierSheets> all;
  reader.query("SELECT supplier, CAST(MAX(received_at_ms) AS BIGINT) FROM sheets WHERE supplier <> '' AND status <> 'rejected' GROUP BY supplier", {},
               [&](const SqlRow& row) { all[std::string(row.text(0))].received_at = Instant::from_unix_ms(row.integer(1)); });
  reader.query(
      "SELECT supplier, CAST(MAX(valid_from_days) AS BIGINT) FROM sheets "
      "WHERE supplier <> '' AND doubtful = 0 AND valid_from_days IS NOT NULL AND status IN ('published', 'superseded', 'expired') GROUP BY supplier",
      {}, [&](const SqlRow& row) { all[std::string(row.text(0))].valid_from = Date::from_days(static_cast<std::int32_t>(row.integer(1))); });
  // On sale as the rate book understands it.
  reader.query(
      "SELECT supplier, CAST(MIN(CASE WHEN off_sale_from_at_ms IS NOT NULL AND off_sale_from_at_ms < sellable_until_at_ms THEN off_sale_from_at_ms "
      "ELSE sellable_until_at_ms END) AS BIGINT) FROM sheets WHERE supplier <> '' AND doubtful = 0 AND status IN ('published', 'superseded', 'expired') "
      "AND sellable_from_at_ms <= $1 AND sellable_until_at_ms > $1 AND (off_sale_from_at_ms IS NULL OR off_sale_from_at_ms > $1) GROUP BY supplier",
      {now.unix_ms()}, [&](const SqlRow& row) { all[std::string(row.text(0))].next_cut_off = Instant::from_unix_ms(row.integer(1)); });
  return all;
}

bool note_lateness(SqlTransaction& transaction, std::string_view supplier, Instant late_since, Instant now) {
  return transaction.execute("INSERT INTO supplier_lateness (supplier, day_days, noticed_at_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                             {supplier, late_since.unix_ms() / Duration::hours(24).ms, now.unix_ms()}) == 1;
}

}  // namespace switchyard::pricing

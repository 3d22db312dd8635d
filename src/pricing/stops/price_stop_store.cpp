#include "pricing/stops/price_stop_store.hpp"

#include "values/ensure.hpp"

#define STOP_COLUMNS                                                                                                             \
  "SELECT id, supplier, commodity, state, utility, product, from_at_ms, until_at_ms, reason, made_at_ms, made_by, lifted_at_ms, " \
  "coalesce(lifted_by, ''), coalesce(lift_reason, '') FROM price_stops "

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kStopsInBookMax = 10'000;

std::optional<Instant> instant_of(const std::optional<std::int64_t>& ms) {
  if (!ms) return std::nullopt;
  return Instant::from_unix_ms(*ms);
}

SqlValue ms_of(const std::optional<Instant>& instant) { return instant ? SqlValue(instant->unix_ms()) : SqlValue(nullptr); }

PriceStopRecord record_of(const SqlRow& row) {
  PriceStopRecord record{.stop = {.id = PriceStopId::parse(row.text(0)).value()}};
  PriceStop& stop = record.stop;
  stop.supplier = row.text(1);
  if (!row.text(2).empty()) stop.commodity = parse_commodity(row.text(2)).value();
  stop.state = row.text(3);
  stop.utility = row.text(4);
  stop.product = row.text(5);
  stop.from = Instant::from_unix_ms(row.integer(6));
  stop.until = instant_of(row.integer_or_null(7));
  stop.reason = row.text(8);
  record.made_at = Instant::from_unix_ms(row.integer(9));
  record.made_by = row.text(10);
  record.lifted_at = instant_of(row.integer_or_null(11));
  record.lifted_by = row.text(12);
  record.lift_reason = row.text(13);
  return record;
}

}  // namespace

void insert_price_stop(SqlTransaction& transaction, const PriceStopRecord& record) {
  const PriceStop& stop = record.stop;
  const std::string id = stop.id.text();
  transaction.execute(
      "INSERT INTO price_stops (id, supplier, commodity, state, utility, product, from_at_ms, until_at_ms, reason, made_at_ms, made_by)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {std::string_view(id), std::string_view(stop.supplier), stop.commodity ? text_of(*stop.commodity) : std::string_view(), std::string_view(stop.state),
       std::string_view(stop.utility), std::string_view(stop.product), stop.from.unix_ms(), ms_of(stop.until), std::string_view(stop.reason),
       record.made_at.unix_ms(), std::string_view(record.made_by)});
}

void update_price_stop(SqlTransaction& transaction, const PriceStopRecord& record) {
  const std::string id = record.stop.id.text();
  const auto changed =
      transaction.execute("UPDATE price_stops SET lifted_at_ms = $2, lifted_by = $3, lift_reason = $4 WHERE id = $1",
                          {std::string_view(id), ms_of(record.lifted_at), std::string_view(record.lifted_by), std::string_view(record.lift_reason)});
  ENSURE(changed == 1);
}

std::optional<PriceStopRecord> find_price_stop(SqlReader& reader, const PriceStopId& id) {
  const std::string text = id.text();
  std::optional<PriceStopRecord> record;
  reader.query(STOP_COLUMNS "WHERE id = $1", {std::string_view(text)}, [&](const SqlRow& row) { record = record_of(row); });
  return record;
}

std::vector<PriceStopRecord> list_price_stops(SqlReader& reader, const PriceStopFilter& filter) {
  const std::string before = filter.before ? filter.before->text() : "pst_zzzzzzzzzzzzzzzzzzzzzzzzzz";  // Behind every id.
  std::vector<PriceStopRecord> records;
  const auto take = [&](const SqlRow& row) { records.push_back(record_of(row)); };
  if (filter.holding_at) {
    reader.query(STOP_COLUMNS
                 "WHERE ($1 = '' OR supplier = $1) AND lifted_at_ms IS NULL AND (until_at_ms IS NULL OR until_at_ms > $4) AND id < $2 ORDER BY id DESC LIMIT $3",
                 {std::string_view(filter.supplier), std::string_view(before), filter.limit, filter.holding_at->unix_ms()}, take);
    return records;
  }
  reader.query(STOP_COLUMNS "WHERE ($1 = '' OR supplier = $1) AND id < $2 ORDER BY id DESC LIMIT $3",
               {std::string_view(filter.supplier), std::string_view(before), filter.limit}, take);
  return records;
}

PriceStops price_stops_from(SqlReader& reader, Instant now) {
  std::vector<PriceStop> stops;
  for (PriceStopRecord& record : list_price_stops(reader, {.holding_at = now, .limit = kStopsInBookMax})) stops.push_back(std::move(record.stop));
  return PriceStops(std::move(stops));
}

}  // namespace switchyard::pricing

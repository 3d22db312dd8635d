#include "pricing/intake/arrival_store.hpp"

namespace switchyard::pricing {
namespace {

// What the store wrote reads back; anything else is a bug.
Arrival arrival_of(const SqlRow& row) {
  Arrival arrival{.id = ArrivalId::parse(row.text(0)).value(), .channel = parse_channel(row.text(1)).value(), .origin = std::string(row.text(2))};
  arrival.file_name = row.text(3);
  arrival.size_bytes = row.integer(4);
  arrival.sha256 = row.text(5);
  arrival.outcome = row.text(6);
  if (const auto sheet = row.text_or_null(7)) arrival.sheet = SheetId::parse(*sheet).value();
  arrival.supplier = row.text(8);
  arrival.reason = row.text(9);
  arrival.arrived_at = Instant::from_unix_ms(row.integer(10));
  return arrival;
}

}  // namespace

void insert_arrival(SqlTransaction& transaction, const Arrival& arrival) {
  const std::string id = arrival.id.text();
  const std::optional<std::string> sheet = arrival.sheet ? std::optional(arrival.sheet->text()) : std::nullopt;
  transaction.execute(
      "INSERT INTO arrivals (id, channel, origin, file_name, size_bytes, sha256, outcome, sheet_id, supplier, reason, arrived_at_ms) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {id, text_of(arrival.channel), arrival.origin, arrival.file_name, arrival.size_bytes, arrival.sha256, arrival.outcome,
       sheet ? SqlValue(std::string_view(*sheet)) : SqlValue(nullptr), arrival.supplier, arrival.reason, arrival.arrived_at.unix_ms()});
}

std::vector<Arrival> list_arrivals(SqlReader& reader, const ArrivalFilter& filter) {
  std::vector<Arrival> arrivals;
  const std::string before = filter.before ? filter.before->text() : "~";  // After every id.
  const std::string_view channel = filter.channel ? text_of(*filter.channel) : std::string_view();
  reader.query(
      "SELECT id, channel, origin, file_name, size_bytes, sha256, outcome, sheet_id, supplier, reason, arrived_at_ms FROM arrivals "
      "WHERE id < $1 AND ($2 = '' OR channel = $2) AND ($3 = '' OR outcome = $3) ORDER BY id DESC LIMIT $4",
      {before, channel, filter.outcome, filter.limit}, [&](const SqlRow& row) { arrivals.push_back(arrival_of(row)); });
  return arrivals;
}

}  // namespace switchyard::pricing

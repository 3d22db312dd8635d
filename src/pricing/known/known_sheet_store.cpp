#include "pricing/known/known_sheet_store.hpp"

#include <map>

#include "pricing/sheets/sheet_store.hpp"
#include "pricing/stops/price_stop_store.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kStopsReadMax = 100'000;

// The last step of each sheet by the instant.
std::map<std::string, SheetStatus, std::less<>> statuses_at(SqlReader& reader, Instant known_at) {
  std::map<std::string, SheetStatus, std::less<>> statuses;
  reader.query("SELECT sheet_id, to_status FROM sheet_transitions WHERE at_ms <= $1 ORDER BY sheet_id, number", {known_at.unix_ms()},
               [&](const SqlRow& row) { statuses.insert_or_assign(std::string(row.text(0)), parse_sheet_status(row.text(1)).value()); });
  return statuses;
}

// Of each sheet whose form was replaced after the instant: the form that it had then.
std::map<std::string, std::int64_t, std::less<>> former_forms_at(SqlReader& reader, Instant known_at) {
  std::map<std::string, std::int64_t, std::less<>> forms;
  reader.query("SELECT sheet_id, MIN(number) FROM sheet_former_forms WHERE replaced_at_ms > $1 GROUP BY sheet_id", {known_at.unix_ms()},
               [&](const SqlRow& row) { forms.emplace(row.text(0), row.integer(1)); });
  return forms;
}

bool is_in_book(SheetStatus status) {
  return status == SheetStatus::published || status == SheetStatus::superseded || status == SheetStatus::expired;
}

}  // namespace

std::vector<KnownSheet> list_sheets_known_at(SqlReader& reader, Instant known_at) {
  const auto statuses = statuses_at(reader, known_at);
  const auto forms = former_forms_at(reader, known_at);
  const auto status_of = [&](const SheetId& id) {
    const auto found = statuses.find(id.text());
    return found == statuses.end() ? SheetStatus::received : found->second;
  };
  std::vector<KnownSheet> sheets;
  for (SheetRecord& record : list_compiled_sheets(reader)) {
    KnownSheet sheet{.record = std::move(record)};
    sheet.status_then = status_of(sheet.record.id);
    if (!is_in_book(sheet.status_then)) continue;
    const SheetRecord& known = sheet.record;
    // That it would give way counts only where its successor was in the book by then.
    const bool gave_way = known.superseded_by && known.off_sale_from && *known.off_sale_from <= known_at && is_in_book(status_of(*known.superseded_by));
    sheet.on_sale_then = sheet.status_then == SheetStatus::published && !gave_way && known.sellable_from && known.sellable_until &&
                         *known.sellable_from <= known_at && known_at < *known.sellable_until;
    if (const auto form = forms.find(known.id.text()); form != forms.end()) sheet.former_form = form->second;
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

PriceStops price_stops_known_at(SqlReader& reader, Instant known_at) {
  std::vector<PriceStop> stops;
  for (PriceStopRecord& record : list_price_stops(reader, {.limit = kStopsReadMax})) {
    if (record.made_at <= known_at && (!record.lifted_at || *record.lifted_at > known_at)) stops.push_back(std::move(record.stop));
  }
  return PriceStops(std::move(stops));
}

std::optional<std::string> read_former_form(SqlReader& reader, const SheetId& id, std::int64_t number) {
  const std::string text = id.text();
  std::optional<std::string> bytes;
  reader.query("SELECT bytes FROM sheet_former_forms WHERE sheet_id = $1 AND number = $2 ORDER BY part", {std::string_view(text), number}, [&](const SqlRow& row) {
    if (!bytes) bytes.emplace();
    bytes->append(row.blob(0));
  });
  return bytes;
}

void keep_former_form(SqlTransaction& transaction, const SheetId& id, Instant replaced_at) {
  const std::string text = id.text();
  std::int64_t number = 0;
  transaction.query("SELECT number FROM sheet_former_forms WHERE sheet_id = $1 AND part = 0 ORDER BY number DESC LIMIT 1", {std::string_view(text)},
                    [&](const SqlRow& row) { number = row.integer(0); });
  transaction.execute(
      "INSERT INTO sheet_former_forms (sheet_id, number, part, replaced_at_ms, bytes) "
      "SELECT sheet_id, CAST($2 AS BIGINT), part, CAST($3 AS BIGINT), bytes FROM sheet_compiled WHERE sheet_id = $1",
      {std::string_view(text), number + 1, replaced_at.unix_ms()});
}

}  // namespace switchyard::pricing

#include "pricing/intake/freshness.hpp"

#include <fmt/format.h>

#include "market/business_days.hpp"
#include "pricing/intake/freshness_store.hpp"
#include "pricing/layout/zone_time.hpp"

namespace switchyard::pricing {
namespace {

const std::string kUsualZone = "America/New_York";

// The instant by which a sheet of the day is awaited.
Instant awaited(const market::Supplier& supplier, const SupplierCalendar& calendar, Date day) {
  auto at = instant_in_zone(day, calendar.expected_by_minutes, is_time_zone(supplier.time_zone) ? supplier.time_zone : kUsualZone);
  return at.value();
}

// The last day whose sheet should be here by now.
Date last_awaited_day(const market::Supplier& supplier, const SupplierCalendar& calendar, Instant now) {
  Date day = Date::from_days(static_cast<std::int32_t>(now.unix_ms() / Duration::hours(24).ms) + 1);
  while (!market::is_business_day(day) || awaited(supplier, calendar, day) > now) day = Date::from_days(day.days() - 1);
  return day;
}

}  // namespace

std::string_view text_of(Cadence cadence) { return cadence == Cadence::daily ? "daily" : "irregular"; }

Result<Cadence> parse_cadence(std::string_view text) {
  if (text == "daily") return Cadence::daily;
  if (text == "irregular") return Cadence::irregular;
  return Error{.code = "not_one_of", .message = "must be daily or irregular"};
}

std::string_view text_of(SheetState state) {
  switch (state) {
    case SheetState::none: return "none";
    case SheetState::fresh: return "fresh";
    case SheetState::late: return "late";
    case SheetState::over: return "over";
  }
  return {};
}

Freshness freshness_of(const market::Supplier& supplier, const SupplierCalendar& calendar, const SupplierSheets& sheets, Instant now) {
  Freshness out{.calendar = calendar, .sheets = sheets};
  if (!sheets.received_at && !sheets.valid_from) return out;
  out.state = sheets.next_cut_off ? SheetState::fresh : SheetState::over;
  if (calendar.cadence == Cadence::irregular) return out;
  const Date day = last_awaited_day(supplier, calendar, now);
  // What is still on sale from an earlier day was made to cover this one (a Friday's sheet until Monday).
  if (sheets.next_cut_off || (sheets.valid_from && *sheets.valid_from >= day)) return out;
  out.state = SheetState::late;
  out.late_since = awaited(supplier, calendar, day);
  return out;
}

std::map<std::string, Freshness> read_freshness(Database& database, const market::Market& market, Instant now) {
  std::map<std::string, SupplierCalendar> calendars;
  std::map<std::string, SupplierSheets> sheets;
  database.read([&](SqlReader& reader) {
    calendars = read_calendars(reader);
    sheets = read_supplier_sheets(reader, now);
  });
  std::map<std::string, Freshness> all;
  for (const market::Supplier& supplier : market.suppliers()) {
    const auto calendar = calendars.find(supplier.code);
    const auto known = sheets.find(supplier.code);
    if (calendar == calendars.end() && known == sheets.end()) continue;
    all.emplace(supplier.code, freshness_of(supplier, calendar == calendars.end() ? SupplierCalendar{} : calendar->second,
                                            known == sheets.end() ? SupplierSheets{} : known->second, now));
  }
  return all;
}

std::vector<std::string> note_late_suppliers(Database& database, const market::Market& market, outbox::Outbox& outbox, Instant now) {
  const std::map<std::string, Freshness> all = read_freshness(database, market, now);
  std::vector<std::string> noted;
  for (const auto& [supplier, freshness] : all) {
    if (freshness.state != SheetState::late) continue;
    bool is_new = false;
    database.write([&](SqlTransaction& transaction) {
      is_new = note_lateness(transaction, supplier, *freshness.late_since, now);
      if (!is_new) return false;
      const std::string payload = fmt::format(R"({{"supplier":"{}","awaitedAt":"{}"}})", supplier, freshness.late_since->text());
      outbox.publish(transaction, {.type = "prices.late", .subject = supplier, .payload = payload, .at = now});
      return true;
    });
    if (is_new) noted.push_back(supplier);
  }
  return noted;
}

}  // namespace switchyard::pricing

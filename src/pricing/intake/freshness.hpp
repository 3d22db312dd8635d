// How old each supplier's prices are, when they end next, and whether a sheet is overdue. Late prices are told of; that expired ones
// are not sold does not rest on this.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "market/market.hpp"
#include "outbox/outbox.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "values/date.hpp"
#include "values/instant.hpp"

namespace switchyard::pricing {

enum class Cadence : std::uint8_t {
  daily,      // A sheet each business day.
  irregular,  // Whenever the supplier likes: never late while something is on sale.
};
[[nodiscard]] std::string_view text_of(Cadence cadence);
Result<Cadence> parse_cadence(std::string_view text);

// When a supplier's sheet is awaited. Business days are Monday to Friday but for the federal holidays of the US.
struct SupplierCalendar {
  Cadence cadence = Cadence::daily;
  int expected_by_minutes = 11 * 60;  // After midnight in the supplier's zone.
  bool operator==(const SupplierCalendar&) const = default;
};

// What is known of a supplier's sheets at an instant.
struct SupplierSheets {
  std::optional<Instant> received_at = {};   // Of the newest that could be read.
  std::optional<Date> valid_from = {};       // Of the newest that was or is on sale.
  std::optional<Instant> next_cut_off = {};  // The first at which something on sale ends; absent: nothing is on sale.
};

enum class SheetState : std::uint8_t {
  none,   // Never had one.
  fresh,  // On sale, and nothing is overdue.
  late,   // A sheet is overdue.
  over,   // Nothing is on sale, and nothing is overdue yet.
};
[[nodiscard]] std::string_view text_of(SheetState state);

struct Freshness {
  SheetState state = SheetState::none;
  SupplierCalendar calendar = {};
  SupplierSheets sheets = {};
  std::optional<Instant> late_since = {};
};

// Pure. A zone that nobody knows counts as New York's.
[[nodiscard]] Freshness freshness_of(const market::Supplier& supplier, const SupplierCalendar& calendar, const SupplierSheets& sheets, Instant now);

// Of every supplier that has a sheet or a calendar of its own, by code.
[[nodiscard]] std::map<std::string, Freshness> read_freshness(Database& database, const market::Market& market, Instant now);

// Writes an event "prices.late" the first time on a day that a supplier is found late; gives their codes. `now` is business time.
std::vector<std::string> note_late_suppliers(Database& database, const market::Market& market, outbox::Outbox& outbox, Instant now);

}  // namespace switchyard::pricing

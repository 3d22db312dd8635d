// All SQL about what was known of sheets and price stops at a past instant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/database.hpp"
#include "pricing/sheets/sheet_record.hpp"
#include "pricing/stops/price_stops.hpp"

namespace switchyard::pricing {

// A sheet that was in the book then.
struct KnownSheet {
  SheetRecord record;                        // As it is today, but for what follows.
  SheetStatus status_then = SheetStatus::published;
  bool on_sale_then = false;                 // At that instant.
  std::optional<std::int64_t> former_form = {}; // The number of the compiled form that it had; absent: it has it still.
};

// Published, superseded or expired at the instant, by their history; also those that were withdrawn since.
[[nodiscard]] std::vector<KnownSheet> list_sheets_known_at(SqlReader& reader, Instant known_at);
// Made by then and not lifted by then.
[[nodiscard]] PriceStops price_stops_known_at(SqlReader& reader, Instant known_at);
[[nodiscard]] std::optional<std::string> read_former_form(SqlReader& reader, const SheetId& id, std::int64_t number);

// Keeps the compiled form that a sheet has, before it is replaced at the instant. Nothing where it has none.
void keep_former_form(SqlTransaction& transaction, const SheetId& id, Instant replaced_at);

}  // namespace switchyard::pricing

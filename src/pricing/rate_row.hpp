// What a layout reads out of a file: one row a priced cell, in the supplier's own words, before market/ resolves them.
// A sheet may hold a million rows: text is interned, numbers are scaled integers.
#pragma once

#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pricing/rate_hold.hpp"
#include "values/date.hpp"
#include "values/energy.hpp"
#include "values/instant.hpp"
#include "values/money.hpp"
#include "workbook/grid.hpp"

namespace switchyard::pricing {

// Texts by number; 0 is the empty text. Not safe from many threads while it grows.
using TextId = std::uint32_t;
class TextPool {
 public:
  TextPool();
  TextPool(TextPool&&) = default;
  TextPool& operator=(TextPool&&) = default;
  TextPool(const TextPool&) = delete;  // ids_ looks into texts_.
  TextPool& operator=(const TextPool&) = delete;
  TextId intern(std::string_view text);
  [[nodiscard]] std::string_view text(TextId id) const;
  [[nodiscard]] std::size_t size() const;

 private:
  std::deque<std::string> texts_;
  std::unordered_map<std::string_view, TextId> ids_;
};

// residential is read and exported, never sold; any means that the sheet does not tell classes apart.
enum class CustomerClass : std::uint8_t { commercial, residential, multifamily, any };
[[nodiscard]] std::string_view text_of(CustomerClass customer_class);

// The limits of a band are in milli-units of `unit` as printed (after snapping); absent ends are open.
struct UsageBand {
  static constexpr std::int64_t kOpen = std::numeric_limits<std::int64_t>::max();
  std::int64_t min_milli = 0;
  std::int64_t max_milli_exclusive = kOpen;
  EnergyUnit unit = EnergyUnit::kwh;
  bool present = false;               // False where the file has no band at all.
  // Set only where the printed, inclusive upper end is max_milli_exclusive itself ("0 to 50,000" beside "50,001 to 200,000"):
  // a usage equal to it then belongs to this band and not to the one that begins there. "0-74" snapped to 75 has it unset:
  // 74 is inside already, and 75 begins the next band.
  bool max_printed_inclusive = false;
  bool operator==(const UsageBand&) const = default;
};

struct RateRow {
  // A check took the price off: the row is kept and exported, never sold.
  static constexpr std::int64_t kNoBasis = 0;

  Commodity commodity = Commodity::electric;
  CustomerClass customer_class = CustomerClass::commercial;
  bool purchase_of_receivables_known = false;
  bool purchase_of_receivables = false;
  TextId utility_alias = 0;
  TextId rate_class_alias = 0;
  TextId zone = 0;
  TextId state = 0;
  TextId product = 0;
  TextId billing = 0;
  std::int32_t green_percent_hundredths = -1;  // -1: not said.
  Date start_from{};                           // Whole months; meaningful where has_start.
  Date start_until{};                          // Exclusive.
  bool has_start = false;
  std::int16_t term_months = 0;
  UsageBand band{};
  EnergyUnit price_unit = EnergyUnit::kwh;
  std::int64_t stored_price_micros = 0;        // The cell's stored value in dollars a unit, half-even to the millionth: what is exported.
  std::int64_t basis_price_micros = 0;         // What is sold from: displayed digits or stored value, by the layout's priceBasis.
  std::int8_t price_decimals = 5;              // Of the contract price.
  TextId price_text = 0;                       // The cell's own text, as stored.
  std::uint32_t sheet = 0;                     // Index of the worksheet in the workbook.
  workbook::CellPlace cell{};                  // Of a PDF: where on the page the word stands, {row: top, column: left} in whole points.
};

// Something about one cell that a person should know.
struct CellNote {
  std::string cell;     // "Sheet!C1", "C1", "p1@447,336" or empty.
  std::string code;
  std::string message;
};

// A file as its layout reads it.
struct SheetReading {
  std::string supplier;                  // The supplier's code in market/.
  std::string supplier_name;             // As the export prints it.
  std::string layout;                    // Name and version: "liberty-daily@1".
  TextPool texts;
  std::vector<std::string> worksheets;   // Names by RateRow::sheet; one empty name for a CSV.
  bool bare_refs = false;                // One worksheet: refs are bare cells.
  bool page_refs = false;                // A PDF: refs are places on pages, "p1@447,336".
  std::vector<RateRow> rows;
  std::vector<workbook::CellPlace> grid_places;  // By row its cell in the grid of a PDF just read; else empty: see grid_place_of.
  Date valid_from{};                     // As printed.
  Date valid_until{};                    // Exclusive, as printed; the day after valid_from for one-date files.
  std::optional<Instant> sellable_from;  // Absent: no cut-off is known, the sheet is held.
  std::optional<Instant> sellable_until;
  std::vector<std::string> scope;        // Fields whose values the file replaces as a whole: {} is the supplier.
  std::size_t not_offered_count = 0;     // Cells that say that there is no offer, as the layout declares it; blank ones are not counted.
  RateHolds holds;                       // Doubt that an operator may release; the rates have no basis meanwhile.
  std::vector<CellNote> withheld;        // Rows that were stopped, and why.
  std::vector<CellNote> warnings;
  std::vector<CellNote> errors;          // Any: the sheet is rejected or held as the code says.
};

// The cell of rows[index] in the workbook's grid, while that is at hand.
[[nodiscard]] inline workbook::CellPlace grid_place_of(const SheetReading& reading, std::size_t index) {
  return index < reading.grid_places.size() ? reading.grid_places[index] : reading.rows[index].cell;
}

// "Sheet!C1", "C1" where the reading has bare refs, "p1@447,336" where it has page refs.
[[nodiscard]] std::string ref_of(const SheetReading& reading, const RateRow& row);

}  // namespace switchyard::pricing

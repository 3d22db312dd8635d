// A hold of a sheet as it is kept: what a check stopped, why, and what an operator decided about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pricing/book/compiled_sheet.hpp"
#include "pricing/rate_row.hpp"
#include "values/instant.hpp"

namespace switchyard::pricing {

enum class HoldGrain : std::uint8_t { row, table, sheet };
enum class HoldState : std::uint8_t {
  held,       // Nobody has decided.
  released,   // Its rates are sold, but for those that another hold stops too.
  kept,       // An operator looked and left it.
};
[[nodiscard]] std::string_view text_of(HoldGrain grain);
[[nodiscard]] std::string_view text_of(HoldState state);
Result<HoldGrain> parse_hold_grain(std::string_view text);
Result<HoldState> parse_hold_state(std::string_view text);

inline constexpr std::size_t kHoldCellsMax = 20;

struct SheetHold {
  std::int64_t number = 0;               // Within its sheet, from 1.
  HoldGrain grain = HoldGrain::row;
  std::string code;
  std::string message;                   // What is wrong, and for what cannot be released what would help.
  std::vector<std::string> cells;        // "Sheet!C1", at most kHoldCellsMax.
  std::int64_t row_count = 0;            // Prices concerned.
  bool releasable = false;               // False where there is no price that could be sold: another remedy is needed.
  HoldState state = HoldState::held;
  std::optional<Instant> decided_at = {};
  std::string decided_by = {};
  std::string reason = {};
  std::vector<HeldRate> rates = {};      // Of a releasable one; a list of holds leaves them empty.
};

// What a compilation stops and a later one may not: words that are mapped meanwhile, keys that stand twice.
[[nodiscard]] bool is_of_compilation(std::string_view code);

struct HoldSources {
  const SheetReading& reading;
  const std::vector<CellNote>& withheld;           // Of the report: every row that is not sold, its first reason.
  const std::vector<UnmappedAlias>& unmapped;
  const std::vector<CellNote>& table_faults;       // Tables that could not be read, or not trusted.
  const std::vector<CellNote>& doubts;             // Of the sheet as a whole.
};
// Numbered from 1: the sheet's, the tables', the rows'.
[[nodiscard]] std::vector<SheetHold> holds_of(const HoldSources& sources);

// Those of a later compilation alone; not numbered.
[[nodiscard]] std::vector<SheetHold> compilation_holds(const std::vector<CellNote>& withheld, const std::vector<UnmappedAlias>& unmapped);

}  // namespace switchyard::pricing

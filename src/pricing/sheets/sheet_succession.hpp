// Which sheet gives way to which: by supplier, commodity, the values of the scope and the day it starts. Pure.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "pricing/sheets/sheet_record.hpp"

namespace switchyard::pricing {

// A sheet covers another where it is of the same supplier, has its commodities and every value of its scope; an empty scope is
// the supplier whole, and is covered by an empty one alone.
[[nodiscard]] bool covers(const SheetRecord& sheet, const SheetRecord& other);
// They share a commodity and a value of the scope, or one of them is the supplier whole.
[[nodiscard]] bool overlaps(const SheetRecord& sheet, const SheetRecord& other);
// By the day that it is valid from, then by the instant of sale. Of two that start together the one received later goes before.
[[nodiscard]] bool starts_before(const SheetRecord& sheet, const SheetRecord& other);

struct Succession {
  std::vector<SheetId> superseded;           // Give way to the sheet.
  std::optional<SheetRecord> successor;      // Starts later and covers it: of several the earliest.
  std::vector<SheetId> partly_overlapped;    // Neither replaces the other, but both would sell a part of the scope.
};
// `others`: the supplier's sheets that are, were or will be on sale when `sheet` is. Doubtful ones play no part.
[[nodiscard]] Succession succession_of(const SheetRecord& sheet, std::span<const SheetRecord> others);

}  // namespace switchyard::pricing

// Rows of a compiled sheet as they were read: for exports and lineage, not for searching.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pricing/book/sheet_format.hpp"
#include "pricing/rate_row.hpp"

namespace switchyard::pricing {

// The reference of one row, "Sheet!C1", "C1" or "p1@447,336".
[[nodiscard]] std::string row_ref(const sheet_format::Tables& tables, std::uint32_t ordinal);
// Its cell in the worksheet, "C1"; of a PDF the same as the reference.
[[nodiscard]] std::string row_cell(const sheet_format::Tables& tables, std::uint32_t ordinal);
[[nodiscard]] std::string_view row_worksheet(const sheet_format::Tables& tables, std::uint32_t ordinal);
[[nodiscard]] UsageBand band_of(const sheet_format::Band& band);
// As it is sold: a band in "Ccf/therm" is one in the unit of the price.
[[nodiscard]] UsageBand band_sold(const sheet_format::Band& band, EnergyUnit price_unit);

// Gives back every row with the texts interned in a pool. `texts` and `tables` outlive it.
class SheetRows {
 public:
  SheetRows(const sheet_format::Tables& tables, TextPool& texts);

  [[nodiscard]] RateRow row(std::uint32_t ordinal) const;
  [[nodiscard]] std::string ref(std::uint32_t ordinal) const { return row_ref(tables_, ordinal); }
  [[nodiscard]] std::string_view worksheet(std::uint32_t ordinal) const { return row_worksheet(tables_, ordinal); }

 private:
  const sheet_format::Tables& tables_;
  std::vector<TextId> ids_;  // Of the pool, by the sheet's.
};

}  // namespace switchyard::pricing

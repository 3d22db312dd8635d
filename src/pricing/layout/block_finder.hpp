// The blocks of a table on a sheet: where each begins, how far it reaches, and which of its columns carry prices.
#pragma once

#include <vector>

#include "pricing/layout/sheet_map.hpp"

namespace switchyard::pricing {

struct PriceColumn {
  std::uint32_t column = 0;
  std::uint32_t group = 0;  // Index in TableSpec::prices.
};

struct Block {
  workbook::CellPlace anchor;
  Area area;                    // From the anchor's row down to the row above the next block.
  std::uint32_t header_row = 0;
  std::vector<PriceColumn> prices;  // Empty: no header was found where the layout expects it.
};

// Is the table looked for on this sheet?
[[nodiscard]] bool chosen(const SheetChoice& choice, const workbook::Grid& grid);
[[nodiscard]] std::vector<Block> find_blocks(const TableSpec& table, const SheetMap& sheet);

}  // namespace switchyard::pricing

// Tables of prices on a sheet, found by how they look: columns of prices under one row of headers, and the columns beside them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pricing/layout/proposal/header_words.hpp"
#include "pricing/layout/proposal/sheet_look.hpp"

namespace switchyard::pricing::proposal {

// A column in the rows of the prices that holds something else.
struct SeenLabel {
  std::uint32_t column = 0;
  std::string header;            // Empty: none.
  std::uint32_t header_row = 0;
  Role role = Role::none;
};

struct SeenPrices {
  std::uint32_t column = 0;
  Look kind = Look::text;        // Of the header: whole or text (a term), month, band, price's name.
  std::string header;
  std::string over;              // The text above the header: its own column's, else the nearest to the left. Empty: none.
  int over_rows = 0;             // So many rows above the header.
  bool over_merged = false;
  bool pair = false;             // Its term stands in the column to the left.
};

struct SeenBlock {
  std::uint32_t sheet = 0;
  std::uint32_t head_row = 0;    // The first row that may be about it: behind the block before.
  std::uint32_t header_row = 0, first_row = 0, last_row = 0;
  std::uint32_t first_column = 0, last_column = 0;
  std::vector<SeenLabel> labels;
  std::vector<SeenPrices> prices;
};

// In reading order of their headers.
[[nodiscard]] std::vector<SeenBlock> see_blocks(const SheetLook& sheet, std::uint32_t index);

}  // namespace switchyard::pricing::proposal

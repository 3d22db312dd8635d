// Blocks that are of one kind: the same columns under the same words, repeated down a sheet, across it and over sheets.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pricing/layout/proposal/seen_block.hpp"

namespace switchyard::pricing::proposal {

// The looks of the sheets of a file that were looked at; null for hidden and blank ones.
using Looks = std::vector<std::unique_ptr<SheetLook>>;

// The text at which each of the blocks begins.
struct Anchor {
  std::string text;
  std::vector<std::string> row_says;
  int from_column = 0;          // As layouts have it: none or negative.
  int header_within = 0;
  bool unique = true;           // On the sheets looked at it stands nowhere else.
  std::string cell;             // Of the first block.
};

struct Family {
  std::vector<SeenBlock> blocks;
  Anchor anchor;
  bool repeats = false;         // Some sheet has several blocks.
  [[nodiscard]] std::vector<std::uint32_t> sheets() const;  // Indices, each once.
};

[[nodiscard]] std::vector<Family> families_of(const Looks& looks, std::vector<SeenBlock> blocks);

// Where the block's anchor stands, by the family's text; the block's own corner where it is not found.
[[nodiscard]] workbook::CellPlace anchor_of(const SheetLook& sheet, const Family& family, const SeenBlock& block);

}  // namespace switchyard::pricing::proposal

// What a column beside the prices holds over all blocks of a family.
#pragma once

#include <string>
#include <vector>

#include "pricing/layout/proposal/block_family.hpp"

namespace switchyard::pricing::proposal {

struct LabelContents {
  std::string header;             // Empty: the column is counted from the anchor.
  int offset = 0;                 // From the anchor's column; meaningful where the header is empty.
  Role role = Role::none;
  std::string cell;               // Of its header in the first block, else of its first value.
  bool everywhere = true;         // In all blocks.
  std::size_t rows = 0, filled = 0;
  bool merged = false;            // Its values are merged over rows.
  std::size_t months = 0, wholes = 0, bands = 0, texts = 0;
  bool serial = false;            // Days as numbers.
  std::vector<std::string> forms; // Of days as text.
  std::vector<std::string> values;  // The different ones, at most kValuesMax.
  static constexpr std::size_t kValuesMax = 200;

  [[nodiscard]] bool mostly(std::size_t part) const { return filled > 0 && part * 10 >= filled * 9; }
  // The source's keys: "column: '^LDC$', fill: down".
  [[nodiscard]] std::string source() const;
};

// By column from left to right, as the first block that has it.
[[nodiscard]] std::vector<LabelContents> contents_of(const Looks& looks, const Family& family);

}  // namespace switchyard::pricing::proposal

// What happens to a row and a column of a table's block, asked of one block at a time and beside the reading.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pricing/layout/block_finder.hpp"
#include "pricing/layout/field_reader.hpp"

namespace switchyard::pricing {

// Not safe from many threads. What it is made of must outlive it.
class BlockFate {
 public:
  BlockFate(const TableSpec& table, Block block, const SheetMap& sheet, FieldReader& fields);

  [[nodiscard]] const TableSpec& table() const { return *table_; }
  [[nodiscard]] const Block& block() const { return block_; }
  [[nodiscard]] bool holds(workbook::CellPlace place) const { return block_.area.holds(place); }
  // The price column, or null.
  [[nodiscard]] const PriceColumn* price_column(std::uint32_t column) const;
  // The first row that is not the table's any more: the one with the text of `rows.until`, or the one behind the block.
  [[nodiscard]] std::uint32_t end_row() const { return end_row_; }
  // Why the row is skipped, in words; nothing where it is read.
  [[nodiscard]] std::optional<std::string> skip_reason(std::uint32_t row);

 private:
  const TableSpec* table_;
  Block block_;
  const SheetMap* sheet_;
  FieldReader* fields_;
  std::uint32_t end_row_;
  std::vector<std::vector<BoundField>> skip_;
  std::map<std::uint32_t, std::optional<std::string>> known_;
};

// Those of all tables of the layout that are looked for on the sheet, in the layout's order.
[[nodiscard]] std::vector<BlockFate> block_fates(const LayoutSpec& layout, const SheetMap& sheet, FieldReader& fields);

// Why a cell is no offer, in words: "zero", "the word 'NA'"; nothing where it is one.
[[nodiscard]] std::optional<std::string> no_offer_reason(const PriceSpec& price, const workbook::Cell& cell);

}  // namespace switchyard::pricing

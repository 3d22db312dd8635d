#include "pricing/layout/trace/block_fate.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "pricing/layout/cell_text.hpp"
#include "pricing/layout/price_reader.hpp"
#include "pricing/layout/trace/source_words.hpp"

namespace switchyard::pricing {

BlockFate::BlockFate(const TableSpec& table, Block block, const SheetMap& sheet, FieldReader& fields)
    : table_(&table), block_(std::move(block)), sheet_(&sheet), fields_(&fields), end_row_(block_.area.last_row + 1) {
  for (auto row = block_.header_row + 1; table.until && row <= block_.area.last_row; ++row) {
    if (!sheet.find(*table.until, {row, row, block_.area.first_column, block_.area.last_column})) continue;
    end_row_ = row;
    break;
  }
  for (const auto& condition : table.skip_if) skip_.push_back(fields.bind(condition, sheet, &block_));
}

const PriceColumn* BlockFate::price_column(std::uint32_t column) const {
  const auto found = std::find_if(block_.prices.begin(), block_.prices.end(), [&](const PriceColumn& price) { return price.column == column; });
  return found == block_.prices.end() ? nullptr : &*found;
}

std::optional<std::string> BlockFate::skip_reason(std::uint32_t row) {
  if (row >= end_row_) return fmt::format("below '{}', which ends the table", table_->until ? table_->until->expression() : std::string("its end"));
  if (const auto known = known_.find(row); known != known_.end()) return known->second;
  std::optional<std::string> reason;
  const workbook::CellPlace place{row, block_.prices.empty() ? block_.area.first_column : block_.prices.front().column};
  for (std::size_t i = 0; i < skip_.size() && !reason; ++i) {
    if (fields_->holds(table_->skip_if[i], skip_[i], *sheet_, &block_, place)) reason = fmt::format("rows.skip_if: {}", condition_words(table_->skip_if[i]));
  }
  return known_[row] = reason;
}

std::vector<BlockFate> block_fates(const LayoutSpec& layout, const SheetMap& sheet, FieldReader& fields) {
  std::vector<BlockFate> fates;
  for (const auto& table : layout.tables) {
    if (!chosen(table.sheets, sheet.grid())) continue;
    for (auto& block : find_blocks(table, sheet)) fates.emplace_back(table, std::move(block), sheet, fields);
  }
  return fates;
}

std::optional<std::string> no_offer_reason(const PriceSpec& price, const workbook::Cell& cell) {
  if (cell.kind == workbook::CellKind::empty || cell.text.empty()) return "empty";
  if (offered_value(price, cell).offer != Offer::none) return std::nullopt;
  if (cell.kind == workbook::CellKind::error) return fmt::format("the error {:.20}", cell.text);
  if (is_blank(cell.text)) return "blank";
  return fmt::format("'{:.30}'", cell.text);
}

}  // namespace switchyard::pricing

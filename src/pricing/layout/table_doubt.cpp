#include "pricing/layout/table_doubt.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

constexpr std::size_t kDoubtfulShare = 4;  // Over one in so many prices of a block without a field: the block is not what it seems.

void hold_rates(ReadingState& state, FieldReader& fields, std::size_t first_rate, std::string_view code, const std::string& message) {
  auto& rows = state.reading.rows;
  RateHold hold{.code = std::string(code), .cell = {}, .message = message, .rates = {}};
  for (auto i = first_rate; i < rows.size(); ++i) {
    if (rows[i].basis_price_micros == RateRow::kNoBasis) continue;
    const auto cell = name_of_cell(state.reading, fields.sheet(rows[i].sheet), rows[i].cell);
    if (hold.cell.empty()) hold.cell = cell;
    hold.rates.push_back({static_cast<std::uint32_t>(i), std::exchange(rows[i].basis_price_micros, RateRow::kNoBasis)});
    state.withhold(cell, code, message);
  }
  if (!hold.rates.empty()) state.reading.holds.add_table(std::move(hold));
}

// No header, and prices in most of the block's rows.
bool has_prices_alone(const ReadingState& state, const ReadBlock& read, std::uint32_t column) {
  const auto& grid = read.sheet.grid();
  if (!grid.at(read.block.header_row, column).text.empty()) return false;
  std::size_t prices = 0;
  for (auto i = read.first_rate; i < state.reading.rows.size(); ++i) {
    const auto cell = grid.at(state.reading.rows[i].cell.row, column);
    if (cell.kind != workbook::CellKind::empty && offered_value(read.table.price, cell).offer == Offer::price) ++prices;
  }
  return prices * 2 > state.reading.rows.size() - read.first_rate;
}

void doubt_moved_headers(ReadingState& state, FieldReader& fields, const ReadBlock& read) {
  const auto lonely = std::find(read.filled.begin(), read.filled.end(), std::size_t{0});
  if (lonely == read.filled.end() || state.reading.rows.size() == read.first_rate) return;
  const auto& prices = read.block.prices;
  const auto first = prices.front().column;
  for (auto column = first > 0 ? first - 1 : first; column <= prices.back().column; ++column) {
    const bool is_price_column = std::any_of(prices.begin(), prices.end(), [&](const auto& price) { return price.column == column; });
    if (is_price_column || !has_prices_alone(state, read, column)) continue;
    const auto lonely_column = prices[static_cast<std::size_t>(lonely - read.filled.begin())].column;
    const auto message = fmt::format("table {}: prices stand here without a header, and {} is a header without prices", read.table.name,
                                     workbook::a1_of({read.block.header_row, lonely_column}));
    state.refuse(name_of_cell(state.reading, read.sheet, {read.block.header_row, column}), "header_moved", message);
    return hold_rates(state, fields, read.first_rate, "header_moved", message);
  }
}

}  // namespace

void doubt_block(ReadingState& state, FieldReader& fields, const ReadBlock& read) {
  doubt_moved_headers(state, fields, read);
  if (read.unreadable_count * kDoubtfulShare <= read.offered_count) return;
  const auto message =
      fmt::format("table {}: of {} prices here, {} miss a field: {}", read.table.name, read.offered_count, read.unreadable_count, read.last_problem);
  state.refuse(name_of_cell(state.reading, read.sheet, read.block.anchor), "field_missing", message);
  hold_rates(state, fields, read.first_rate, "field_missing", message);
}

}  // namespace switchyard::pricing

#include "pricing/layout/trace/cell_ledger.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "pricing/layout/cell_text.hpp"
#include "pricing/layout/table_reader.hpp"
#include "pricing/layout/trace/block_fate.hpp"
#include "pricing/layout/trace/cell_ranges.hpp"
#include "pricing/layout/trace/price_look.hpp"

namespace switchyard::pricing {
namespace {

enum class Mark : std::uint8_t { none, taken, read };

// What fields took and rates were read from, by sheet, row and column.
class Marks final : public CellObserver {
 public:
  explicit Marks(const workbook::Workbook& workbook) : of_sheet_(workbook.sheet_count()) {
    for (std::size_t i = 0; i < workbook.sheet_count(); ++i) columns_.push_back(workbook.sheet(i).column_count());
    for (std::size_t i = 0; i < workbook.sheet_count(); ++i) rows_.push_back(workbook.sheet(i).row_count());
  }
  void took(std::uint32_t sheet, workbook::CellPlace place) override { set(sheet, place, Mark::taken); }
  void set(std::uint32_t sheet, workbook::CellPlace place, Mark mark) {
    if (place.row >= rows_[sheet] || place.column >= columns_[sheet]) return;
    auto& marks = of_sheet_[sheet];
    if (marks.empty()) marks.resize(std::size_t{rows_[sheet]} * columns_[sheet]);
    auto& known = marks[std::size_t{place.row} * columns_[sheet] + place.column];
    known = std::max(known, mark);
  }
  [[nodiscard]] Mark of(std::uint32_t sheet, workbook::CellPlace place) const {
    const auto& marks = of_sheet_[sheet];
    return marks.empty() ? Mark::none : marks[std::size_t{place.row} * columns_[sheet] + place.column];
  }

 private:
  std::vector<std::uint32_t> columns_, rows_;
  std::vector<std::vector<Mark>> of_sheet_;
};

struct FateAndReason {
  CellFate fate = CellFate::outside;
  std::string reason;
};

// One sheet's cells: what the tables' blocks say of those that nothing was read from.
class SheetLedger {
 public:
  SheetLedger(const LayoutSpec& layout, const SheetMap& sheet, FieldReader& fields) : sheet_(sheet) {
    const bool any = std::any_of(layout.tables.begin(), layout.tables.end(), [&](const TableSpec& table) { return chosen(table.sheets, sheet.grid()); });
    if (!any) {
      whole_ = {sheet.grid().hidden() ? CellFate::hidden : CellFate::left_out, {}};
      return;
    }
    blocks_ = block_fates(layout, sheet, fields);
    if (blocks_.empty()) whole_ = {CellFate::outside, "no table begins on this sheet"};
  }

  [[nodiscard]] FateAndReason fate_of(workbook::CellPlace place, const workbook::Cell& cell) {
    if (blocks_.empty()) return whole_;
    FateAndReason best;
    for (auto& block : blocks_) {
      if (!block.holds(place)) continue;
      auto fate = in_block(block, place, cell);
      // Two tables may hold the cell: the one that says more stands.
      if (best.fate == CellFate::outside || fate.fate == CellFate::no_offer) best = std::move(fate);
    }
    return best;
  }

 private:
  [[nodiscard]] FateAndReason in_block(BlockFate& block, workbook::CellPlace place, const workbook::Cell& cell) {
    const auto& name = block.table().name;
    if (block.block().prices.empty()) return {CellFate::outside, fmt::format("table {} found no header here", name)};
    if (place.row <= block.block().header_row) return {CellFate::head, name};
    if (place.row >= block.end_row()) return {CellFate::skipped, *block.skip_reason(place.row)};
    if (block.price_column(place.column) == nullptr) {
      const auto header = sheet_.grid().at(block.block().header_row, place.column);
      std::string storage;
      return {CellFate::other_column, is_filled(header) ? fmt::format("under '{:.40}'", tidy_text(header.text, storage)) : std::string("under no header")};
    }
    if (auto none = no_offer_reason(block.table().price, cell)) return {CellFate::no_offer, std::move(*none)};
    if (auto skip = block.skip_reason(place.row)) return {CellFate::skipped, std::move(*skip)};
    return {CellFate::withheld, "not read"};
  }

  const SheetMap& sheet_;
  std::vector<BlockFate> blocks_;
  FateAndReason whole_;
};

std::unordered_map<std::string_view, std::string_view> withheld_codes(const SheetReading& reading) {
  std::unordered_map<std::string_view, std::string_view> codes;
  for (const auto& note : reading.withheld) codes.emplace(note.cell, note.code);
  return codes;
}

}  // namespace

std::string_view text_of(CellFate fate) {
  switch (fate) {
    case CellFate::read: return "read";
    case CellFate::withheld: return "withheld";
    case CellFate::taken: return "field";
    case CellFate::head: return "header";
    case CellFate::no_offer: return "no_offer";
    case CellFate::skipped: return "skipped";
    case CellFate::other_column: return "other_column";
    case CellFate::outside: return "outside";
    case CellFate::left_out: return "left_out_sheet";
    case CellFate::hidden: return "hidden_sheet";
  }
  return {};
}

void keep_ledger(const Layout& layout, const workbook::Workbook& workbook, std::string_view file_name, const SheetReading& reading,
                 const std::function<void(const CellRecord&)>& each) {
  Marks marks(workbook);
  if (!read(layout, workbook, file_name, &marks)) return;
  for (std::size_t i = 0; i < reading.rows.size(); ++i) marks.set(reading.rows[i].sheet, grid_place_of(reading, i), Mark::read);
  const auto codes = withheld_codes(reading);
  FieldReader fields(workbook, file_name);
  for (std::uint32_t s = 0; s < workbook.sheet_count(); ++s) {
    const auto& map = fields.sheet(s);
    const auto& grid = map.grid();
    SheetLedger ledger(layout.spec(), map, fields);
    for (std::uint32_t row = 0; row < grid.row_count(); ++row) {
      for (std::uint32_t column = 0; column < grid.column_count(); ++column) {
        const auto cell = grid.at(row, column);
        if (!is_filled(cell)) continue;
        const workbook::CellPlace place{row, column};
        CellRecord record{.sheet = s, .place = place, .fate = CellFate::read, .reason = {}, .price_like = looks_like_price(cell)};
        FateAndReason fate;
        const auto mark = marks.of(s, place);
        const auto code = codes.empty() || mark == Mark::taken ? codes.end() : codes.find(name_of_cell(reading, map, place));
        if (code != codes.end()) {
          record.fate = CellFate::withheld;
          record.reason = code->second;
        } else if (mark == Mark::taken) {
          record.fate = CellFate::taken;
        } else if (mark == Mark::none) {
          fate = ledger.fate_of(place, cell);
          record.fate = fate.fate;
          record.reason = fate.reason;
        }
        each(record);
      }
    }
  }
}

std::vector<LedgerEntry> summarise_ledger(const Layout& layout, const workbook::Workbook& workbook, std::string_view file_name, const SheetReading& reading) {
  struct Kept {
    LedgerEntry entry;
    CellRanges ranges{LedgerEntry::kRangesMax}, price_like{LedgerEntry::kRangesMax};
  };
  std::map<std::tuple<std::uint32_t, CellFate, std::string>, Kept> kept;
  keep_ledger(layout, workbook, file_name, reading, [&](const CellRecord& cell) {
    auto& here = kept[{cell.sheet, cell.fate, std::string(cell.reason)}];
    ++here.entry.count;
    here.ranges.add(cell.place);
    if (!cell.price_like) return;
    ++here.entry.price_like;
    here.price_like.add(cell.place);
  });
  std::vector<LedgerEntry> entries;
  for (auto& [key, here] : kept) {
    here.entry.sheet = std::get<0>(key);
    here.entry.fate = std::get<1>(key);
    here.entry.reason = std::get<2>(key);
    here.entry.ranges = here.ranges.texts();
    here.entry.price_like_ranges = here.price_like.texts();
    entries.push_back(std::move(here.entry));
  }
  return entries;
}

}  // namespace switchyard::pricing

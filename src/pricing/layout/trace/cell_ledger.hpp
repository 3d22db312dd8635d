// Every filled cell of a file, and what a layout made of it: read, withheld, or passed over and why.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pricing/layout/layout.hpp"

namespace switchyard::pricing {

enum class CellFate : std::uint8_t {
  read,         // A rate.
  withheld,     // Should be a rate, and is not sold; the reason is the code.
  taken,        // A field of a rate stands here.
  head,         // Between the anchor's row and the header's: header, axis or label.
  no_offer,     // In a column of prices, and no offer as the layout declares it.
  skipped,      // The row is skipped by declaration, or stands below the text that ends the table.
  other_column, // In a table's rows, in a column that no key of the layout names.
  outside,      // In no table.
  left_out,     // On a sheet that the layout leaves out.
  hidden,       // On a hidden sheet.
};
[[nodiscard]] std::string_view text_of(CellFate fate);

struct CellRecord {
  std::uint32_t sheet = 0;
  workbook::CellPlace place;
  CellFate fate = CellFate::outside;
  std::string_view reason;   // More of it, in words; lives as long as the call.
  bool price_like = false;   // As looks_like_price has it.
};

// Calls `each` for every cell that holds more than white space, by sheet and in reading order. `reading` is what `layout` read of
// `workbook`. A second pass beside the reading: it costs about as much again.
void keep_ledger(const Layout& layout, const workbook::Workbook& workbook, std::string_view file_name, const SheetReading& reading,
                 const std::function<void(const CellRecord&)>& each);

// Of the cells of one sheet, fate and reason.
struct LedgerEntry {
  std::uint32_t sheet = 0;
  CellFate fate = CellFate::outside;
  std::string reason;
  std::size_t count = 0;
  std::size_t price_like = 0;
  std::vector<std::string> ranges;             // "C3:E9"; the first kRangesMax.
  std::vector<std::string> price_like_ranges;  // The same of those that look like prices.
  static constexpr std::size_t kRangesMax = 40;
};
// In the order of the sheets, then of the fates.
[[nodiscard]] std::vector<LedgerEntry> summarise_ledger(const Layout& layout, const workbook::Workbook& workbook, std::string_view file_name,
                                                        const SheetReading& reading);

}  // namespace switchyard::pricing

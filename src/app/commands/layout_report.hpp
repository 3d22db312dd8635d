// What a layout makes of a file, for people: curves, cells passed over, words that no one knows.
#pragma once

#include <string>
#include <vector>

#include "app/commands/layout_file.hpp"
#include "market/market.hpp"
#include "pricing/layout/trace/cell_ledger.hpp"
#include "pricing/layout/trace/reading_summary.hpp"

namespace switchyard::app {

struct LayoutReport {
  std::string file;
  std::vector<std::string> sheet_names;
  pricing::SheetReading reading;
  std::vector<pricing::CurveSummary> curves;
  std::vector<pricing::LedgerEntry> ledger;
  std::vector<pricing::CellNote> mismatch;      // Why the layout would not be recognised in this file.
  std::vector<std::string> unknown_utilities;   // Words that `market` does not resolve.
  std::size_t price_like = 0;                   // Of cells on sheets that are not hidden.
  std::size_t price_like_read = 0;
  [[nodiscard]] bool fit_to_sell() const { return mismatch.empty() && reading.errors.empty() && !reading.rows.empty(); }
};
[[nodiscard]] Result<LayoutReport> report_on_layout(const pricing::Layout& layout, const OpenedFile& file, const market::Market& market);

// Do cells of it look like prices, with nothing that declares them to be none?
[[nodiscard]] bool is_missed(const pricing::LedgerEntry& entry);
[[nodiscard]] std::string_view words_of(pricing::CellFate fate);
[[nodiscard]] std::string micros_text(std::int64_t micros);           // "0.0572"
[[nodiscard]] std::string share_text(std::size_t part, std::size_t whole);  // "98.2 %"
// One object, without a line break.
[[nodiscard]] std::string json_of(const LayoutReport& report, bool rows);

}  // namespace switchyard::app

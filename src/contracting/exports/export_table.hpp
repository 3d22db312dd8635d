// Tables for people and their spreadsheets, as CSV or a workbook: read in pieces, so that a long CSV is never whole in memory.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::contracting {

enum class ExportFormat : std::uint8_t { csv, xlsx };

// What a workbook holds: one is made whole in memory.
inline constexpr std::size_t kWorkbookRowsMax = 50'000;

struct ExportColumn {
  std::string_view name;   // snake_case
  bool is_number = false;  // Decimal text, or nothing.
};

using RowSink = std::function<void(std::span<const std::string>)>;

struct ExportTable {
  std::string title;                  // Of the sheet: "Contracts".
  std::vector<ExportColumn> columns;
  // The next rows, a cell a column; false once there are none further.
  std::function<bool(const RowSink&)> next;
};

// UTF-8, CRLF; a text that a spreadsheet would take for a formula gets an apostrophe before it. Each call appends a piece, the first one begins with the
// names; false with the last.
[[nodiscard]] std::function<bool(std::string& piece)> csv_stream(ExportTable table);
// One sheet; numbers are numbers and texts are texts. "export_too_large" over kWorkbookRowsMax.
[[nodiscard]] Result<std::string> workbook_bytes(const ExportTable& table);

}  // namespace switchyard::contracting

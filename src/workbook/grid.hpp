// A supplier's file as grids of cells: what is in it and how it shows it, and nothing of what it means.
//
// Numbers are kept as the text that the file stores ("5.7200000000000001E-2"), never as floating point; formulas are kept as
// their cached results and never recalculated.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "workbook/pdf_words_port.hpp"

namespace switchyard::workbook {

enum class CellKind : std::uint8_t {
  empty,
  text,     // `text` is the string, UTF-8, line breaks as '\n'.
  number,   // `text` is the stored number; a date is a number with a date format.
  boolean,  // "1" or "0".
  error,    // "#N/A", "#REF!" …
};

// Views into the grid; valid as long as it lives.
struct Cell {
  CellKind kind = CellKind::empty;
  std::string_view text;
  // The number format's code ("0.00000", "m/d/yyyy", "\"$\"0.00"), empty for General. Built-in ids have their codes.
  std::string_view format;
};

// Zero-based; a name for people is A1 style: {0, 2} is "C1".
struct CellPlace {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  auto operator<=>(const CellPlace&) const = default;
};
[[nodiscard]] std::string a1_of(CellPlace place);
// "C1", "$C$1"; nothing for other text.
[[nodiscard]] std::optional<CellPlace> place_of(std::string_view a1);
// A place on a page of a PDF, for people: "p1@447,336", in whole points from the page's left and top. `page` is the sheet's name.
[[nodiscard]] std::string page_place_text(std::string_view page, std::uint32_t left, std::uint32_t top);

// Inclusive corners.
struct MergedRange {
  CellPlace first;
  CellPlace last;
};

// One sheet. Cells are read by place in constant or logarithmic time, from any thread once it is built.
class Grid {
 public:
  virtual ~Grid() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;  // The tab's name; empty in a CSV.
  [[nodiscard]] virtual bool hidden() const = 0;            // Hidden or very hidden.
  // One past the last row and column that hold a cell (counted, not what <dimension> claims).
  [[nodiscard]] virtual std::uint32_t row_count() const = 0;
  [[nodiscard]] virtual std::uint32_t column_count() const = 0;
  // Empty outside of the bounds.
  [[nodiscard]] virtual Cell at(std::uint32_t row, std::uint32_t column) const = 0;
  [[nodiscard]] virtual bool row_hidden(std::uint32_t row) const = 0;
  [[nodiscard]] virtual bool column_hidden(std::uint32_t column) const = 0;
  [[nodiscard]] virtual std::span<const MergedRange> merged() const = 0;
  // Where the text of a cell stands on its page; nothing for an empty cell and in all files but a PDF.
  [[nodiscard]] virtual std::optional<PageBox> box_of(CellPlace) const { return std::nullopt; }
};

// The left top corner of a box in whole points, half up, as {row: top, column: left}; what lies off the page is at its edge.
[[nodiscard]] CellPlace point_of(const PageBox& box);


// "C1", or where the text of the cell stands on a page, "p1@447,336".
[[nodiscard]] std::string cell_name(const Grid& grid, CellPlace place);

// Does the number format show a date or time? Quoted text, [Red] and escapes do not count.
[[nodiscard]] bool is_date_format(std::string_view format);
// How many digits after the point a number format shows for positive numbers ("0.00" 2, "0.0%" 1, "General" none).
[[nodiscard]] std::optional<int> decimals_shown(std::string_view format);

}  // namespace switchyard::workbook
